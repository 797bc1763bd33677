import type { BackupAction } from '../action.js';
import { textListInput } from '../input-fields.js';
import { pathSchema } from '../input-schemas.js';

export const backupFilesAction: BackupAction = {
  kind: 'backup',
  name: 'backup.files',
  effect: 'change',
  risk: 'medium',
  summary: {
    en: 'Streams files into the backup store, and reads the backup back to verify it',
    fr: 'Envoie des fichiers dans le dépôt de sauvegardes, puis relit la sauvegarde pour la vérifier',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['paths'],
    properties: {
      paths: { type: 'array', minItems: 1, maxItems: 50, uniqueItems: true, items: pathSchema },
      exclude: {
        description: 'Absolute paths, or shell patterns of names such as *.log.',
        type: 'array',
        maxItems: 50,
        items: { type: 'string', pattern: '^[^\\u0000-\\u001f\\u007f]{1,500}$' },
      },
    },
  },
  describe(input) {
    const paths = textListInput(input, 'paths').join(', ');
    return { en: `Backs up ${paths}`, fr: `Sauvegarde ${paths}` };
  },
  undo: { en: 'Nothing to undo: the server is only read.', fr: "Rien à annuler : le serveur n'est que lu." },
  defaultTimeoutMs: 3_600_000,
  paths: (input) => ({ paths: textListInput(input, 'paths'), exclude: textListInput(input, 'exclude') }),
};
