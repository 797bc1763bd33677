import { Pool, type PoolClient, types } from 'pg';
import type { Database, Queryable } from './queryable.js';

/** Milliseconds after which a statement is given up; every statement of ours takes a few. */
const QUERY_TIMEOUT_MS = 30_000;
const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** The address of the database cannot be read. The message never repeats it, as it may hold a password. */
export class InvalidDatabaseUrl extends Error {
  override readonly name = 'InvalidDatabaseUrl';

  constructor(options?: ErrorOptions) {
    super('DATABASE_URL is not an address. Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE.', options);
  }
}

/** A count left the range in which a JavaScript number is exact. */
export class NumberTooLarge extends Error {
  override readonly name = 'NumberTooLarge';

  constructor(readonly value: string) {
    super(`${value} from the database cannot be held exactly; this is a defect, please report it.`);
  }
}

/**
 * Opens at most five connections to PostgreSQL, or to PGlite behind its socket server.
 *
 * Time limits are kept on this side, per statement: behind PGlite all clients share one session, so that settings of a
 * session would be everybody's, and PgBouncer drops them. Nothing here uses named statements, advisory locks or LISTEN
 * for the same reason. Throws InvalidDatabaseUrl.
 *
 * @param onError is told when a connection breaks; the pool drops it, and opens another when needed
 */
export function openPool(databaseUrl: string, onError: (error: Error) => void = () => {}): Database {
  checkUrl(databaseUrl);
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'chatops-commander',
    max: 5,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
    types: { getTypeParser },
  });
  // Each connection tells by itself, idle or inside a transaction; unheard, either event would end the process.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', () => {});
  return {
    query: statementsOf(pool),
    connect: async () => {
      const client = await pool.connect();
      return { query: statementsOf(client), release: (error) => client.release(error) };
    },
    end: () => pool.end(),
  };
}

const statementsOf =
  (target: Pool | PoolClient): Queryable['query'] =>
  (text, values) =>
    // Without values, pg uses the simple protocol, which migrations need for several statements at once.
    values === undefined ? target.query(text) : target.query(text, [...values]);

function checkUrl(databaseUrl: string): void {
  let url: URL;
  try {
    url = new URL(databaseUrl);
  } catch (cause) {
    // Node's error carries the input, password and all, so that only its code is kept.
    throw new InvalidDatabaseUrl({ cause: codeOf(cause) });
  }
  if (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:') throw new InvalidDatabaseUrl();
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Counts as numbers, times as ISO strings: what travels through Temporal is JSON. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (format === 'binary') return types.getTypeParser(oid, 'binary');
  const parse: (text: string) => unknown = types.getTypeParser(oid, 'text');
  if (oid === INT8) return safeInteger;
  if (oid === TIMESTAMPTZ) return (text) => isoTime(parse(text));
  return parse;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new NumberTooLarge(text);
  return value;
}

/** Infinity is a valid time in PostgreSQL and stays what pg makes of it. */
function isoTime(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}
