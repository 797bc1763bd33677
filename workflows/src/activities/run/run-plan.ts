import type { Language, Localized, Risk } from '@chatops-commander/engine/actions/action';
import type { GateDecision, RunResult } from '../../contract.js';

/** What the run workflow needs of a runbook: ids, counts and limits. The content stays where it was approved. */
export interface RunPlan {
  readonly runId: string;
  readonly attempt: number;
  /** It only goes back over what earlier attempts started. */
  readonly goesBack?: true;
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
  /** Looked at once more on each batch, before the next one begins. */
  readonly health: readonly PlannedStretch[];
  /** Something is watched while the run goes on. */
  readonly watches: boolean;
  /** What becomes of targets that cannot be reached before anything starts: the run ends, or they count as failed. */
  readonly unreachable: 'stop' | 'drop';
  /** Servers that may fail before the run counts as failed. */
  readonly tolerated: number;
  readonly pauseMs: number;
  readonly onFailure: 'rollback' | 'pause' | 'stop';
  /** How long a paused run waits for a person. */
  readonly pauseForMs: number;
  readonly lockWaitMs: number;
  /** Events after which the run goes on in a fresh history; Temporal ends one at 51,200. */
  readonly eventsPerHistory: number;
}
/** Consecutive reading steps, or one changing step: the unit of one activity. */
export interface PlannedStretch {
  readonly steps: readonly PlannedStep[];
  readonly changes: boolean;
  /** The one step of the stretch is a wait, and this is for what. */
  readonly wait?: PlannedWait;
  /** `targets`: each server of the batch; `first`: the first target; `controller`: the worker; or servers by name. */
  readonly on: 'targets' | 'first' | 'controller' | readonly string[];
  readonly attempts: number;
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
}
/** Times in milliseconds. */
export type PlannedWait =
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'state'; readonly withinMs: number; readonly everyMs: number }
  | {
      readonly kind: 'person';
      readonly withinMs: number;
      readonly message: string;
      readonly role: 'operator' | 'admin';
    };

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
/** What was found before anything starts. */
export interface ArrivalTrouble extends ServerTrouble {
  /** It is there, but not as the review saw it: nobody approved the run for that. */
  readonly changed?: boolean;
}
/** Counts, and names only of servers in trouble: history grows with what goes wrong, not with the fleet. */
export interface StretchOutcome {
  /** Steps done, over all servers. */
  readonly done: number;
  /** Steps whose condition did not hold. */
  readonly skipped: number;
  readonly failed: readonly ServerTrouble[];
  /** It cannot be known whether, or how far, the command ran. */
  readonly unknown: readonly ServerTrouble[];
  readonly cancelled: readonly ServerTrouble[];
  /** Servers that were rebooted in the middle of a step that may simply run again. */
  readonly rebooted: readonly string[];
  /** Every change is stopped for now, so nothing was started: to be asked again. */
  readonly stopped?: true;
}
/** What a waiting step begins with: for some servers it may be over, or not wanted, before it waits. */
export interface WaitStart {
  /** Where it is to wait. */
  readonly servers: readonly string[];
  /** Of the others. */
  readonly settled: StretchOutcome;
}
/** How a wait of the workflow's own ended. */
export type WaitEnd = { readonly kind: 'passed' | 'broken-off' | 'silence' } | GateAnswer;
export interface GateAnswer {
  readonly kind: 'answered';
  readonly decision: GateDecision;
}

/** What watching showed so far; times in milliseconds. */
export interface WatchFigures {
  readonly checks: number;
  readonly failed: number;
  /** From each check that failed until the next one that did not. */
  readonly downtimeMs: number;
  readonly longestMs: number;
  /** Nobody looked: a worker had died, or the run went on in a fresh history. */
  readonly unwatchedMs: number;
}

/** How a run ended, for its report. */
export interface FinishedRun {
  readonly runId: string;
  readonly state: RunResult['state'];
  /** Of how many the trouble is the beginning. */
  readonly troubles: number;
  readonly trouble: readonly ServerTrouble[];
  readonly undo: UndoOutcome | undefined;
  readonly watched: WatchFigures | undefined;
}

export interface UndoOutcome {
  readonly undone: number;
  readonly nothing: number;
  readonly failed: readonly ServerTrouble[];
  /** Every change is stopped for now, so nothing was undone yet: to be asked again. */
  readonly stopped?: true;
}
