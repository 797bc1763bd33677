import { english, french, irregular } from './inflect.js';
import type { Verb } from './verb.js';

/** What people write for backing up and restoring. */
export const backupVerbs: readonly Verb[] = [
  {
    concept: 'backup',
    verbs: [
      irregular(
        `
          sauve | sauver | sauvez | mets de côté | mettre de côté | keep a copy | keep a copy of | make a copy
          make a copy of | prends une copie | prendre une copie | mets à l’abri | mettre à l’abri | sauvegarge
          sauvgarde | sauvegader
        `,
        'ayant sauvegardé',
      ),
      english('archive'),
      french('sauvegard archiv backup'),
      irregular(
        `
          back up | backup | bkp | save a copy | save a copy of | faire une copie | fais une copie
          copie de sécurité | dump | dumpe | dumper | pg dump | mysqldump | snapshot | snapshotte
          take a snapshot | fais un dump | faire un dump
        `,
        'backing up|backed up|backs up|dumped|dumping',
      ),
    ],
    nouns: `
        backup | backups | a backup | une sauvegarde | sauvegarde | sauvegardes | archives | un backup
        le backup | les backups | dump | dumps | un dump | snapshots
      `,
  },
  {
    concept: 'restore',
    verbs: [
      irregular(
        `
          reprends la sauvegarde | reprendre la sauvegarde | recharge la sauvegarde | recharger la sauvegarde
          recharge le dump | recharger le dump | reload the dump | reload the backup | réimporte | réimporter
          import the dump | bring back from backup | recover from backup | remets les données
          remettre les données
        `,
      ),
      english('restore recover'),
      french('restaur récupèr récupér'),
      irregular(
        `
          remets la sauvegarde | remettre la sauvegarde | remonte la sauvegarde | remonter la sauvegarde
          remonte le dump | put the backup | put back the backup | remettez la sauvegarde
          bring back the backup | réinjecte | réinjecter
        `,
      ),
    ],
    nouns: 'restauration|restoration|a restore|une restauration',
  },
];
