import type { Localized } from '@chatops-commander/engine/actions/action';

export const already: Localized = {
  en: 'It is proposed already:',
  fr: "C'est déjà proposé :",
};
export const opened: Localized = {
  en: 'I propose to take it back; merging that runs nothing:',
  fr: "Je propose de revenir dessus ; la fusion n'exécutera rien :",
};
export const nothingStands: Localized = {
  en: 'Nothing of it can be taken back: what it merged was changed since, or a file would come back under `changes/`, as a new change. To propose that one: `/ops again` on the pull request that added it.',
  fr: "Rien n'en peut être repris : ce qu'elle a fusionné a changé depuis, ou un fichier reviendrait sous `changes/`, comme un nouveau changement. Pour le proposer : `/ops again` sur la pull request qui l'a ajouté.",
};
export const title = (pull: number, name: string): Localized => ({
  en: `Revert #${pull}: ${name}`,
  fr: `Revenir sur #${pull} : ${name}`,
});
export const what = {
  en: (pull: number) => `Takes back what #${pull} merged and of which nothing ran.`,
  fr: (pull: number) => `Retire ce que #${pull} a fusionné et dont rien n'a été exécuté.`,
} as const;
export const next: Localized = {
  en: '**Next:** merge it, or close it to leave things as they are. Merging this runs nothing on any server.',
  fr: "**Ensuite :** fusionnez-la, ou fermez-la pour laisser les choses en l'état. Sa fusion n'exécute rien sur aucun serveur.",
};
export const table = {
  en: {
    file: 'File',
    becomes: 'What becomes of it',
    removed: 'removed',
    restored: 'as it was before',
    stays: 'stays as it is: changed since, or it would be a new change',
  },
  fr: {
    file: 'Fichier',
    becomes: 'Ce qu’il devient',
    removed: 'retiré',
    restored: 'comme avant',
    stays: 'reste tel quel : modifié depuis, ou ce serait un nouveau changement',
  },
} as const;
