import type { StoreAction } from '../action.js';
import { optionalInteger, optionalText } from '../input-fields.js';
import { durationSchema } from '../input-schemas.js';

export const backupPrune: StoreAction = {
  kind: 'store',
  operation: 'prune',
  name: 'backup.prune',
  effect: 'destroy',
  risk: 'high',
  summary: {
    en: 'Removes old backups of a server from the store; never the newest one that is sound',
    fr: "Supprime du dépôt les anciennes sauvegardes d'un serveur ; jamais la plus récente qui soit saine",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['keep'],
    properties: {
      keep: {
        description: 'So many of the newest backups of each thing stay.',
        type: 'integer',
        minimum: 1,
        maximum: 1000,
      },
      olderThan: { ...durationSchema, description: 'Of the others, only what is older goes.' },
    },
  },
  describe(input) {
    const keep = optionalInteger(input, 'keep') ?? 1;
    const age = optionalText(input, 'olderThan');
    return {
      en: `Removes old backups from the store, keeping the newest ${keep} of each thing${age === undefined ? '' : ` and what is younger than ${age}`}`,
      fr: `Supprime les anciennes sauvegardes du dépôt, en gardant les ${keep} plus récentes de chaque chose${age === undefined ? '' : ` et celles de moins de ${age}`}`,
    };
  },
  undo: {
    en: 'Removed backups cannot be brought back.',
    fr: 'Les sauvegardes supprimées ne peuvent pas être récupérées.',
  },
  defaultTimeoutMs: 3_600_000,
};
