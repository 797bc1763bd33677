import type { Outputs, PostgresCluster } from '../action.js';
import { optionalInteger, optionalText } from '../input-fields.js';

export const databaseNameSchema = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_.$-]{0,62}$' } as const;

/** How PostgreSQL is reached, by its socket on its own server. */
export const clusterInputs = {
  port: { description: "PostgreSQL's own default when left out.", type: 'integer', minimum: 1, maximum: 65_535 },
  socket: {
    description: 'Folder of the socket, where it is not the default one.',
    type: 'string',
    pattern: '^(?!.*/\\.\\.(?:/|$))/[A-Za-z0-9_./-]{0,90}$',
  },
  user: {
    description: 'System user and role to connect as; postgres when left out.',
    type: 'string',
    pattern: '^[a-z_][a-z0-9_-]{0,31}$',
  },
} as const;

/** The cluster that a step's inputs name. Throws UnexpectedInput. */
export const clusterOf = (input: Outputs): PostgresCluster => ({
  port: optionalInteger(input, 'port'),
  socket: optionalText(input, 'socket'),
  user: optionalText(input, 'user') ?? 'postgres',
});
