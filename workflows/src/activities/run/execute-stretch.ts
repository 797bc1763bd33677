import { findAction } from '@chatops-commander/engine/actions/registry';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { ChangeHooks, StepOutcome, StepRun } from '@chatops-commander/engine/execution/step-run';
import type { OutcomeRow, Outcomes } from '@chatops-commander/engine/records/outcomes';
import { isChange } from '@chatops-commander/engine/runbook/assess-risk';
import { explainTrouble, type PreparedStep } from '../prepare-step.js';
import { eachServer, serversAtOnce } from '../each-server.js';
import { executionId } from './execution-id.js';
import type { RunContext } from './run-contexts.js';
import type { ServerTrouble, StretchOutcome, StretchTask } from './run-plan.js';
import { failedBefore, standingOf, summaryOf } from './step-standing.js';

export interface StretchDeps {
  readonly runner: Pick<StepRunner, 'read' | 'change'>;
  readonly outcomes: Pick<Outcomes, 'find' | 'intent' | 'finish'>;
  /** A step ready for one server; `controller` stands for the worker. */
  prepare(context: RunContext, stepId: string, server: string): Promise<PreparedStep>;
}
export interface StretchLife {
  readonly signal: AbortSignal;
  onServerDone(): void;
}

/**
 * Runs a stretch of steps on its servers, side by side; each server runs ahead of the others. What is on record as
 * ended is taken from there, and what is on record as started is attached to, so that this may be called again after
 * any crash.
 */
export async function executeStretch(
  task: StretchTask,
  context: RunContext,
  deps: StretchDeps,
  life: StretchLife,
): Promise<StretchOutcome> {
  const ends = await eachServer(task.servers, serversAtOnce, async (server) => {
    const end = await onServer(server, task, context, deps, life.signal);
    life.onServerDone();
    return end;
  });
  const of = (standing: ServerEnd['standing']) =>
    ends.flatMap((end) => (end.standing === standing ? [end.trouble] : []));
  const troubles = (standing: ServerEnd['standing']): ServerTrouble[] =>
    of(standing).filter((trouble) => trouble !== undefined);
  return {
    done: ends.filter((end) => end.standing === 'done').length,
    failed: troubles('failed'),
    unknown: troubles('unknown'),
    cancelled: troubles('cancelled'),
  };
}

interface ServerEnd {
  readonly standing: ReturnType<typeof standingOf>;
  readonly trouble: ServerTrouble | undefined;
}

/** The steps in order, until one is not done. A step that may fail lets the next one run, and still counts as failed. */
async function onServer(
  server: string,
  task: StretchTask,
  context: RunContext,
  deps: StretchDeps,
  signal: AbortSignal,
): Promise<ServerEnd> {
  let end: ServerEnd = { standing: 'done', trouble: undefined };
  for (const stepId of task.steps) {
    const row = await oneStep(server, stepId, task, context, deps, signal);
    const standing = standingOf(row.result);
    if (standing === 'done') continue;
    end = { standing, trouble: { server, step: stepId, because: summaryOf(row.result) } };
    if (standing !== 'failed' || context.steps.get(stepId)?.step.continueOnFailure !== true) return end;
  }
  return end;
}

async function oneStep(
  server: string,
  stepId: string,
  task: StretchTask,
  context: RunContext,
  deps: StretchDeps,
  signal: AbortSignal,
): Promise<OutcomeRow> {
  const key = { runId: executionId(task.runId, task.runAttempt), stepId, server, attempt: task.attempt };
  const recorded = await deps.outcomes.find(key);
  if (recorded?.finishedAt != null) return recorded;
  let result: StepOutcome;
  try {
    result = await execute(await deps.prepare(context, stepId, server));
  } catch (error) {
    const reason = explainTrouble(error);
    // Once the intent is on record the command may run: only another attempt of this activity can tell how it ended.
    const started = (await deps.outcomes.find(key)) !== undefined;
    if (reason === undefined || started) throw error;
    result = failedBefore(reason);
  }
  return await deps.outcomes.finish(key, result);

  async function execute(prepared: PreparedStep): Promise<StepOutcome> {
    const intent = recorded?.intent ?? undefined;
    const stepRun: StepRun = {
      ...prepared,
      runId: key.runId,
      attempt: key.attempt,
      ...(intent === undefined ? {} : { intent }),
    };
    const action = findAction(prepared.step.uses);
    const hooks: ChangeHooks = {
      async onIntent(before) {
        await deps.outcomes.intent(key, before);
      },
    };
    return await (action !== undefined && !isChange(action.effect)
      ? deps.runner.read(stepRun, { signal })
      : deps.runner.change(stepRun, hooks, { signal }));
  }
}
