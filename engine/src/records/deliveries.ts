import type { Queryable } from './queryable.js';
import { storableText } from './storable-text.js';
import { together } from './together.js';

/** A webhook as it came in, before anything in it is believed. */
export interface Delivery {
  /** The header X-GitHub-Delivery. */
  readonly id: string;
  /** The header X-GitHub-Event. */
  readonly event: string;
  /** Hexadecimal sha256 of the raw body. */
  readonly bodyDigest: string;
  /** The signature was right. */
  readonly verified: boolean;
}

export type DeliveryNovelty =
  | 'new'
  /** It was here before, and was handled. */
  | 'duplicate'
  /** It was here before, but nothing says that it was handled: the app may have died then. Handling twice is harmless. */
  | 'unfinished';

export interface Deliveries {
  /**
   * Records an arrival, rejected ones included. The same delivery is known by id, event and body; the same body under
   * another id, within a day, is the same event sent by a second webhook. Ids alone prove nothing: a sender chooses
   * them, and the emulator repeats them. Only verified deliveries make others duplicates.
   */
  recordDelivery(delivery: Delivery): Promise<DeliveryNovelty>;
  /** Notes that its workflow was started or signalled. */
  markHandled(delivery: Pick<Delivery, 'id' | 'event' | 'bodyDigest'>): Promise<void>;
  /** Forgets deliveries older than that many days; returns how many. */
  pruneDeliveries(days: number): Promise<number>;
}

interface Arrival {
  readonly n: number;
  readonly times: number;
  readonly handled: boolean;
  readonly handledUnderOtherId: boolean;
}

/** Several arrivals in one statement, in one order of rows; the same one twice is one that came twice. */
const RECORD = `
  with asked as (
    select id, event, body_digest, verified, min(n) as n, count(*) as times
      from unnest($1::text[], $2::text[], $3::text[], $4::boolean[])
        with ordinality as asked (id, event, body_digest, verified, n)
      group by id, event, body_digest, verified
  ), recorded as (
    insert into deliveries (id, event, body_digest, verified, times)
      select id, event, body_digest, verified, times from asked order by id, event, body_digest, verified
      on conflict (id, event, body_digest, verified) do update set times = deliveries.times + excluded.times
      returning id, event, body_digest, verified, times, handled_at
  )
  select asked.n, recorded.times - asked.times + 1 as times, handled_at is not null as handled,
      exists (select from deliveries other
        where other.body_digest = recorded.body_digest and other.event = recorded.event and other.id <> recorded.id
          and other.verified and recorded.verified
          and other.handled_at > now() - interval '1 day') as "handledUnderOtherId"
    from recorded join asked using (id, event, body_digest, verified)`;

const MARK_HANDLED = `
  update deliveries set handled_at = now()
    from unnest($1::text[], $2::text[], $3::text[]) as asked (id, event, body_digest)
    where deliveries.id = asked.id and deliveries.event = asked.event and deliveries.body_digest = asked.body_digest
      and verified and handled_at is null`;

/** GitHub sends many at the same moment, and drops what is not answered in ten seconds: they are written together. */
export function createDeliveries(db: Queryable): Deliveries {
  const record = together<Delivery, DeliveryNovelty>(async (arrivals) => {
    const { rows } = await db.query<Arrival>(RECORD, [
      ...keyColumns(arrivals),
      arrivals.map(({ verified }) => verified),
    ]);
    const known = new Map<string, DeliveryNovelty>();
    const first = new Map(rows.map((row) => [row.n, row]));
    return arrivals.map((arrival, index) => {
      const key = JSON.stringify([arrival.id, arrival.event, arrival.bodyDigest, arrival.verified]);
      const row = first.get(index + 1);
      // one that came before in this statement is there by now
      if (row === undefined) return known.get(key) ?? 'unfinished';
      const novelty = noveltyOf(row);
      known.set(key, novelty === 'new' ? 'unfinished' : novelty);
      return novelty;
    });
  });
  const markHandled = together<Pick<Delivery, 'id' | 'event' | 'bodyDigest'>, undefined>(async (handled) => {
    await db.query(MARK_HANDLED, keyColumns(handled));
    return handled.map(() => undefined);
  });
  return {
    recordDelivery: record,
    markHandled,
    async pruneDeliveries(days) {
      const { rowCount } = await db.query(
        `delete from deliveries where received_at < now() - make_interval(days => $1)`,
        [days],
      );
      return rowCount ?? 0;
    },
  };
}

function noveltyOf(arrival: Arrival): DeliveryNovelty {
  if (arrival.handled || arrival.handledUnderOtherId) return 'duplicate';
  return arrival.times === 1 ? 'new' : 'unfinished';
}

const keyColumns = (deliveries: readonly Pick<Delivery, 'id' | 'event' | 'bodyDigest'>[]): readonly unknown[] => [
  deliveries.map(({ id }) => storableText(id, 200)),
  deliveries.map(({ event }) => storableText(event, 100)),
  deliveries.map(({ bodyDigest }) => bodyDigest),
];
