import { findAction } from '@chatops-commander/engine/actions/registry';
import { CANCELLED } from '@chatops-commander/engine/execution/outcome-of-result';
import type { StepOutcome, StepRun } from '@chatops-commander/engine/execution/step-run';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { OutcomeRow, Outcomes } from '@chatops-commander/engine/records/outcomes';
import { isChange } from '@chatops-commander/engine/runbook/assess-risk';
import type { RemoteJobs } from '@chatops-commander/engine/ssh/remote-execution';
import { serverAddress } from '@chatops-commander/engine/ssh/server-address';
import type { PreparedStep } from '../prepare-step.js';
import { type BeginDeps, beginChange, LockLost, StartedElsewhere } from './begin-change.js';
import { cancelStep, notStarted } from './cancel-step.js';
import { executionId } from './execution-id.js';
import { outcomeOfTrouble } from './outcome-of-trouble.js';
import { auditEnd, type EndDeps, recordEnd } from './record-end.js';
import type { RunContent } from './run-contexts.js';
import type { StretchTask } from './run-plan.js';
import { watchStart } from './start-watch.js';
import { type ConditionDeps, conditionsOf, withBound } from './step-conditions.js';
import { failedBefore } from './step-standing.js';
import { timeoutOf } from './step-timeout.js';

export interface StepDeps extends BeginDeps, EndDeps, ConditionDeps {
  readonly runner: Pick<StepRunner, 'read' | 'change'>;
  readonly jobs: Pick<RemoteJobs, 'cancel'>;
  readonly outcomes: Pick<Outcomes, 'find' | 'intent' | 'finish' | 'contacted' | 'seenFrom'>;
  /** A step ready for one server; `controller` stands for the worker. */
  prepare(context: RunContent, stepId: string, server: string): Promise<PreparedStep>;
}
export interface StepLife {
  readonly signal: AbortSignal;
  /** Whether the signal means that a person cancelled. It also fires when this worker stops, and then another goes on. */
  cancelRequested(): boolean;
  /**
   * Temporal gives this activity out for the first time, so that nothing of it should be on record. Then nobody looks;
   * where it is all the same, the intent's own statement says so before anything starts.
   */
  readonly firstTry: boolean;
}
export interface StepPlace {
  readonly server: string;
  readonly stepId: string;
  readonly task: StretchTask;
  readonly context: RunContent;
}

/**
 * One step on one server, once: what is on record as ended is taken from there, what is on record as started is
 * attached to. Returns what is on record at the end.
 *
 * @throws when the machinery breaks while the step may be running, and the signal's reason when it aborts without a
 * cancel; the activity's next attempt finds it.
 */
export async function executeStep(place: StepPlace, deps: StepDeps, life: StepLife): Promise<OutcomeRow> {
  const { server, stepId, task, context } = place;
  const key = { runId: executionId(task.runId, task.runAttempt), stepId, server, attempt: task.attempt };
  const action = findAction(context.steps.get(stepId)?.step.uses ?? '');
  const changes = action === undefined || isChange(action.effect);
  const ended = { key, runId: task.runId, changes };
  const recorded = life.firstTry ? undefined : await deps.outcomes.find(key);
  if (recorded?.finishedAt != null) {
    await auditEnd(ended, recorded, deps.audit);
    return recorded;
  }
  const start = watchStart(life, beginChange(task, key, deps), key, deps.outcomes);
  let outcome: StepOutcome;
  try {
    outcome = await untilItEnds();
    // nobody had looked: what an earlier activity began goes on, whatever its state looks like now
    if (life.firstTry && !hasStarted(outcome) && (await deps.outcomes.find(key)) !== undefined)
      return await lookAgain();
  } catch (error) {
    if (error instanceof StartedElsewhere) return await lookAgain();
    outcome = life.signal.aborted ? await afterAbort(error) : await afterTrouble(error);
  } finally {
    start.end();
  }
  return await recordEnd(ended, outcome, deps);

  function lookAgain(): Promise<OutcomeRow> {
    return executeStep(place, deps, { ...life, firstTry: false });
  }

  async function untilItEnds(): Promise<StepOutcome> {
    life.signal.throwIfAborted();
    const conditions = await conditionsOf({ server, stepId, context, execution: key.runId }, deps);
    // what was started once is followed to its end, whatever its condition would say now
    if (conditions.stays !== undefined && recorded === undefined) return conditions.stays;
    const ready = await deps.prepare(context, stepId, server);
    const outcome = await execute({ ...ready, step: withBound(ready.step, conditions.bound) });
    if (!life.signal.aborted) return conditions.judge(outcome);
    // what an abort cut short says nothing of the step
    if (!life.cancelRequested()) throw life.signal.reason;
    return outcome.kind === 'failed' && !outcome.started ? { ...cutShort, durationMs: outcome.durationMs } : outcome;
  }

  function execute(ready: PreparedStep): Promise<StepOutcome> {
    const intent = recorded?.intent ?? undefined;
    const stepRun: StepRun = {
      ...ready,
      runId: key.runId,
      attempt: key.attempt,
      ...(intent === undefined ? {} : { intent }),
    };
    return changes ? deps.runner.change(stepRun, start.hooks, start.life) : deps.runner.read(stepRun, life);
  }

  async function afterTrouble(error: unknown): Promise<StepOutcome> {
    if (error instanceof LockLost) return failedBefore(error.describe());
    const timeoutMs = timeoutOf(context.steps.get(stepId)?.step);
    const certainlyNotStarted = start.certainlyNotStarted();
    return await outcomeOfTrouble(error, { key, found: recorded, certainlyNotStarted, timeoutMs }, deps.outcomes);
  }

  /** A cancel ends what was started; the server alone can tell whether it ever was. */
  async function afterAbort(error: unknown): Promise<StepOutcome> {
    if (!life.cancelRequested()) throw error;
    if ((await deps.outcomes.find(key)) === undefined) return notStarted;
    const job = { run: key.runId, step: stepId, server, attempt: key.attempt };
    return await cancelStep(serverAddress(context.inventory, server), job, deps.jobs);
  }
}

/** Whether the outcome is of a command that this very call started, or found; a step that only reads starts nothing. */
const hasStarted = (outcome: StepOutcome): boolean =>
  outcome.kind === 'done' || outcome.kind === 'unknown' || ('started' in outcome && outcome.started);

const cutShort = { kind: 'cancelled', reason: CANCELLED, started: false } as const;
