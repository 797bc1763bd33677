import type { GuardFacts } from '../preview/guard-changes.js';
import type { Queryable } from './queryable.js';
import { storableJson } from './storable-text.js';

/** What reviewers were shown of servers at one head, as far as a run counts on it. */
export interface PreviewRecord {
  readonly repository: string;
  readonly pull: number;
  readonly head: string;
  readonly path: string;
  readonly blob: string;
  readonly guards: readonly GuardFacts[];
}
export interface TakenPreview extends PreviewRecord {
  /** ISO 8601. */
  readonly takenAt: string;
}

export interface Previews {
  /** The first look at a head stays: what was reviewed must not move under the reviewers. */
  remember(preview: PreviewRecord): Promise<void>;
  /** Whether a head was looked at. */
  isTaken(repository: string, pull: number, head: string): Promise<boolean>;
  /** The last that was taken of these bytes on this pull request. */
  ofBlob(repository: string, pull: number, blob: string): Promise<TakenPreview | undefined>;
}

export function createPreviews(db: Queryable): Previews {
  return {
    async remember({ repository, pull, head, path, blob, guards }) {
      await db.query(
        `insert into previews (repository, pull, head, path, blob, guards) values ($1, $2, $3, $4, $5, $6::jsonb)
           on conflict do nothing`,
        [repository, pull, head, path, blob, storableJson(guards.map((each) => ({ ...each })))],
      );
    },
    async isTaken(repository, pull, head) {
      const { rows } = await db.query<{ taken: boolean }>(
        `select exists(select from previews where lower(repository) = lower($1) and pull = $2 and head = $3) as taken`,
        [repository, pull, head],
      );
      return rows[0]?.taken === true;
    },
    async ofBlob(repository, pull, blob) {
      const { rows } = await db.query<TakenPreview>(
        `select repository, pull, head, path, blob, guards, taken_at as "takenAt" from previews
           where lower(repository) = lower($1) and pull = $2 and blob = $3 order by taken_at desc limit 1`,
        [repository, pull, blob],
      );
      return rows[0];
    },
  };
}
