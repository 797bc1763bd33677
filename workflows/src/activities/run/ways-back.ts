import { type Intent, type StepOutcome, undoStepId } from '@chatops-commander/engine/execution/step-run';
import type { OutcomeRow } from '@chatops-commander/engine/records/outcomes';
import type { Step } from '@chatops-commander/schemas';
import type { RunContext } from './run-contexts.js';
import { standingOf } from './step-standing.js';

/** A step of which it is on record that it started, and how it is undone. */
export interface Started {
  /** In which it started. */
  readonly execution: string;
  /** The number of that attempt of the run. */
  readonly runAttempt: number;
  readonly stepId: string;
  readonly server: string;
  readonly intent: Intent;
  readonly result: StepOutcome | null;
}

/** The starts of each step on one server, each in the order in which they came. */
export function startsOf(rows: readonly OutcomeRow[], attempts: readonly string[]): (readonly Started[])[] {
  const byStep = new Map<string, Started[]>();
  for (const { runId: execution, stepId, server, intent, result } of rows) {
    if (intent === null || !mayHaveStarted(result)) continue;
    const runAttempt = attempts.indexOf(execution) + 1;
    const starts = byStep.get(stepId) ?? [];
    byStep.set(stepId, [...starts, { execution, runAttempt, stepId, server, intent, result }]);
  }
  return [...byStep.values()];
}

/** The last of the earlier attempts that did this undoing, 0 when none did. */
export function undoneIn(earlier: readonly (readonly OutcomeRow[])[], id: string, server: string): number {
  const index = earlier.findLastIndex((rows) =>
    rows.some((row) => row.stepId === id && row.server === server && standingOf(row.result) === 'done'),
  );
  return index + 1;
}

/** What certainly never started has nothing to undo, and a rollback of its own would be a change of its own. */
function mayHaveStarted(result: StepOutcome | null): boolean {
  if (result?.kind === 'failed' || result?.kind === 'cancelled') return result.started;
  return result?.kind !== 'busy' && result?.kind !== 'skipped';
}

/** The runbook's own word comes first: no undoing, steps of its own, else the inverse that was on record at the start. */
export type WayBack =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'inverse'; readonly row: Started }
  | { readonly kind: 'step'; readonly row: Started; readonly id: string; readonly step: Step };

export function waysBack(
  starts: readonly Started[],
  undoneBy: (id: string) => number,
  context: RunContext,
): readonly WayBack[] {
  const [{ stepId } = { stepId: '' }] = starts;
  /** The first start that this undoing did not cover yet, with what its last one came to. */
  const since = (id: string): Started | undefined => {
    const first = starts.find(({ runAttempt }) => runAttempt > undoneBy(id));
    return first && { ...first, result: starts.at(-1)?.result ?? null };
  };
  const own = context.steps.get(stepId)?.step.rollback;
  if (own === 'none') return [{ kind: 'nothing' }];
  if (own === undefined) {
    const row = since(undoStepId(stepId));
    return [row === undefined || row.intent.undo.kind === 'nothing' ? { kind: 'nothing' } : { kind: 'inverse', row }];
  }
  return own.map((step, index) => {
    const id = `${undoStepId(stepId)}.${index + 1}`;
    const row = since(id);
    return row === undefined ? { kind: 'nothing' } : { kind: 'step', row, id, step };
  });
}
