import type { StoreAction } from '../action.js';
import { textInput } from '../input-fields.js';
import { backupIdSchema } from './backup-options.js';

const ITSELF = { en: 'It is itself an undoing.', fr: "C'est déjà une annulation." };

/** Undoes `backup.restore` of files. Only undoing names it: it removes nothing but what that restore brought. */
export const backupRevert: StoreAction = {
  kind: 'store',
  operation: 'revert',
  name: 'backup.revert',
  effect: 'destroy',
  risk: 'critical',
  summary: { en: 'Takes back what a restore brought', fr: "Retire ce qu'une restauration a apporté" },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['restored'],
    properties: { restored: backupIdSchema, before: backupIdSchema },
  },
  describe(input) {
    const backup = textInput(input, 'restored');
    return { en: `Takes back what backup ${backup} brought`, fr: `Retire ce que la sauvegarde ${backup} a apporté` };
  },
  undo: ITSELF,
  defaultTimeoutMs: 3_600_000,
};

/** Undoes `backup.restore` beside. Only undoing names it: it removes nothing but what that restore made. */
export const backupDiscard: StoreAction = {
  kind: 'store',
  operation: 'discard',
  name: 'backup.discard',
  effect: 'destroy',
  risk: 'critical',
  summary: { en: 'Removes what a restore made beside', fr: "Supprime ce qu'une restauration a créé à côté" },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['backup', 'made', 'kind'],
    properties: {
      backup: backupIdSchema,
      made: { type: 'string', minLength: 1, maxLength: 600 },
      kind: { enum: ['folder', 'database'] },
    },
  },
  describe(input) {
    const made = textInput(input, 'made');
    return { en: `Removes ${made}`, fr: `Supprime ${made}` };
  },
  undo: ITSELF,
  defaultTimeoutMs: 600_000,
};
