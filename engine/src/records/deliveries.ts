import { onlyRow } from './only-row.js';
import type { Queryable } from './queryable.js';
import { storableText } from './storable-text.js';

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
  readonly times: number;
  readonly handled: boolean;
  readonly handledUnderOtherId: boolean;
}

export function createDeliveries(db: Queryable): Deliveries {
  return {
    async recordDelivery({ id, event, bodyDigest, verified }) {
      const arrival = onlyRow(
        'delivery just recorded',
        await db.query<Arrival>(
          `insert into deliveries (id, event, body_digest, verified) values ($1, $2, $3, $4)
             on conflict (id, event, body_digest, verified) do update set times = deliveries.times + 1
             returning times, handled_at is not null as handled,
               exists (select from deliveries other
                 where other.body_digest = $3 and other.event = $2 and other.id <> $1 and other.verified and $4
                   and other.handled_at > now() - interval '1 day') as "handledUnderOtherId"`,
          [storableText(id, 200), storableText(event, 100), bodyDigest, verified],
        ),
      );
      if (arrival.handled || arrival.handledUnderOtherId) return 'duplicate';
      return arrival.times === 1 ? 'new' : 'unfinished';
    },
    async markHandled({ id, event, bodyDigest }) {
      await db.query(
        `update deliveries set handled_at = now()
           where id = $1 and event = $2 and body_digest = $3 and verified and handled_at is null`,
        [storableText(id, 200), storableText(event, 100), bodyDigest],
      );
    },
    async pruneDeliveries(days) {
      const { rowCount } = await db.query(
        `delete from deliveries where received_at < now() - make_interval(days => $1)`,
        [days],
      );
      return rowCount ?? 0;
    },
  };
}
