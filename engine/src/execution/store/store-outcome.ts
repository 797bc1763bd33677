import type { ActionContext, Localized, Outputs, StoreAction } from '../../actions/action.js';
import type { RestoreOutcome } from '../../backup/restore-backup.js';
import type { ChangeHooks, StepLife, StepOutcome, StepRun } from '../step-run.js';

export interface StoreStep {
  readonly run: StepRun;
  readonly operation: StoreAction['operation'];
  readonly input: Outputs;
  readonly context: ActionContext;
  /** How the action is undone, in words. */
  readonly undo: Localized;
}
export interface StepHooks {
  readonly hooks: ChangeHooks;
  readonly life: StepLife;
}

/** What a restore came to, as an outcome. */
export function restoreOutcome(outcome: RestoreOutcome, summary: Localized): StepOutcome {
  switch (outcome.kind) {
    case 'done': {
      const { id, sha256 } = outcome.manifest;
      const outputs = { backup: id, sha256 };
      return { kind: 'done', changed: true, outputs, summary, durationMs: outcome.durationMs };
    }
    case 'failed':
      return { kind: 'failed', reason: outcome.because, outputs: {}, started: outcome.touched, durationMs: 0 };
    default:
      return outcome satisfies never;
  }
}
