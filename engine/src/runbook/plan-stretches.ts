import { isDeepStrictEqual } from 'node:util';
import { isChange } from './assess-risk.js';
import type { FindAction } from './find-action.js';
import type { NumberedStep } from './number-steps.js';
import { type Placement, placementOf } from './placement.js';

/** Steps that one activity runs: reading steps together, a changing step alone; or one for which the workflow waits. */
export interface Stretch {
  readonly kind: 'reading' | 'changing' | 'waiting';
  readonly on: Placement;
  readonly steps: readonly [NumberedStep, ...NumberedStep[]];
}

/** A step that uses an action which this version does not have; the linter finds it before anything starts. */
export class UnknownAction extends Error {
  override readonly name = 'UnknownAction';
  readonly action: string;
  readonly step: string;

  constructor(action: string, step: string) {
    super(`Step ${step} uses ${action}, which does not exist in this version. Run \`chatops lint\` on the runbook.`);
    this.action = action;
    this.step = step;
  }
}

/**
 * Cuts steps into stretches without changing their order: consecutive reading steps of one phase that run on the
 * targets and are tried again alike share one; every other step has its own. Throws UnknownAction.
 */
export function planStretches(steps: readonly NumberedStep[], findAction: FindAction): Stretch[] {
  const stretches: Stretch[] = [];
  for (const numbered of steps) {
    const on = placementOf(numbered.step);
    const kind = kindOf(numbered, findAction);
    const last = stretches.at(-1);
    const joins =
      kind === 'reading' &&
      on.kind === 'targets' &&
      last?.kind === 'reading' &&
      last.on.kind === 'targets' &&
      last.steps[0].phase === numbered.phase &&
      // a stretch is tried again as a whole
      isDeepStrictEqual(last.steps[0].step.retry, numbered.step.retry);
    if (joins) stretches.splice(-1, 1, { ...last, steps: [...last.steps, numbered] });
    else stretches.push({ kind, on, steps: [numbered] });
  }
  return stretches;
}

function kindOf({ id, step }: NumberedStep, findAction: FindAction): Stretch['kind'] {
  const action = findAction(step.uses);
  if (action === undefined) throw new UnknownAction(step.uses, id);
  if (action.kind === 'wait') return 'waiting';
  return isChange(action.effect) ? 'changing' : 'reading';
}
