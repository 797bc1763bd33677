import type { Queryable } from './queryable.js';
import { storableText } from './storable-text.js';

/** Keeps changes from running until somebody lifts it. */
export interface Hold {
  readonly id: string;
  readonly repository: string;
  /** Null: every change of the repository. */
  readonly pull: number | null;
  readonly reason: string;
  /** Login, or `chatops` after a rollback. */
  readonly by: string;
  /** ISO 8601. */
  readonly placedAt: string;
}
export type NewHold = Omit<Hold, 'placedAt'>;

export interface Holds {
  /** Placing the same id again changes nothing, also after it was lifted. */
  place(hold: NewHold): Promise<void>;
  /** Lifts those of one pull request, or with `pull` null the one over everything. Returns what was lifted. */
  lift(lift: {
    readonly repository: string;
    readonly pull: number | null;
    readonly by: string;
  }): Promise<readonly Hold[]>;
  /** What keeps this pull request from running: its own holds, and those over everything first. */
  standing(repository: string, pull?: number): Promise<readonly Hold[]>;
}

const COLUMNS = 'id, repository, pull, reason, placed_by as "by", placed_at as "placedAt"';

export function createHolds(db: Queryable): Holds {
  return {
    async place({ id, repository, pull, reason, by }) {
      await db.query(
        `insert into holds (id, repository, pull, reason, placed_by) values ($1, $2, $3, $4, $5)
           on conflict do nothing`,
        [id, repository, pull, storableText(reason, 500), by],
      );
    },
    async lift({ repository, pull, by }) {
      const { rows } = await db.query<Hold>(
        `update holds set lifted_by = $3, lifted_at = now()
           where lower(repository) = lower($1) and pull is not distinct from $2 and lifted_at is null
           returning ${COLUMNS}`,
        [repository, pull, by],
      );
      return rows;
    },
    async standing(repository, pull) {
      const { rows } = await db.query<Hold>(
        `select ${COLUMNS} from holds
           where lower(repository) = lower($1) and lifted_at is null and (pull is null or pull = $2)
           order by pull nulls first, placed_at`,
        [repository, pull ?? null],
      );
      return rows;
    },
  };
}
