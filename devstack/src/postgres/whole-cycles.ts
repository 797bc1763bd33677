import type { PGlite } from '@electric-sql/pglite';

/** Messages of the extended protocol that begin or continue a cycle: Parse, Bind, Describe, Execute, Close, Flush. */
const IN_CYCLE = new Set(['P', 'B', 'D', 'E', 'C', 'H'].map((letter) => letter.charCodeAt(0)));
const SYNC = new Uint8Array(['S'.charCodeAt(0), 0, 0, 0, 4]);

/** What PGLiteSocketServer asks of its database. */
type ServedDatabase = Pick<PGlite, 'waitReady' | 'isInTransaction' | 'runExclusive' | 'execProtocolRawStream' | 'exec'>;

/**
 * Keeps one client's Parse … Sync together. The socket server (0.2.17) queues message by message, and holds other
 * clients back only inside a transaction block; between one client's Parse and its Bind, another's Parse replaces the
 * one unnamed statement, so that answers go to the wrong query (seen: 802 of 3,000). A cycle is said to be a
 * transaction here, which makes the server wait for its end; and a client that leaves in the middle is synchronised.
 */
export function inWholeCycles(database: PGlite): ServedDatabase {
  let inCycle = false;
  return {
    waitReady: database.waitReady,
    isInTransaction: () => inCycle || database.isInTransaction(),
    runExclusive: (work) => database.runExclusive(work),
    async execProtocolRawStream(message, options) {
      await database.execProtocolRawStream(message, options);
      inCycle = IN_CYCLE.has(message[0] ?? 0);
    },
    // The server's way to end what a lost client left open; without a Sync, an error in it would swallow the statement.
    async exec(statement, options) {
      if (inCycle) {
        await database.execProtocolRaw(SYNC);
        inCycle = false;
      }
      return database.isInTransaction() ? database.exec(statement, options) : [];
    },
  };
}
