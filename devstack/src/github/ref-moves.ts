import type { Caller } from './callers.js';
import { type GitRepository, noObject, type RefMove } from './git/git-repository.js';
import type { OneAtATime } from './one-at-a-time.js';

/** A ref that somebody moved; undefined before it existed and after it was deleted. */
export interface MovedRef {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface RefMoves {
  /** Moves one ref in somebody's name. Throws RefConflict. */
  move(move: RefMove, by: Caller): Promise<void>;
  /** Does something that may move any refs, such as a push, and tells what it moved. */
  during<T>(by: Caller, work: () => Promise<T>): Promise<T>;
}

export interface RefMovesDeps {
  readonly git: Pick<GitRepository, 'moveRef' | 'refs'>;
  readonly oneAtATime: OneAtATime;
  /** What a moved ref means: webhooks, pull requests that follow. */
  readonly announce: (moved: readonly MovedRef[], by: Caller) => Promise<void>;
}

/** The one door through which refs move, so that every move is announced, once and in order. */
export function createRefMoves({ git, oneAtATime, announce }: RefMovesDeps): RefMoves {
  return {
    move: (move, by) =>
      oneAtATime(async () => {
        await git.moveRef(move);
        await announce([{ ref: move.ref, before: move.from, after: move.to }], by);
      }),
    during: (by, work) =>
      oneAtATime(async () => {
        const before = await pushable(git);
        try {
          return await work();
        } finally {
          await announce(movedBetween(before, await pushable(git)), by);
        }
      }),
  };
}

async function pushable(git: Pick<GitRepository, 'refs'>): Promise<Map<string, string>> {
  const refs = await git.refs('refs/');
  return new Map([...refs].filter(([ref]) => ref.startsWith('refs/heads/') || ref.startsWith('refs/tags/')));
}

/** Which refs differ between two listings. */
export function movedBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): MovedRef[] {
  const refs = new Set([...before.keys(), ...after.keys()]);
  return [...refs]
    .filter((ref) => before.get(ref) !== after.get(ref))
    .map((ref) => ({ ref, before: before.get(ref), after: after.get(ref) }));
}

/** The id that webhooks give for a ref that was not there, or is no more. */
export const orNoObject = (sha: string | undefined): string => sha ?? noObject;
