import type { Language, Localized, Risk } from '@chatops-commander/engine/actions/action';

/** What the run workflow needs of a runbook: ids, counts and limits. The content stays where it was approved. */
export interface RunPlan {
  readonly runId: string;
  readonly attempt: number;
  readonly title: string;
  readonly language: Language;
  readonly risk: Risk;
  readonly requester: string;
  readonly environments: readonly string[];
  /** Every server that a step names, for locks. */
  readonly servers: readonly string[];
  readonly before: readonly PlannedStretch[];
  readonly steps: readonly PlannedStretch[];
  readonly after: readonly PlannedStretch[];
  readonly batches: readonly (readonly string[])[];
  /** Servers that may fail before the run counts as failed. */
  readonly tolerated: number;
  readonly pauseMs: number;
  readonly onFailure: 'rollback' | 'pause' | 'stop';
  /** How long a paused run waits for a person. */
  readonly pauseForMs: number;
  readonly lockWaitMs: number;
}
/** Consecutive reading steps, or one changing step: the unit of one activity. */
export interface PlannedStretch {
  readonly steps: readonly PlannedStep[];
  readonly changes: boolean;
  /** `targets`: each server of the batch; `first`: the first target; `controller`: the worker; or servers by name. */
  readonly on: 'targets' | 'first' | 'controller' | readonly string[];
  readonly attempts: number;
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
}
export interface PlannedStep {
  readonly id: string;
  readonly uses: string;
  readonly timeoutMs: number;
  readonly continueOnFailure: boolean;
}

/** One stretch on one batch of servers. `attempt` counts executions and is the workflow's; Temporal's retries keep it. */
export interface StretchTask {
  readonly runId: string;
  readonly runAttempt: number;
  readonly steps: readonly string[];
  /** `controller` stands for the worker itself. */
  readonly servers: readonly string[];
  readonly attempt: number;
}
export interface ServerTrouble {
  readonly server: string;
  readonly step: string;
  readonly because: Localized;
}
/** Counts, and names only of servers in trouble: history grows with what goes wrong, not with the fleet. */
export interface StretchOutcome {
  /** Steps done, over all servers. */
  readonly done: number;
  readonly failed: readonly ServerTrouble[];
  /** It cannot be known whether, or how far, the command ran. */
  readonly unknown: readonly ServerTrouble[];
  readonly cancelled: readonly ServerTrouble[];
}
export interface UndoOutcome {
  readonly undone: number;
  readonly nothing: number;
  readonly failed: readonly ServerTrouble[];
}
