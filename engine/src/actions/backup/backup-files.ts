import type { BackupAction, Outputs } from '../action.js';
import { optionalText, textListInput } from '../input-fields.js';
import { pathSchema } from '../input-schemas.js';
import { backupOptions } from './backup-options.js';

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
      compress: {
        description: 'zstd when left out; where the server or the worker lacks it, gzip, else none.',
        enum: ['zstd', 'gzip', 'none'],
      },
      ...backupOptions,
    },
  },
  describe(input) {
    const paths = textListInput(input, 'paths').join(', ');
    return { en: `Backs up ${paths}`, fr: `Sauvegarde ${paths}` };
  },
  undo: { en: 'Nothing to undo: the server is only read.', fr: "Rien à annuler : le serveur n'est que lu." },
  defaultTimeoutMs: 3_600_000,
  subject: (input) => ({
    kind: 'files',
    paths: textListInput(input, 'paths'),
    exclude: textListInput(input, 'exclude'),
    compress: compression(input),
  }),
};

function compression(input: Outputs): 'zstd' | 'gzip' | 'none' {
  const asked = optionalText(input, 'compress');
  return asked === 'gzip' || asked === 'none' ? asked : 'zstd';
}
