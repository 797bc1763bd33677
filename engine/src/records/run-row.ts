import type { Json, Language, Risk } from '../actions/action.js';
import type { RunIdentity } from './run-identity.js';

export const FINAL_RUN_STATES = ['succeeded', 'failed', 'rolled-back', 'cancelled', 'unknown', 'refused'] as const;
/** The attempt is over; `unknown` waits for a person, who may ask for a retry. */
export type FinalRunState = (typeof FINAL_RUN_STATES)[number];
/** The attempt goes on; `waiting` is for a lock. */
export type OpenRunState = 'registered' | 'waiting' | 'running' | 'paused' | 'rolling-back';
export type RunState = OpenRunState | FinalRunState;

export function isFinalRunState(state: RunState): state is FinalRunState {
  const finals: readonly string[] = FINAL_RUN_STATES;
  return finals.includes(state);
}

/** What an attempt is for: to carry the content out, or only to go back over what earlier attempts started. */
export type AttemptPurpose = 'run' | 'rollback';

/** What is on record about a run before its workflow starts. */
export interface NewRun extends RunIdentity {
  readonly mergeCommit: string;
  /** From our own records, not from the file; absent when a person wrote the runbook unasked. */
  readonly requester?: string;
  readonly approvers: readonly string[];
  readonly risk: Risk;
  readonly inventoryDigest: string;
  readonly policyDigest: string;
  readonly issue?: number;
  readonly language: Language;
  readonly servers: readonly string[];
  readonly title: string;
}

/** A run with the state of its current attempt. Times are ISO 8601 in UTC. */
export interface RunRow extends RunIdentity {
  readonly id: string;
  readonly mergeCommit: string;
  readonly requester: string | null;
  readonly approvers: readonly string[];
  readonly risk: Risk;
  readonly inventoryDigest: string;
  readonly policyDigest: string;
  readonly issue: number | null;
  readonly language: Language;
  readonly servers: readonly string[];
  readonly title: string;
  readonly registeredAt: string;
  readonly attempt: number;
  readonly purpose: AttemptPurpose;
  readonly state: RunState;
  readonly workflowId: string | null;
  readonly workflowRunId: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly summary: Json;
}

/** One time that a run's content was, or is to be, carried out. */
export interface RunAttemptKey {
  readonly runId: string;
  readonly attempt: number;
}

/** Every column of RunRow; to be followed by `where` and `order by`. */
export const SELECT_RUNS = `
  select r.id, r.repository, r.pull, r.path, r.blob, r.merge_commit as "mergeCommit", r.requester, r.approvers, r.risk,
         r.inventory_digest as "inventoryDigest", r.policy_digest as "policyDigest", r.issue, r.language, r.servers,
         r.title, r.registered_at as "registeredAt", a.attempt, a.purpose, a.state, a.workflow_id as "workflowId",
         a.workflow_run_id as "workflowRunId", a.started_at as "startedAt", a.finished_at as "finishedAt", a.summary
    from runs r join run_attempts a on a.run_id = r.id and a.attempt = r.attempt`;
