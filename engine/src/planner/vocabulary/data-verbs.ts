import { english, french, irregular } from './inflect.js';
import type { Verb } from './verb.js';

/** What is only ever denied: "don't touch anything". */
const anyChange: Verb = {
  concept: 'touch',
  verbs: [
    irregular(
      `
        touch | touche | toucher | touchez | touching | do anything | do something | faire quoi que ce soit
        change anything | change quoi que ce soit
      `,
    ),
  ],
};

/** What people write for changes of files, and for commands. */
export const dataVerbs: readonly Verb[] = [
  anyChange,
  {
    concept: 'delete',
    verbs: [
      irregular(
        `
          trash | discard | scrap | obliterate | expunge | éradique | éradiquer | balaye | balayer
          fais disparaître | faire disparaître | mets à la poubelle | mettre à la poubelle | poubelle
          throw away | throw out | do away with | clear off | take off | efface moi | suprime | suprimer | suppr
        `,
        'trashed|discarded|scrapped',
      ),
      english('delete remove erase wipe destroy drop+ shred unlink nuke yeet zap+ format+'),
      french('supprim effac vir dégag enlèv enlev retir jett bazard dropp'),
      irregular('rm|rm rf|détruis|détruire|détruisez|get rid of|débarrasse|fous en l’air'),
    ],
    nouns: 'suppression|deletion|removal',
  },
  {
    concept: 'clean',
    verbs: [
      irregular(
        `
          reclaim | reclaim space | reclaim some space | récupère de la place | récupérer de la place
          gagne de la place | gagner de la place | regagne de la place | allège | alléger | désencombre
          désencombrer | déblaye | déblayer | fais du ménage | faire du ménage | sweep | sweep out | declutter
          flush out | clear some | clear up | make space | make some space | free some space
        `,
        'swept',
      ),
      english('clean prune purge truncate rotate trim+ tidy'),
      french('nettoi nettoy purg vid trim élagu rotat'),
      irregular(
        `
          clean up | cleanup | clean out | clear out | free up | free some | make room | make some room
          fais de la place | faire de la place | fais le ménage | faire le ménage | fais un peu de ménage
          libère | libérer | libérez | fais du vide | faire du vide | tidy up
        `,
      ),
    ],
    nouns: 'nettoyage|ménage|un nettoyage|rotation|pruning',
  },
  {
    concept: 'write',
    verbs: [
      irregular(
        `
          remplace le contenu | remplacer le contenu | replace the content | replace the contents
          overwrite the file | pose le fichier | poser le fichier | mets le fichier | mettre le fichier
          save the file | put the file | drop the file
        `,
      ),
      english('overwrite'),
      french('écras'),
      irregular(
        `
          write | writing | put | create file | create the file | create a file | crée le fichier
          crée un fichier | créer le fichier | créer un fichier | créez le fichier | écris | écrire | écrivez
          mets dans le fichier | mettre dans le fichier | dépose | déposer | remplace le fichier
          replace the file
        `,
        'wrote|written|écrit|écrite|writes',
      ),
    ],
  },
  {
    concept: 'add',
    verbs: [
      irregular(`
        insère | insérer | insérez | tack on | rajoute la ligne | ajoute la ligne | ajouter la ligne
        add the line
      `),
      english('add append insert'),
      french('ajout rajout'),
      irregular('met la ligne|mets la ligne|mettre la ligne'),
    ],
    nouns: 'ajout',
  },
  {
    concept: 'run',
    verbs: [
      irregular('execute the command|execute command|passe la commande|passer la commande'),
      english('execute'),
      french('exécut'),
      irregular(
        `
          run | running the command | exec | run command | run the command | lance la commande
          lancer la commande | exécute la commande | exécuter la commande | joue | jouer | fais tourner
        `,
        'ran',
      ),
    ],
    nouns: 'exécution',
  },
];
