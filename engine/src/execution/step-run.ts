import type { Inventory, Step } from '@chatops-commander/schemas';
import type { Localized, Outputs, ServerFacts, Undo } from '../actions/action.js';
import type { CommandExit, ServerAddress } from '../ssh/remote-execution.js';

/** One step on one server, ready to execute. */
export interface StepRun {
  readonly runId: string;
  readonly stepId: string;
  /** Already expanded for the server. */
  readonly step: Step;
  readonly server: ServerAddress;
  readonly inventory: Inventory;
  readonly facts?: ServerFacts;
  /** The bytes of the file of the ops repo that the step takes along, as it is at the merge commit. */
  readonly sourceFile?: Uint8Array;
  /** `secret:NAME` of the key that the policy has backups encrypted with, where a step names none. */
  readonly encryptBackups?: string;
  /** Counted by the workflow, from 1. */
  readonly attempt: number;
  /** On record already: this step may have been started, so it is attached to and never started anew. */
  readonly intent?: Intent;
}

/** Written down before a change starts. Plain JSON. */
export interface Intent {
  /** What the probe showed; empty without a probe. */
  readonly before: Outputs;
  readonly undo: Undo;
  /** Id of the verified backup of what is overwritten. */
  readonly backup?: string;
  /** The boot of the server when this was written, where it is known. */
  readonly bootId?: string;
  /** The server has heard of the start: from then on a job of which it has no trace is one that vanished. */
  readonly contacted?: boolean;
}

export interface ChangeHooks {
  /** Awaited before anything starts; when it throws, nothing was started. */
  onIntent(intent: Intent): Promise<void>;
}

export interface StepLife {
  readonly signal: AbortSignal;
  /** Called often while a change lives, for heartbeats. */
  onAlive?(): void;
  /** The start of a change is about to be sent over an open connection. Until then, certainly nothing was started. */
  onStarting?(): void;
  /** The server has heard of the start. */
  onContact?(): void;
}

/** Time, as something that tests can hold. */
export interface Pacing {
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds, never going backwards. */
  readonly monotonic: () => number;
}

interface OutcomeBase {
  /** Milliseconds of the command itself, as near to it as can be measured. */
  readonly durationMs: number;
}

/** What a started change leaves behind for a rollback. */
export interface Traces {
  readonly undo?: Undo;
  readonly backup?: string;
}

/** What became of a step on one server. Plain JSON. */
export type StepOutcome =
  | (OutcomeBase &
      Traces & {
        readonly kind: 'done';
        readonly outputs: Outputs;
        readonly summary: Localized;
        readonly changed: boolean;
      })
  /** The state asked for was there; nothing was started. */
  | (OutcomeBase & {
      readonly kind: 'already-so';
      readonly outputs: Outputs;
      readonly summary: Localized;
      readonly changed: false;
    })
  /** Its condition did not hold; nothing was started. */
  | (OutcomeBase & { readonly kind: 'skipped'; readonly reason: Localized })
  /** `started` false: nothing on the server was changed. */
  | (OutcomeBase &
      Traces & {
        readonly kind: 'failed';
        readonly reason: Localized;
        readonly outputs: Outputs;
        readonly started: boolean;
        readonly exit?: CommandExit;
      })
  | (OutcomeBase & Traces & { readonly kind: 'cancelled'; readonly reason: Localized; readonly started: boolean })
  /** It cannot be known whether, or how far, the step ran: a person decides. */
  | (OutcomeBase & Traces & { readonly kind: 'unknown'; readonly reason: Localized; readonly because: string })
  | (OutcomeBase &
      Traces & {
        readonly kind: 'rebooted';
        readonly reason: Localized;
        readonly bootIdBefore: string;
        readonly bootIdNow: string;
      })
  /** Another run's job is alive on the server; nothing was started. */
  | (OutcomeBase & { readonly kind: 'busy'; readonly reason: Localized; readonly run: string; readonly pid: number });

/** The step that an undo is recorded and executed as: never to be mixed up with the step itself. */
export const undoStepId = (stepId: string): string => `${stepId}.undo`;

/** Nothing can run: the step was not linted, or names what this place cannot execute. */
export class StepNotExecutable extends Error {
  constructor(
    readonly uses: string,
    readonly because: string,
  ) {
    super(`A step that uses ${uses} cannot be executed here: ${because}. Lint the runbook with this version.`);
    this.name = 'StepNotExecutable';
  }
}
