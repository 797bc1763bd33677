import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { findAction } from '@chatops-commander/engine/actions/registry';
import { changesSomething } from '@chatops-commander/engine/runbook/assess-risk';
import { numberSteps, type Phase } from '@chatops-commander/engine/runbook/number-steps';
import { planBatches, toleratedFailures } from '@chatops-commander/engine/runbook/plan-batches';
import type { Placement } from '@chatops-commander/engine/runbook/placement';
import { planStretches, type Stretch } from '@chatops-commander/engine/runbook/plan-stretches';
import { serversTouched } from '@chatops-commander/engine/runbook/select-servers';
import { type Policy, parseDuration, type Runbook } from '@chatops-commander/schemas';
import type { PlannedStretch, RunPlan } from './run-plan.js';

const defaultBackoff = '2s';
const defaultMaxBackoff = '1m';
/** How long a paused run waits for a person, where policy does not say. */
const defaultPauseFor = '24h';
const defaultLockWait = '1h';

/** What the workflow needs of an approved runbook, from the runbook, the inventory it was registered with, and policy. */
export function makeRunPlan(row: RunRow, runbook: Runbook, policy: Policy, environments: readonly string[]): RunPlan {
  const { spec } = runbook;
  const targets = spec.targets?.servers ?? [];
  const numbered = numberSteps(runbook);
  const stretchesOf = (phase: Phase) =>
    planStretches(
      numbered.filter((one) => one.phase === phase),
      findAction,
    ).map(planStretch);
  return {
    runId: row.id,
    attempt: row.attempt,
    title: row.title,
    language: row.language,
    risk: row.risk,
    requester: row.requester ?? '',
    environments,
    servers: serversTouched(runbook),
    before: stretchesOf('before'),
    steps: stretchesOf('steps'),
    after: stretchesOf('after'),
    // a runbook of named servers or of the controller alone still has one batch, so that its steps run once
    batches:
      targets.length === 0
        ? [[]]
        : planBatches(targets, spec.strategy, changesSomething(runbook, findAction) ? 1 : '100%'),
    tolerated: toleratedFailures(spec.strategy, targets.length),
    pauseMs: spec.strategy?.pause === undefined ? 0 : parseDuration(spec.strategy.pause),
    onFailure: spec.onFailure ?? 'pause',
    pauseForMs: parseDuration(policy.limits?.pauseFor ?? defaultPauseFor),
    lockWaitMs: parseDuration(policy.limits?.lockWait ?? defaultLockWait),
  };
}

function planStretch(stretch: Stretch): PlannedStretch {
  const { retry } = stretch.steps[0].step;
  return {
    steps: stretch.steps.map(({ id, step }) => ({
      id,
      uses: step.uses,
      timeoutMs:
        step.timeout === undefined ? (findAction(step.uses)?.defaultTimeoutMs ?? 0) : parseDuration(step.timeout),
      continueOnFailure: step.continueOnFailure ?? false,
    })),
    changes: stretch.kind === 'changing',
    on: placeOf(stretch.on),
    attempts: retry?.attempts ?? 1,
    backoffMs: parseDuration(retry?.backoff ?? defaultBackoff),
    maxBackoffMs: parseDuration(retry?.maxBackoff ?? defaultMaxBackoff),
  };
}

const placeOf = (on: Placement): PlannedStretch['on'] => (on.kind === 'servers' ? on.servers : on.kind);
