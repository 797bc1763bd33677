import type { Localized } from '../action.js';

/** Why a file was not written, from the script's word for it; in every case but the last the old file stands. */
export function explainWriteFailure(facts: {
  readonly path: string;
  readonly problem: string;
  readonly target: string | undefined;
  readonly validation: readonly string[];
}): Localized {
  const { path, problem, target = '?' } = facts;
  switch (problem) {
    case 'link':
      return {
        en: `${path} is a symbolic link to ${target}; write that file instead`,
        fr: `${path} est un lien symbolique vers ${target} ; écrivez plutôt ce fichier`,
      };
    case 'link-on-way':
      return {
        en: `a symbolic link on the way of ${path} leads to the folder ${target}; name the file there instead`,
        fr: `un lien symbolique sur le chemin de ${path} mène au dossier ${target} ; désignez plutôt le fichier à cet endroit`,
      };
    case 'not-a-file':
      return { en: `${path} is not an ordinary file`, fr: `${path} n'est pas un fichier ordinaire` };
    case 'no-folder':
      return { en: `the folder of ${path} does not exist`, fr: `le dossier de ${path} n'existe pas` };
    case 'not-writable':
      return {
        en: `nothing can be written in the folder of ${path}: check its rights, and sudo in the inventory`,
        fr: `impossible d'écrire dans le dossier de ${path} : vérifiez ses droits, et sudo dans l'inventaire`,
      };
    case 'no-room':
      return {
        en: `${path} could not be written whole; the disk may be full. The old file stands`,
        fr: `${path} n'a pas pu être écrit en entier ; le disque est peut-être plein. L'ancien fichier est resté en place`,
      };
    case 'cut':
      return {
        en: `the content of ${path} did not arrive whole. The old file stands; try again`,
        fr: `le contenu de ${path} n'est pas arrivé en entier. L'ancien fichier est resté en place ; réessayez`,
      };
    case 'owner':
    case 'mode':
    case 'stat':
      return {
        en: `the owner or mode of ${path} could not be set. The old file stands`,
        fr: `le propriétaire ou le mode de ${path} n'a pas pu être fixé. L'ancien fichier est resté en place`,
      };
    case 'validation': {
      const line = facts.validation.at(-1) ?? '';
      return {
        en: `the new content of ${path} is not valid, the old file stands: ${line}`,
        fr: `le nouveau contenu de ${path} n'est pas valide, l'ancien fichier est resté en place : ${line}`,
      };
    }
    case 'changed-since':
      return {
        en: `${path} was written, but something else changed it at once`,
        fr: `${path} a été écrit, mais autre chose l'a modifié aussitôt`,
      };
    default:
      return { en: `${path} could not be written (${problem})`, fr: `${path} n'a pas pu être écrit (${problem})` };
  }
}
