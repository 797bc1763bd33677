import { acquireAll } from './acquire-locks.js';
import { inTransaction } from './in-transaction.js';
import { LOCK_COLUMNS, STILL_WAITING, WAITER_COLUMNS } from './lock-columns.js';
import type { FencingTokens, LockAnswer, LockHolder, LockWaiter, LockWish } from './lock-row.js';
import type { Connections, Queryable } from './queryable.js';

export type { FencingTokens, LockAnswer, LockHolder, LockWaiter, LockWish } from './lock-row.js';

export interface Locks {
  /**
   * All servers or none, in the order of coming; never waits for another holder. Waiting is Temporal's: whoever asks
   * again keeps its place, and loses it after three minutes without asking.
   */
  acquire(wish: LockWish): Promise<LockAnswer>;
  /** Frees what this holder has for the run, and its place in the queue; nothing that another attempt took since. Returns the servers. */
  release(held: { readonly runId: string; readonly holder: string }): Promise<readonly string[]>;
  /** Frees everything of a holder that is gone. Only after its servers showed no live job. Returns the servers. */
  freeHolder(holder: string): Promise<readonly string[]>;
  /** Frees what a person took by hand: one server, or without one all of theirs. Returns the servers. */
  unlock(held: {
    readonly repository: string;
    readonly holder: string;
    readonly server?: string;
  }): Promise<readonly string[]>;
  /** Who holds them; all that are held when no servers are named. Names of one repository only, when it is given. */
  holders(servers?: readonly string[], repository?: string): Promise<readonly LockHolder[]>;
  /** Who waits for any of these servers, first come first. */
  waiters(repository: string, servers?: readonly string[]): Promise<readonly LockWaiter[]>;
  /** The servers for which these tokens no longer are the holder's: it must not touch them. */
  lost(held: { readonly holder: string; readonly tokens: FencingTokens }): Promise<readonly string[]>;
}

export function createLocks(db: Queryable & Connections): Locks {
  return {
    async acquire(wish) {
      // In one order everywhere, so that two runs that want the same servers cannot wait for each other in a circle.
      const servers = [...new Set(wish.servers)].sort();
      if (servers.length === 0) return { kind: 'acquired', tokens: {} };
      // Before the transaction: on PGlite, that holds up everybody.
      await db.query('insert into locks (repository, server) select $2, unnest($1::text[]) on conflict do nothing', [
        servers,
        wish.repository,
      ]);
      return inTransaction(db, (transaction) => acquireAll(transaction, { ...wish, servers }));
    },
    async release({ runId, holder }) {
      await db.query('delete from lock_waiters where holder = $1', [holder]);
      return await free(db, 'holder = $1 and run_id = $2', [holder, runId]);
    },
    async freeHolder(holder) {
      await db.query('delete from lock_waiters where holder = $1', [holder]);
      return await free(db, 'holder = $1', [holder]);
    },
    unlock: ({ repository, holder, server }) =>
      free(
        db,
        'holder = $1 and run_id is null and lower(repository) = lower($2) and ($3::text is null or server = $3)',
        [holder, repository, server ?? null],
      ),
    async holders(servers, repository) {
      const { rows } = await db.query<LockHolder>(
        `select ${LOCK_COLUMNS} from locks
           where holder is not null and (expires_at is null or expires_at > now())
             and ($1::text[] is null or server = any($1)) and ($2::text is null or lower(repository) = lower($2))
           order by repository, server`,
        [servers ?? null, repository ?? null],
      );
      return rows;
    },
    async waiters(repository, servers) {
      const { rows } = await db.query<LockWaiter>(
        `select ${WAITER_COLUMNS} from lock_waiters
           where lower(repository) = lower($1) and ($2::text[] is null or servers && $2) and ${STILL_WAITING}
           order by seq`,
        [repository, servers ?? null],
      );
      return rows;
    },
    async lost({ holder, tokens }) {
      const { rows } = await db.query<{ server: string; token: number }>(
        'select server, token from locks where holder = $1 and server = any($2)',
        [holder, Object.keys(tokens)],
      );
      const held = new Map(rows.map(({ server, token }) => [server, token]));
      return Object.entries(tokens)
        .filter(([server, token]) => held.get(server) !== token)
        .map(([server]) => server);
    },
  };
}

/** Locks the rows in the same order as `acquire`: in another, the two could wait for each other. */
async function free(db: Queryable, which: string, values: readonly unknown[]): Promise<readonly string[]> {
  const { rows } = await db.query<{ server: string }>(
    `with held as (select repository, server from locks where ${which} order by server for update)
     update locks set holder = null, run_id = null, reason = null, link = null, since = null, expires_at = null
       from held where locks.repository = held.repository and locks.server = held.server returning locks.server`,
    values,
  );
  return rows.map(({ server }) => server).sort();
}
