import { loginOf } from './caller-login.js';
import type { Caller } from './callers.js';
import type { GitRepository } from './git/git-repository.js';
import { isoSeconds } from './git/parse-objects.js';
import { type MovedRef, orNoObject } from './ref-moves.js';

export type ActivityType = 'push' | 'force_push' | 'branch_creation' | 'branch_deletion' | 'pr_merge';

/** One move of a branch, with who really made it: commits may name anybody. */
export interface Activity {
  readonly id: number;
  readonly before: string;
  readonly after: string;
  readonly ref: string;
  readonly timestamp: string;
  readonly type: ActivityType;
  readonly login: string;
}
type Announce = (moved: readonly MovedRef[], by: Caller) => Promise<void>;
export interface ActivityLog {
  /** Notes what is announced before it is. `merge`: the base branch moves because a pull request is merged. */
  noting(why: 'push' | 'merge', announce: Announce): Announce;
  /** Newest first. */
  all(): readonly Activity[];
}

/** What "List repository activities" tells. */
export function createActivityLog(git: Pick<GitRepository, 'isAncestor'>): ActivityLog {
  const log: Activity[] = [];

  const typeOf = async ({ before, after }: MovedRef, why: 'push' | 'merge'): Promise<ActivityType> => {
    if (before === undefined) return 'branch_creation';
    if (after === undefined) return 'branch_deletion';
    if (why === 'merge') return 'pr_merge';
    return (await git.isAncestor(before, after)) ? 'push' : 'force_push';
  };
  return {
    noting: (why, announce) => async (moved, by) => {
      for (const move of moved.filter(({ ref }) => ref.startsWith('refs/heads/'))) {
        log.unshift({
          id: log.length + 1,
          before: orNoObject(move.before),
          after: orNoObject(move.after),
          ref: move.ref,
          timestamp: isoSeconds(new Date()),
          type: await typeOf(move, why),
          login: loginOf(by),
        });
      }
      await announce(moved, by);
    },
    all: () => [...log],
  };
}
