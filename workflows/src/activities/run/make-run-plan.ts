import type { RunRow } from '@chatops-commander/engine/records/run-row';
import type { Outputs } from '@chatops-commander/engine/actions/action';
import { findAction } from '@chatops-commander/engine/actions/registry';
import { gateOf } from '@chatops-commander/engine/actions/wait/gate-approve';
import { waitedMs } from '@chatops-commander/engine/actions/wait/wait-for';
import { awaitedState } from '@chatops-commander/engine/actions/wait/wait-until';
import { changesSomething } from '@chatops-commander/engine/runbook/assess-risk';
import { type NumberedStep, numberSteps, type Phase } from '@chatops-commander/engine/runbook/number-steps';
import { planBatches, toleratedFailures } from '@chatops-commander/engine/runbook/plan-batches';
import type { Placement } from '@chatops-commander/engine/runbook/placement';
import { planStretches, type Stretch } from '@chatops-commander/engine/runbook/plan-stretches';
import { serversTouched } from '@chatops-commander/engine/runbook/select-servers';
import { type Policy, parseDuration, type Runbook, type Step } from '@chatops-commander/schemas';
import type { PlannedStretch, PlannedWait, RunPlan } from './run-plan.js';
import { timeoutOf } from './step-timeout.js';

const defaultBackoff = '2s';
const defaultMaxBackoff = '1m';
/** How long a paused run waits for a person, where policy does not say. */
const defaultPauseFor = '24h';
const defaultLockWait = '1h';

/** Far from where Temporal warns (10,240), with room for one large batch; it ends a history at 51,200. */
const eventsPerHistory = 8_000;

/** What the workflow needs of an approved runbook, from the runbook, the inventory it was registered with, and policy. */
export function makeRunPlan(row: RunRow, runbook: Runbook, policy: Policy, environments: readonly string[]): RunPlan {
  const { spec } = runbook;
  const targets = spec.targets?.servers ?? [];
  const numbered = numberSteps(runbook);
  const plannedOf = (steps: readonly NumberedStep[]) => planStretches(steps, findAction).map(planStretch);
  const stretchesOf = (phase: Phase) => plannedOf(numbered.filter((one) => one.phase === phase));
  const health = spec.strategy?.health ?? [];
  return {
    runId: row.id,
    attempt: row.attempt,
    ...(row.purpose === 'rollback' ? { goesBack: true as const } : {}),
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
    batches: targets.length === 0 ? [[]] : batchesOf(runbook),
    health: plannedOf(numbered.filter(({ id, phase }) => phase === 'steps' && health.includes(id))),
    watches: spec.watch !== undefined,
    unreachable: policy.limits?.unreachable ?? 'stop',
    tolerated: toleratedFailures(spec.strategy, targets.length),
    pauseMs: spec.strategy?.pause === undefined ? 0 : parseDuration(spec.strategy.pause),
    onFailure: spec.onFailure ?? 'pause',
    pauseForMs: parseDuration(policy.limits?.pauseFor ?? defaultPauseFor),
    lockWaitMs: parseDuration(policy.limits?.lockWait ?? defaultLockWait),
    eventsPerHistory,
  };
}

/** The targets as they are gone through. */
export function batchesOf(runbook: Runbook): readonly (readonly string[])[] {
  const { targets, strategy } = runbook.spec;
  return planBatches(targets?.servers ?? [], strategy, changesSomething(runbook, findAction) ? 1 : '100%');
}

function planStretch(stretch: Stretch): PlannedStretch {
  const [{ step: first }] = stretch.steps;
  const wait = waitOf(first);
  return {
    steps: stretch.steps.map(({ id, step }) => ({
      id,
      uses: step.uses,
      timeoutMs: timeoutOf(step),
      continueOnFailure: step.continueOnFailure ?? false,
    })),
    changes: stretch.kind === 'changing',
    ...(wait === undefined ? {} : { wait }),
    on: placeOf(stretch.on),
    attempts: first.retry?.attempts ?? 1,
    backoffMs: parseDuration(first.retry?.backoff ?? defaultBackoff),
    maxBackoffMs: parseDuration(first.retry?.maxBackoff ?? defaultMaxBackoff),
  };
}

function waitOf({ uses, with: given }: Step): PlannedWait | undefined {
  // the linter has checked it against the action's schema, and the parser made it of JSON's values only
  const input = (given ?? {}) as Outputs;
  switch (uses) {
    case 'wait.for':
      return { kind: 'time', ms: waitedMs(input) };
    case 'wait.until': {
      const { withinMs, everyMs } = awaitedState(input);
      return { kind: 'state', withinMs, everyMs };
    }
    case 'gate.approve':
      return { kind: 'person', ...gateOf(input) };
    default:
      return undefined;
  }
}

const placeOf = (on: Placement): PlannedStretch['on'] => (on.kind === 'servers' ? on.servers : on.kind);
