import type { GitRepository } from './git/git-repository.js';
import { type JsonObject, numberAt, textAt } from './json-object.js';

/** What the front knows of a pull request beyond the emulator's record: where its branches are, and what its merge made. */
export interface PullRecord {
  readonly number: number;
  readonly headRef: string;
  readonly baseRef: string;
  readonly state: 'open' | 'closed' | 'merged';
  /** Tip of the head branch, as last seen; it stands still once the pull request is closed. */
  readonly head: string;
  readonly base: string;
  readonly mergeCommit: string | undefined;
  /** Of the last comment, review or push, in milliseconds. */
  readonly touchedAt: number;
}

export interface PullRecords {
  get(number: number): PullRecord | undefined;
  all(): readonly PullRecord[];
  /** The record for a pull request as the emulator shows it, made at first sight, with its branches read again while open. */
  observe(pull: JsonObject): Promise<PullRecord | undefined>;
  /** Reads the branches of an open pull request again. */
  refresh(number: number): Promise<PullRecord | undefined>;
  close(number: number): void;
  reopen(number: number): void;
  /** `base` is where the base branch was before. */
  merge(number: number, result: { readonly mergeCommit: string; readonly base: string }): void;
  touch(number: number): void;
}

type Git = Pick<GitRepository, 'resolve' | 'run'>;

/** Keeps the records in memory: numbers begin again with each emulator, so nothing may outlive it. */
export function createPullRecords(git: Git, now: () => number = Date.now): PullRecords {
  const records = new Map<number, PullRecord>();

  const change = (number: number, changes: Partial<PullRecord>): PullRecord | undefined => {
    const record = records.get(number);
    if (record === undefined) return undefined;
    const changed = { ...record, ...changes };
    records.set(number, changed);
    return changed;
  };

  const refresh: PullRecords['refresh'] = async (number) => {
    const record = records.get(number);
    if (record === undefined || record.state !== 'open') return record;
    const [head = record.head, base = record.base] = await Promise.all([
      git.resolve(`refs/heads/${record.headRef}`),
      git.resolve(`refs/heads/${record.baseRef}`),
    ]);
    if (records.get(number)?.state !== 'open') return records.get(number);
    // GitHub keeps a ref to the head, so that it stays readable when its branch is gone.
    if (head !== record.head) await git.run(['update-ref', `refs/pull/${number}/head`, head]);
    return change(number, { head, base });
  };

  return {
    get: (number) => records.get(number),
    all: () => [...records.values()],
    async observe(pull) {
      const number = numberAt(pull, 'number');
      const headRef = textAt(pull, 'head', 'ref');
      const baseRef = textAt(pull, 'base', 'ref');
      if (number === undefined || headRef === undefined || baseRef === undefined) return undefined;
      if (!records.has(number)) {
        records.set(number, {
          number,
          headRef,
          baseRef,
          state: 'open',
          head: '',
          base: '',
          mergeCommit: undefined,
          touchedAt: now(),
        });
      }
      return refresh(number);
    },
    refresh,
    close: (number) => void change(number, { state: 'closed', touchedAt: now() }),
    reopen: (number) => void change(number, { state: 'open', touchedAt: now() }),
    // The base is given, since another request may have read the branch between its move and this.
    merge: (number, { mergeCommit, base }) =>
      void change(number, { state: 'merged', mergeCommit, base, touchedAt: now() }),
    touch: (number) => void change(number, { touchedAt: now() }),
  };
}
