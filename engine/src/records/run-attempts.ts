import type { Json } from '../actions/action.js';
import type { Queryable } from './queryable.js';
import {
  type AttemptPurpose,
  type FinalRunState,
  isFinalRunState,
  type OpenRunState,
  type RunAttemptKey,
  type RunRow,
  type RunState,
  SELECT_RUNS,
} from './run-row.js';
import { storableJson } from './storable-text.js';

export type RunClaim =
  /** `again` when this workflow had claimed it before: a reset, or an activity that was retried. */
  | { readonly kind: 'claimed'; readonly again: boolean; readonly run: RunRow }
  /** Another workflow runs it. */
  | { readonly kind: 'owned'; readonly workflowId: string; readonly workflowRunId: string | null }
  /** This attempt is over, or a later one began. */
  | { readonly kind: 'closed'; readonly state: RunState; readonly attempt: number }
  /** Nothing is on record: whoever started this workflow was not us. */
  | { readonly kind: 'no-such-run' };

export type RunChange =
  | { readonly kind: 'set' }
  /** Too late: it ended in this state before. */
  | { readonly kind: 'closed'; readonly state: FinalRunState }
  /** A workflow has taken it up; only where it was to end for not having begun. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'no-such-run' };

export type RunRetry =
  | { readonly kind: 'added'; readonly attempt: number }
  /** The attempt asked to be retried is not over, or is not the last one. */
  | { readonly kind: 'not-now'; readonly attempt: number; readonly state: RunState }
  | { readonly kind: 'no-such-run' };

/** The life of a run's attempts; `Runs` has all of it. */
export interface RunAttempts {
  /** First workflow wins, for ever; the same workflow may claim again. Must precede the first step. */
  claim(claim: RunAttemptKey & { readonly workflowId: string; readonly workflowRunId: string }): Promise<RunClaim>;
  /** An attempt that is over stays as it ended. */
  setState(change: RunAttemptKey & { readonly state: OpenRunState }): Promise<RunChange>;
  /**
   * Ends the attempt. Ending it again in the same state changes nothing and is `set` too. `unlessBegun`: only while no
   * workflow has claimed it, as this statement finds it, whatever was read before.
   */
  finish(
    end: RunAttemptKey & { readonly state: FinalRunState; readonly summary: Json; readonly unlessBegun?: boolean },
  ): Promise<RunChange>;
  /** A new attempt after `attempt`, which must be over. One request (its id) adds one attempt, however often it asks. */
  retry(
    retry: RunAttemptKey & { readonly askedBy: string; readonly request: string; readonly purpose?: AttemptPurpose },
  ): Promise<RunRetry>;
}

/** `now()` is when this statement began: claimed_at differs from it only when an earlier one set it. */
const CLAIM = `
  update run_attempts set workflow_id = $3, workflow_run_id = $4, claimed_at = coalesce(claimed_at, now())
    where run_id = $1 and attempt = $2 and finished_at is null
      and (workflow_id is null or workflow_id = $3)
      and attempt = (select runs.attempt from runs where id = $1)
    returning claimed_at <> now() as again`;

const RETRY = `
  with next as (
    update runs set attempt = attempt + 1
      where id = $1 and attempt = $2
        and exists (select from run_attempts where run_id = $1 and attempt = $2 and finished_at is not null)
        and not exists (select from run_attempts where run_id = $1 and asked_in = $4)
      returning id, attempt
  )
  insert into run_attempts (run_id, attempt, asked_by, asked_in, purpose)
    select id, attempt, $3, $4, $5 from next returning attempt`;

export function createRunAttempts(db: Queryable): RunAttempts {
  const current = async (runId: string): Promise<RunRow | undefined> => {
    const { rows } = await db.query<RunRow>(`${SELECT_RUNS} where r.id = $1`, [runId]);
    return rows[0];
  };
  const stateOf = async ({ runId, attempt }: RunAttemptKey): Promise<RunState | undefined> => {
    const { rows } = await db.query<{ state: RunState }>(
      'select state from run_attempts where run_id = $1 and attempt = $2',
      [runId, attempt],
    );
    return rows[0]?.state;
  };

  return {
    async claim({ runId, attempt, workflowId, workflowRunId }) {
      const claimed = await db.query<{ again: boolean }>(CLAIM, [runId, attempt, workflowId, workflowRunId]);
      const run = await current(runId);
      if (run === undefined) return { kind: 'no-such-run' };
      const [mine] = claimed.rows;
      if (mine !== undefined) return { kind: 'claimed', again: mine.again, run };
      if (attempt > run.attempt || attempt < 1) return { kind: 'no-such-run' };
      if (attempt < run.attempt || isFinalRunState(run.state) || run.workflowId === null) {
        return { kind: 'closed', state: run.state, attempt: run.attempt };
      }
      return { kind: 'owned', workflowId: run.workflowId, workflowRunId: run.workflowRunId };
    },

    async setState({ runId, attempt, state }) {
      const { rowCount } = await db.query(
        `update run_attempts set state = $3,
             started_at = case when $3 = 'running' then coalesce(started_at, now()) else started_at end
           where run_id = $1 and attempt = $2 and finished_at is null`,
        [runId, attempt, state],
      );
      return rowCount === 1 ? { kind: 'set' } : endedAs(await stateOf({ runId, attempt }));
    },

    async finish({ runId, attempt, state, summary, unlessBegun = false }) {
      const { rowCount } = await db.query(
        `update run_attempts set state = $3, summary = $4::jsonb, finished_at = now()
           where run_id = $1 and attempt = $2 and finished_at is null and (workflow_id is null or not $5)`,
        [runId, attempt, state, storableJson(summary), unlessBegun],
      );
      if (rowCount === 1) return { kind: 'set' };
      const before = await stateOf({ runId, attempt });
      if (before === state) return { kind: 'set' };
      return unlessBegun && before !== undefined && !isFinalRunState(before) ? { kind: 'begun' } : endedAs(before);
    },

    async retry({ runId, attempt, askedBy, request, purpose = 'run' }) {
      const added = await db.query<{ attempt: number }>(RETRY, [runId, attempt, askedBy, request, purpose]);
      const earlier = added.rows[0] ?? (await askedBefore(db, runId, request));
      if (earlier !== undefined) return { kind: 'added', attempt: earlier.attempt };
      const run = await current(runId);
      return run === undefined ? { kind: 'no-such-run' } : { kind: 'not-now', attempt: run.attempt, state: run.state };
    },
  };
}

async function askedBefore(db: Queryable, runId: string, request: string): Promise<{ attempt: number } | undefined> {
  const { rows } = await db.query<{ attempt: number }>(
    'select attempt from run_attempts where run_id = $1 and asked_in = $2',
    [runId, request],
  );
  return rows[0];
}

function endedAs(state: RunState | undefined): RunChange {
  return state === undefined || !isFinalRunState(state) ? { kind: 'no-such-run' } : { kind: 'closed', state };
}
