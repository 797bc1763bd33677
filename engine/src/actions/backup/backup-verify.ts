import type { StoreAction } from '../action.js';
import { textInput } from '../input-fields.js';
import { backupIdSchema } from './backup-options.js';

export const backupVerify: StoreAction = {
  kind: 'store',
  operation: 'verify',
  name: 'backup.verify',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'Compares the checksum of a backup, and restores it on trial into a scratch place, dropped after',
    fr: "Compare la somme de contrôle d'une sauvegarde, et la restaure à l'essai dans un endroit provisoire",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['backup'],
    properties: { backup: { ...backupIdSchema, description: 'Its id. It is tried on the server it was taken from.' } },
  },
  bindable: ['backup'],
  describe(input) {
    const backup = textInput(input, 'backup');
    return { en: `Restores backup ${backup} on trial`, fr: `Restaure la sauvegarde ${backup} à l'essai` };
  },
  undo: { en: 'Nothing to undo: nothing of the trial stays.', fr: "Rien à annuler : il ne reste rien de l'essai." },
  defaultTimeoutMs: 3_600_000,
};
