import type { Localized } from '@chatops-commander/engine/actions/action';
import type { RunInput, RunResult, Steer } from '../../contract.js';
import type { RunPlan, ServerTrouble, StretchOutcome, StretchTask, UndoOutcome } from './run-plan.js';

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
  preflight(runId: string, servers: readonly string[]): Promise<readonly ServerTrouble[]>;
  executeStretch(task: StretchTask): Promise<StretchOutcome>;
  /** After a cancel: ends what was started and has no end on record. Returns what could not be ended. */
  haltRun(runId: string, runAttempt: number): Promise<readonly ServerTrouble[]>;
  undoServers(runId: string, runAttempt: number, servers: readonly string[]): Promise<UndoOutcome>;
}
export interface RunProgress {
  readonly phase: 'waiting-for-lock' | 'preflight' | 'running' | 'paused' | 'rolling-back';
  readonly batch: number;
  readonly batches: number;
  readonly stepsDone: number;
  readonly steps: number;
  readonly trouble: readonly ServerTrouble[];
  readonly lockedBy?: readonly LockedBy[];
  /** How long it waits for locks at most, as policy writes durations. */
  readonly waitsFor?: string;
}
/** What people see: the living comment, the check run, the audit log. */
export interface RunReportActivities {
  publishRunProgress(runId: string, progress: RunProgress): Promise<void>;
  recordSteer(runId: string, steer: Steer): Promise<void>;
  finishRun(
    runId: string,
    result: RunResult['state'],
    trouble: readonly ServerTrouble[],
    undo: UndoOutcome | undefined,
  ): Promise<void>;
  reportRefusedRun(input: RunInput, because: Localized): Promise<void>;
}
