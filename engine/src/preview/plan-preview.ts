import type { Inventory, Policy, Runbook, Step } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import { sameText } from '../actions/localized.js';
import { isChange } from '../runbook/assess-risk.js';
import { expandForServer } from '../runbook/expand-step.js';
import type { FindAction } from '../runbook/find-action.js';
import { findServer } from '../runbook/find-server.js';
import { numberSteps } from '../runbook/number-steps.js';
import { placementOf, serversOfStep } from '../runbook/placement.js';
import { stepRisk } from '../runbook/step-risk.js';

/** One step on one server, to be looked at. */
export interface PreviewTask {
  readonly stepId: string;
  /** As it stands in the file; templates are filled in where it is looked at. */
  readonly step: Step;
  readonly does: Localized;
  /** It reads nothing but state, before anything changes: so it may be run. */
  readonly readsState: boolean;
  /** Some input is known only when an earlier step has run. */
  readonly dependsOnRun: boolean;
}

/** What is looked at on each server, in the order of the file. Steps of the worker itself are left to the run. */
export function planPreview(plan: {
  readonly runbook: Runbook;
  readonly inventory: Inventory;
  readonly policy: Policy;
  readonly findAction: FindAction;
}): ReadonlyMap<string, readonly PreviewTask[]> {
  const { runbook, inventory, findAction } = plan;
  const tasks = new Map<string, PreviewTask[]>();
  // where all reading goes through approval, a step that reads is not run before it
  const readsAtOnce = plan.policy.reads !== 'pull-request';
  let changed = false;
  for (const numbered of numberSteps(runbook)) {
    const { step } = numbered;
    const action = findAction(step.uses);
    changed ||= action === undefined || isChange(action.effect);
    if (placementOf(step).kind === 'controller') continue;
    const low = stepRisk({ step, path: numbered.path, of: numbered, undoes: false, looks: false }, plan).risk === 'low';
    for (const name of serversOfStep(step, runbook)) {
      const server = findServer(inventory, name);
      if (server === undefined) continue;
      const task = {
        stepId: numbered.id,
        step,
        does: describe(expandForServer(step, { ...server, name }), findAction),
        readsState: readsAtOnce && !changed && low && action?.effect === 'read',
        dependsOnRun: dependsOnRun(step),
      };
      tasks.set(name, [...(tasks.get(name) ?? []), task]);
    }
  }
  return tasks;
}

function describe(step: Step, findAction: FindAction): Localized {
  if (step.name !== undefined) return typeof step.name === 'string' ? sameText(step.name) : step.name;
  // an action says what it does with values, and some are not there yet
  const action = dependsOnRun(step) ? undefined : findAction(step.uses);
  // The parser read it from YAML 1.2 core, so it is JSON; the generated type of an open object is only `{}`.
  return action === undefined ? sameText(step.uses) : action.describe((step.with ?? {}) as never);
}

const dependsOnRun = (step: Step): boolean => Object.values(step.with ?? {}).some(isFromRun);

const isFromRun = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'from') && Object.keys(value).length === 1;
