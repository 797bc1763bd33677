import type { Localized } from '@chatops-commander/engine/actions/action';
import type { GateDecision, RunInput, Steer } from '../../contract.js';
import type {
  FinishedRun,
  RunPlan,
  ArrivalTrouble,
  ServerTrouble,
  StretchOutcome,
  StretchTask,
  UndoOutcome,
  WaitEnd,
  WaitStart,
  WatchFigures,
} from './run-plan.js';

export type Admission =
  | { readonly kind: 'admitted'; readonly plan: RunPlan }
  | { readonly kind: 'refused'; readonly runId: string | undefined; readonly because: Localized };
export type LockAnswer = { readonly kind: 'acquired' } | { readonly kind: 'held'; readonly by: readonly LockedBy[] };

export interface LockedBy {
  readonly server: string;
  readonly holder: string;
  readonly reason: string;
  readonly link: string;
  /** It does not have the server; it came first, and has it next. */
  readonly waits?: boolean;
}

/** Judges a run from references: reads GitHub again and decides again. */
export interface GateActivities {
  admitRun(input: RunInput, workflowId: string, workflowRunId: string): Promise<Admission>;
  /** For a run that was admitted, and goes on in a fresh history. `workflowRunId` is that of its first one. */
  resumeRun(input: RunInput, workflowId: string, workflowRunId: string): Promise<Admission>;
}
export interface LockActivities {
  /** All servers or none. A holder whose workflow is gone is freed once its servers show no live job of it. */
  acquireLocks(runId: string, workflowId: string, servers: readonly string[]): Promise<LockAnswer>;
  releaseLocks(runId: string, workflowId: string): Promise<void>;
}
export interface LostRunActivities {
  /** Ends, as unknown, every run on record as going on whose workflow is gone. Returns their ids. */
  closeLostRuns(): Promise<readonly string[]>;
}
/** Work on servers: long, heartbeating, cancelled by heartbeat. */
export interface StepActivities {
  preflight(runId: string, servers: readonly string[]): Promise<readonly ArrivalTrouble[]>;
  executeStretch(task: StretchTask): Promise<StretchOutcome>;
  /** After a cancel: ends what was started and has no end on record. Returns what could not be ended. */
  haltRun(runId: string, runAttempt: number): Promise<readonly ServerTrouble[]>;
  undoServers(runId: string, runAttempt: number, servers: readonly string[]): Promise<UndoOutcome>;
}
/** Steps for which the workflow itself waits. What they come to is on record like that of any other step. */
export interface WaitActivities {
  beginWait(task: StretchTask): Promise<WaitStart>;
  /** One look at each server; those that show what is asked for are done. The last look fails the others. */
  lookForState(task: StretchTask, last: boolean): Promise<StretchOutcome>;
  endWait(task: StretchTask, end: WaitEnd): Promise<StretchOutcome>;
}
/** Looks again and again until it is cancelled, and returns what it saw. */
export interface WatchActivities {
  watchRun(runId: string, soFar: WatchFigures | undefined): Promise<WatchFigures>;
}
export interface RunProgress {
  readonly phase: 'waiting-for-lock' | 'preflight' | 'running' | 'paused' | 'asking' | 'rolling-back';
  readonly batch: number;
  readonly batches: number;
  readonly stepsDone: number;
  readonly steps: number;
  /** The last of it. */
  readonly trouble: readonly ServerTrouble[];
  /** Told in this phase before: somebody told the run something, which is no reason to call everybody once more. */
  readonly again?: boolean;
  /** What a person is asked, while the phase is `asking`. */
  readonly question?: Question;
  readonly lockedBy?: readonly LockedBy[];
  /** How long it waits for locks at most, as policy writes durations. */
  readonly waitsFor?: string;
}
/** A gate that waits for a person. */
export interface Question {
  readonly step: string;
  readonly message: string;
  readonly role: 'operator' | 'admin';
  /** Milliseconds. */
  readonly withinMs: number;
}
/** What people see: the living comment, the check run, the audit log. */
export interface RunReportActivities {
  publishRunProgress(runId: string, progress: RunProgress): Promise<void>;
  recordSteer(runId: string, steer: Steer): Promise<void>;
  /** A word on a gate, whether it counts or not. */
  recordDecision(runId: string, decision: GateDecision): Promise<void>;
  finishRun(end: FinishedRun): Promise<void>;
  reportRefusedRun(input: RunInput, because: Localized): Promise<void>;
}
