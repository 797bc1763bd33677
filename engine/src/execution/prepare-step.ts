import { parseDuration } from '@chatops-commander/schemas';
import { type Action, type ActionContext, type Localized, type Outputs, runsOnWorker } from '../actions/action.js';
import { actionContext, workerContext } from './action-context.js';
import { checkInput } from './check-input.js';
import { type StepOutcome, StepNotExecutable, type StepRun } from './step-run.js';

export type PreparedStep =
  | { readonly kind: 'ready'; readonly action: Action; readonly input: Outputs; readonly context: ActionContext }
  | { readonly kind: 'refused'; readonly outcome: StepOutcome };

/** Finds the action, checks the inputs, gathers what the action may know. Throws StepNotExecutable, ServerNotInInventory. */
export function prepareStep(run: StepRun, find: (name: string) => Action | undefined): PreparedStep {
  const { step, inventory, facts } = run;
  const action = find(step.uses);
  if (action === undefined) throw new StepNotExecutable(step.uses, 'there is no such action');
  const checked = checkInput(action, step.with);
  if (checked.kind === 'invalid') return refused(checked.because);
  const unsupported = facts === undefined ? undefined : action.unsupported?.(facts, checked.input);
  if (unsupported !== undefined) return refused(unsupported);
  const timeoutMs = step.timeout === undefined ? action.defaultTimeoutMs : parseDuration(step.timeout);
  // a request made by the worker itself is of no server, and may run where the inventory has none
  const context = runsOnWorker(action, checked.input)
    ? workerContext(timeoutMs)
    : actionContext({ inventory, server: run.server.name, facts, timeoutMs });
  return { kind: 'ready', action, input: checked.input, context };
}

function refused(reason: Localized): PreparedStep {
  return { kind: 'refused', outcome: { kind: 'failed', reason, outputs: {}, started: false, durationMs: 0 } };
}
