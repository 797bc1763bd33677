import type { BackupAction } from '../action.js';
import { clusterInputs, clusterOf, databaseNameSchema } from '../database/cluster-inputs.js';
import { textInput } from '../input-fields.js';
import { backupOptions } from './backup-options.js';

export const backupPostgres: BackupAction = {
  kind: 'backup',
  name: 'backup.postgres',
  effect: 'change',
  risk: 'medium',
  summary: {
    en: "Streams a PostgreSQL database into the backup store, in pg_dump's custom format, and lists it to verify it",
    fr: 'Envoie une base PostgreSQL dans le dépôt de sauvegardes, au format personnalisé de pg_dump, puis la relit',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['database'],
    properties: { database: databaseNameSchema, ...backupOptions, ...clusterInputs },
  },
  describe(input) {
    const database = textInput(input, 'database');
    return { en: `Backs up database ${database}`, fr: `Sauvegarde la base ${database}` };
  },
  undo: { en: 'Nothing to undo: the database is only read.', fr: "Rien à annuler : la base n'est que lue." },
  defaultTimeoutMs: 3_600_000,
  subject: (input) => ({ kind: 'postgres', database: textInput(input, 'database'), cluster: clusterOf(input) }),
};
