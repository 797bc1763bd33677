import type { LockAnswer, LockHolder, LockWaiter, LockWish } from './lock-row.js';
import { LOCK_COLUMNS, STILL_WAITING, WAITER_COLUMNS } from './lock-columns.js';
import type { Queryable } from './queryable.js';
import { storableText } from './storable-text.js';

/** A row of the table; the columns about the holder are null together. */
interface LockRow {
  readonly repository: string;
  readonly server: string;
  readonly token: number;
  readonly holder: string | null;
  readonly runId: string | null;
  readonly reason: string | null;
  readonly link: string | null;
  readonly since: string | null;
  readonly expiresAt: string | null;
  readonly expired: boolean;
}

/**
 * Takes every server of the wish, or none and queues: who came first and waits for one of these servers goes first, or
 * a run of many servers would wait for ever. To be called in a transaction; `wish.servers` in order, their rows there.
 */
export async function acquireAll(transaction: Queryable, wish: LockWish): Promise<LockAnswer> {
  const { queue = true } = wish;
  const place = queue ? await queueUp(transaction, wish) : undefined;
  const { rows } = await transaction.query<LockRow>(
    `select ${LOCK_COLUMNS}, token, coalesce(expires_at <= now(), false) as expired from locks
       where lower(repository) = lower($1) and server = any($2) order by server for update`,
    [wish.repository, wish.servers],
  );
  const mine = rows.every((row) => row.holder === wish.holder && !row.expired);
  const by = rows.flatMap((row) => inTheWay(row, wish.holder));
  const ahead = mine || place === undefined ? [] : await cameBefore(transaction, wish, place);
  if (by.length > 0 || ahead.length > 0) return { kind: 'held', by, ahead };

  const taken = await transaction.query<{ server: string; token: number }>(
    `update locks set
         token = case when holder = $3 and coalesce(expires_at > now(), true) then token else token + 1 end,
         since = case when holder = $3 and coalesce(expires_at > now(), true) then since else now() end,
         holder = $3, run_id = $4, reason = $5, link = $6,
         expires_at = now() + ($7::bigint * interval '1 millisecond')
       where lower(repository) = lower($1) and server = any($2) returning server, token`,
    [
      wish.repository,
      wish.servers,
      wish.holder,
      wish.runId ?? null,
      storableText(wish.reason, 500),
      wish.link,
      wish.expiresInMs ?? null,
    ],
  );
  if (queue) await transaction.query('delete from lock_waiters where holder = $1', [wish.holder]);
  return { kind: 'acquired', tokens: Object.fromEntries(taken.rows.map(({ server, token }) => [server, token])) };
}

/** The place in the queue: kept as long as the same holder asks again in time. */
async function queueUp(transaction: Queryable, wish: LockWish): Promise<string> {
  const { rows } = await transaction.query<{ place: string }>(
    `insert into lock_waiters (holder, repository, servers, run_id, reason, link) values ($1, $2, $3, $4, $5, $6)
       on conflict (holder) do update set seen_at = now(), servers = excluded.servers
       returning seq::text as place`,
    [wish.holder, wish.repository, wish.servers, wish.runId ?? null, storableText(wish.reason, 500), wish.link],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`no place in the queue for ${wish.holder}; please report this`);
  return row.place;
}

async function cameBefore(transaction: Queryable, wish: LockWish, place: string): Promise<readonly LockWaiter[]> {
  const { rows } = await transaction.query<LockWaiter>(
    `select ${WAITER_COLUMNS} from lock_waiters
       where lower(repository) = lower($1) and servers && $2 and seq < $3::bigint and ${STILL_WAITING} order by seq`,
    [wish.repository, wish.servers, place],
  );
  return rows;
}

/** Empty for a server that is free or already this holder's. */
function inTheWay(row: LockRow, wishing: string): readonly LockHolder[] {
  const { repository, server, holder, runId, reason, link, since, expiresAt } = row;
  if (holder === null || reason === null || link === null || since === null) return [];
  if (row.expired || holder === wishing) return [];
  return [{ repository, server, holder, runId, reason, link, since, expiresAt }];
}
