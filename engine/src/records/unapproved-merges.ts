import type { Localized } from '../actions/action.js';
import type { Queryable } from './queryable.js';
import { storableJson } from './storable-text.js';

/** A merge that lacked approvals when it was first judged. */
export interface UnapprovedMerge {
  readonly repository: string;
  readonly pull: number;
  readonly mergeCommit: string;
  /** What was missing, as told on the pull request. */
  readonly missing: readonly Localized[];
}

export interface UnapprovedMerges {
  /** Keeps the first judgement: a role given to somebody afterwards must not turn the merge into an approved one. */
  remember(merge: UnapprovedMerge): Promise<void>;
  find(repository: string, pull: number): Promise<UnapprovedMerge | undefined>;
}

export function createUnapprovedMerges(db: Queryable): UnapprovedMerges {
  return {
    async remember({ repository, pull, mergeCommit, missing }) {
      await db.query(
        `insert into unapproved_merges (repository, pull, merge_commit, missing) values ($1, $2, $3, $4::jsonb)
           on conflict do nothing`,
        [repository, pull, mergeCommit, storableJson(missing)],
      );
    },
    async find(repository, pull) {
      const { rows } = await db.query<UnapprovedMerge>(
        `select repository, pull, merge_commit as "mergeCommit", missing from unapproved_merges
           where lower(repository) = lower($1) and pull = $2 order by created_at limit 1`,
        [repository, pull],
      );
      return rows[0];
    },
  };
}
