import type { ActionContext, Outputs } from '../actions/action.js';
import type { ReadDeps } from './read-step.js';
import { type StepLife, StepNotExecutable, type StepOutcome, type StepRun } from './step-run.js';

export async function registryStep(
  _deps: ReadDeps,
  _step: { readonly run: StepRun; readonly input: Outputs; readonly context: ActionContext },
  _life: StepLife,
): Promise<StepOutcome> {
  throw new StepNotExecutable('registry.check', 'not yet');
}
