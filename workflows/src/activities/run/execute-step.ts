import { findAction } from '@chatops-commander/engine/actions/registry';
import type { ChangeHooks, StepOutcome, StepRun } from '@chatops-commander/engine/execution/step-run';
import { JobNotStarted } from '@chatops-commander/engine/ssh/job-errors';
import { SudoMissing } from '@chatops-commander/engine/ssh/login-errors';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { OutcomeRow, Outcomes } from '@chatops-commander/engine/records/outcomes';
import { isChange } from '@chatops-commander/engine/runbook/assess-risk';
import type { RemoteJobs } from '@chatops-commander/engine/ssh/remote-execution';
import { explainTrouble, type PreparedStep } from '../prepare-step.js';
import { cancelStep, notStarted } from './cancel-step.js';
import { executionId } from './execution-id.js';
import type { RunContext } from './run-contexts.js';
import type { StretchTask } from './run-plan.js';
import { failedBefore } from './step-standing.js';

export interface StepDeps {
  readonly runner: Pick<StepRunner, 'read' | 'change'>;
  readonly jobs: Pick<RemoteJobs, 'cancel'>;
  readonly outcomes: Pick<Outcomes, 'find' | 'intent' | 'finish'>;
  /** A step ready for one server; `controller` stands for the worker. */
  prepare(context: RunContext, stepId: string, server: string): Promise<PreparedStep>;
}
export interface StepLife {
  readonly signal: AbortSignal;
  /** Whether the signal means that a person cancelled. It also fires when this worker stops, and then another goes on. */
  cancelRequested(): boolean;
}
export interface StepPlace {
  readonly server: string;
  readonly stepId: string;
  readonly task: StretchTask;
  readonly context: RunContext;
}

/**
 * One step on one server, once: what is on record as ended is taken from there, what is on record as started is
 * attached to. Returns what is on record at the end.
 *
 * @throws when the machinery breaks while the step may be running; the activity's next attempt finds it.
 */
export async function executeStep(place: StepPlace, deps: StepDeps, life: StepLife): Promise<OutcomeRow> {
  const { server, stepId, task, context } = place;
  const key = { runId: executionId(task.runId, task.runAttempt), stepId, server, attempt: task.attempt };
  const recorded = await deps.outcomes.find(key);
  if (recorded?.finishedAt != null) return recorded;
  if (life.signal.aborted && life.cancelRequested() && recorded === undefined) {
    return await deps.outcomes.finish(key, notStarted);
  }
  let prepared: PreparedStep | undefined;
  try {
    prepared = await deps.prepare(context, stepId, server);
    return await deps.outcomes.finish(key, await execute(prepared));
  } catch (error) {
    if (life.signal.aborted) return await afterAbort(error);
    return await deps.outcomes.finish(key, await outcomeOf(error));
  }

  function execute(ready: PreparedStep): Promise<StepOutcome> {
    const intent = recorded?.intent ?? undefined;
    const stepRun: StepRun = {
      ...ready,
      runId: key.runId,
      attempt: key.attempt,
      ...(intent === undefined ? {} : { intent }),
    };
    const action = findAction(ready.step.uses);
    const hooks: ChangeHooks = {
      async onIntent(before) {
        await deps.outcomes.intent(key, before);
      },
    };
    return action !== undefined && !isChange(action.effect)
      ? deps.runner.read(stepRun, life)
      : deps.runner.change(stepRun, hooks, life);
  }

  /** Once the intent is on record the command may run: only another attempt of this activity can tell how it ended. */
  async function outcomeOf(error: unknown): Promise<StepOutcome> {
    const reason = explainTrouble(error);
    if (reason === undefined) throw error;
    if (error instanceof JobNotStarted) return failedBefore(reason);
    // becoming root comes before the command; only an attempt that found an earlier intent may have a command there
    if (error instanceof SudoMissing && recorded === undefined) return failedBefore(reason);
    if ((await deps.outcomes.find(key)) !== undefined) throw error;
    return failedBefore(reason);
  }

  async function afterAbort(error: unknown): Promise<OutcomeRow> {
    if (!life.cancelRequested()) throw error;
    const started = (await deps.outcomes.find(key)) !== undefined && prepared !== undefined;
    const outcome =
      started && prepared !== undefined ? await cancelStep(prepared.server, jobName(), deps.jobs) : notStarted;
    return await deps.outcomes.finish(key, outcome);
  }

  function jobName() {
    return { run: key.runId, step: stepId, server, attempt: key.attempt };
  }
}
