import type { StoreAction } from '../action.js';
import { databaseNameSchema } from '../database/cluster-inputs.js';
import { optionalText, textInput } from '../input-fields.js';
import { pathSchema } from '../input-schemas.js';
import { backupIdSchema } from './backup-options.js';

export const backupRestore: StoreAction = {
  kind: 'store',
  operation: 'restore',
  name: 'backup.restore',
  effect: 'destroy',
  risk: 'critical',
  summary: {
    en: 'Restores a backup to where it came from, after a backup of what it overwrites; or beside it',
    fr: "Restaure une sauvegarde à sa place, après avoir sauvegardé ce qu'elle écrase ; ou à côté",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['backup'],
    properties: {
      backup: { ...backupIdSchema, description: 'Its id. It is restored on the server it was taken from.' },
      into: {
        description: 'Beside: a new folder, or the name of a new database.',
        anyOf: [pathSchema, databaseNameSchema],
      },
    },
  },
  bindable: ['backup'],
  describe(input) {
    const backup = textInput(input, 'backup');
    const into = optionalText(input, 'into');
    return into === undefined
      ? {
          en: `Restores backup ${backup} over what is there`,
          fr: `Restaure la sauvegarde ${backup} par-dessus l'actuel`,
        }
      : { en: `Restores backup ${backup} into ${into}`, fr: `Restaure la sauvegarde ${backup} dans ${into}` };
  },
  undo: {
    en: 'What was there before is put back from the backup taken first; what was made beside is removed.',
    fr: "L'état d'avant est remis depuis la sauvegarde faite juste avant ; ce qui a été créé à côté est supprimé.",
  },
  defaultTimeoutMs: 3_600_000,
};
