import type { Queryable } from './queryable.js';
import { type RunRegistration, registerRun } from './register-run.js';
import { createRunAttempts, type RunAttempts } from './run-attempts.js';
import { type NewRun, type RunRow, SELECT_RUNS } from './run-row.js';

export interface Runs extends RunAttempts {
  /** Writes the run down before its workflow starts. Exactly one caller is ever told `new` for an identity. */
  registerRun(run: NewRun): Promise<RunRegistration>;
  get(runId: string): Promise<RunRow | undefined>;
  /** Newest first. */
  list(options: { readonly limit: number; readonly repository?: string }): Promise<readonly RunRow[]>;
  /** In the order in which they were registered. */
  runsOfPull(repository: string, pull: number): Promise<readonly RunRow[]>;
  /** The same content anywhere: in other pull requests, under other names. */
  runsOfBlob(blob: string): Promise<readonly RunRow[]>;
  /** Not over, oldest first: what a sweep compares with Temporal. */
  unfinished(limit: number): Promise<readonly RunRow[]>;
}

export function createRuns(db: Queryable): Runs {
  const select = async (rest: string, values: readonly unknown[]): Promise<readonly RunRow[]> =>
    (await db.query<RunRow>(`${SELECT_RUNS} ${rest}`, values)).rows;

  return {
    ...createRunAttempts(db),
    registerRun: (run) => registerRun(db, run),
    get: async (runId) => (await select('where r.id = $1', [runId]))[0],
    list: ({ limit, repository }) =>
      select('where $2::text is null or lower(r.repository) = lower($2) order by r.seq desc limit $1', [
        limit,
        repository ?? null,
      ]),
    runsOfPull: (repository, pull) =>
      select('where lower(r.repository) = lower($1) and r.pull = $2 order by r.seq', [repository, pull]),
    runsOfBlob: (blob) => select('where r.blob = $1 order by r.seq', [blob]),
    unfinished: (limit) => select('where a.finished_at is null order by r.seq limit $1', [limit]),
  };
}
