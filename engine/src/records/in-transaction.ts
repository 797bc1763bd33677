import type { Connections, Queryable } from './queryable.js';

/**
 * Runs `work` inside one transaction, at read committed: each of its statements sees what others have committed by
 * then. Keep it short: a transaction on PGlite holds up every other connection.
 */
export async function inTransaction<Result>(
  connections: Connections,
  work: (transaction: Queryable) => Promise<Result>,
): Promise<Result> {
  const client = await connections.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

/** A connection that cannot even roll back is thrown away; the server then rolls back by itself. */
async function rollBack(client: Awaited<ReturnType<Connections['connect']>>): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : new Error('rollback failed', { cause: error }));
  }
}
