import { inTransaction } from './in-transaction.js';
import type { Connections, Queryable } from './queryable.js';
import { storableText } from './storable-text.js';

/** Server → fencing token: higher than any that was given for this server before. */
export type FencingTokens = Readonly<Record<string, number>>;

export interface LockWish {
  readonly servers: readonly string[];
  /** Absent for a lock that a person takes by hand. */
  readonly runId?: string;
  /** Who holds it: a workflow id, or `person:LOGIN`. The same holder may acquire again and gets the same tokens. */
  readonly holder: string;
  /** Shown to whoever waits, with the link. */
  readonly reason: string;
  readonly link: string;
}

export interface LockHolder {
  readonly server: string;
  readonly holder: string;
  readonly runId: string | null;
  readonly reason: string;
  readonly link: string;
  /** ISO 8601. */
  readonly since: string;
}

export type LockAnswer =
  | { readonly kind: 'acquired'; readonly tokens: FencingTokens }
  /** Nothing was taken; these stand in the way. */
  | { readonly kind: 'held'; readonly by: readonly LockHolder[] };

export interface Locks {
  /** All servers or none; never waits for another holder. Waiting is Temporal's. */
  acquire(wish: LockWish): Promise<LockAnswer>;
  /** Frees what this holder has for the run, and nothing that another attempt took since. Returns the servers. */
  release(held: { readonly runId: string; readonly holder: string }): Promise<readonly string[]>;
  /** Frees everything of a holder that is gone. Only after its servers showed no live job. Returns the servers. */
  freeHolder(holder: string): Promise<readonly string[]>;
  /** Who holds them; all that are held when no servers are named. */
  holders(servers?: readonly string[]): Promise<readonly LockHolder[]>;
  /** The servers for which these tokens no longer are the holder's: it must not touch them. */
  lost(held: { readonly holder: string; readonly tokens: FencingTokens }): Promise<readonly string[]>;
}

const HOLDER_COLUMNS = 'server, holder, run_id as "runId", reason, link, since';

export function createLocks(db: Queryable & Connections): Locks {
  return {
    async acquire(wish) {
      // In one order everywhere, so that two runs that want the same servers cannot wait for each other in a circle.
      const servers = [...new Set(wish.servers)].sort();
      // Before the transaction: on PGlite, that holds up everybody.
      await db.query('insert into locks (server) select unnest($1::text[]) on conflict do nothing', [servers]);
      return inTransaction(db, (transaction) => acquireAll(transaction, { ...wish, servers }));
    },
    release: ({ runId, holder }) => free(db, 'holder = $1 and run_id = $2', [holder, runId]),
    freeHolder: (holder) => free(db, 'holder = $1', [holder]),
    async holders(servers) {
      const { rows } = await db.query<LockHolder>(
        `select ${HOLDER_COLUMNS} from locks
           where holder is not null and ($1::text[] is null or server = any($1)) order by server`,
        [servers ?? null],
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

/** A row of the table; the columns about the holder are null together. */
interface LockRow {
  readonly server: string;
  readonly token: number;
  readonly holder: string | null;
  readonly runId: string | null;
  readonly reason: string | null;
  readonly link: string | null;
  readonly since: string | null;
}

async function acquireAll(transaction: Queryable, wish: LockWish): Promise<LockAnswer> {
  const { rows } = await transaction.query<LockRow>(
    `select ${HOLDER_COLUMNS}, token from locks where server = any($1) order by server for update`,
    [wish.servers],
  );
  const by = rows.flatMap((row) => inTheWay(row, wish.holder));
  if (by.length > 0) return { kind: 'held', by };

  const taken = await transaction.query<{ server: string; token: number }>(
    `update locks set
         token = case when holder is null then token + 1 else token end,
         since = coalesce(since, now()), holder = $2, run_id = $3, reason = $4, link = $5
       where server = any($1) returning server, token`,
    [wish.servers, wish.holder, wish.runId ?? null, storableText(wish.reason, 500), wish.link],
  );
  return { kind: 'acquired', tokens: Object.fromEntries(taken.rows.map(({ server, token }) => [server, token])) };
}

/** Empty for a server that is free or already this holder's. */
function inTheWay({ server, holder, runId, reason, link, since }: LockRow, wishing: string): readonly LockHolder[] {
  if (holder === null || reason === null || link === null || since === null || holder === wishing) return [];
  return [{ server, holder, runId, reason, link, since }];
}

/** Locks the rows in the same order as `acquire`: in another, the two could wait for each other. */
async function free(db: Queryable, which: string, values: readonly unknown[]): Promise<readonly string[]> {
  const { rows } = await db.query<{ server: string }>(
    `with held as (select server from locks where ${which} order by server for update)
     update locks set holder = null, run_id = null, reason = null, link = null, since = null
       from held where locks.server = held.server returning locks.server`,
    values,
  );
  return rows.map(({ server }) => server).sort();
}
