import { findAction } from '@chatops-commander/engine/actions/registry';
import { isChange } from '@chatops-commander/engine/runbook/assess-risk';
import type { Step } from '@chatops-commander/schemas';
import { type ChangeHooks, type Intent, undoStepId } from '@chatops-commander/engine/execution/step-run';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { OutcomeRow, Outcomes } from '@chatops-commander/engine/records/outcomes';
import { explainTrouble, type PreparedStep, prepareStep } from '../prepare-step.js';
import { eachServer, serversAtOnce } from '../each-server.js';
import { executionId } from './execution-id.js';
import type { RunContext } from './run-contexts.js';
import type { ServerTrouble, UndoOutcome } from './run-plan.js';
import { failedBefore, standingOf, summaryOf } from './step-standing.js';

export interface UndoDeps {
  readonly runner: Pick<StepRunner, 'undo' | 'read' | 'change'>;
  readonly outcomes: Pick<Outcomes, 'ofRun' | 'find' | 'intent' | 'finish'>;
  prepare(context: RunContext, stepId: string, server: string): Promise<PreparedStep>;
}

/**
 * Undoes, on each server, everything that was *started* there by this attempt and those before it, in reverse order: a step that failed may have changed
 * something, and one that is lost may have too. Servers do not wait for each other.
 */
export async function undoServers(
  run: { readonly runId: string; readonly runAttempt: number; readonly servers: readonly string[] },
  context: RunContext,
  deps: UndoDeps,
  life: { readonly signal: AbortSignal },
): Promise<UndoOutcome> {
  const execution = executionId(run.runId, run.runAttempt);
  const attempts = Array.from({ length: run.runAttempt }, (_, index) => executionId(run.runId, index + 1));
  const started = (await Promise.all(attempts.map((attempt) => deps.outcomes.ofRun(attempt))))
    .flat()
    // what an earlier undoing started is not to be undone in turn
    .filter((row) => context.steps.has(row.stepId));
  const perServer = await eachServer(run.servers, serversAtOnce, (server) =>
    undoServer(
      firstIntents(started.filter((row) => row.server === server)).reverse(),
      execution,
      context,
      deps,
      life.signal,
    ),
  );
  const ends = perServer.flat();
  return {
    undone: ends.filter((end) => end.kind === 'undone').length,
    nothing: ends.filter((end) => end.kind === 'nothing').length,
    failed: ends.flatMap((end) => (end.kind === 'failed' ? [end.trouble] : [])),
  };
}

type UndoEnd = { readonly kind: 'undone' | 'nothing' } | { readonly kind: 'failed'; readonly trouble: ServerTrouble };
/** A step of which it is on record that it started, and how it is undone. */
interface Started {
  readonly stepId: string;
  readonly server: string;
  readonly intent: Intent;
}

/** Of a step that was executed several times, the first state before it is the one to go back to. */
function firstIntents(rows: readonly OutcomeRow[]): Started[] {
  const byStep = new Map<string, Started>();
  for (const { stepId, server, intent } of rows) {
    if (intent !== null && !byStep.has(stepId)) byStep.set(stepId, { stepId, server, intent });
  }
  return [...byStep.values()];
}

async function undoServer(
  steps: readonly Started[],
  execution: string,
  context: RunContext,
  deps: UndoDeps,
  signal: AbortSignal,
): Promise<UndoEnd[]> {
  const ends: UndoEnd[] = [];
  for (const row of steps) {
    for (const way of waysBack(row, context)) ends.push(await goBack(row, way, execution, context, deps, signal));
  }
  return ends;
}

/** The runbook's own word comes first: no undoing, steps of its own, else the inverse that was on record at the start. */
type WayBack =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'inverse' }
  | { readonly kind: 'step'; readonly id: string; readonly step: Step };

function waysBack({ stepId, intent }: Started, context: RunContext): readonly WayBack[] {
  const own = context.steps.get(stepId)?.step.rollback;
  if (own === 'none') return [{ kind: 'nothing' }];
  if (own === undefined) return [{ kind: intent.undo.kind === 'nothing' ? 'nothing' : 'inverse' }];
  return own.map((step, index) => ({ kind: 'step', id: `${undoStepId(stepId)}.${index + 1}`, step }));
}

async function goBack(
  row: Started,
  way: WayBack,
  execution: string,
  context: RunContext,
  deps: UndoDeps,
  signal: AbortSignal,
): Promise<UndoEnd> {
  if (way.kind === 'nothing') return { kind: 'nothing' };
  const stepId = way.kind === 'step' ? way.id : undoStepId(row.stepId);
  const key = { runId: execution, stepId, server: row.server, attempt: 1 };
  const known = await deps.outcomes.find(key);
  const ended = known?.finishedAt == null ? await execute(way) : known;
  if (standingOf(ended.result) === 'done') return { kind: 'undone' };
  return { kind: 'failed', trouble: { server: row.server, step: stepId, because: summaryOf(ended.result) } };

  async function execute(asked: Exclude<WayBack, { kind: 'nothing' }>): Promise<OutcomeRow> {
    const undoIntent = known?.intent ?? undefined;
    const hooks: ChangeHooks = {
      async onIntent(intent) {
        await deps.outcomes.intent(key, intent);
      },
    };
    try {
      const prepared = await deps.prepare(context, row.stepId, row.server);
      const place = { ...prepared, runId: execution, attempt: 1 };
      if (asked.kind === 'inverse') {
        const run = { ...place, intent: row.intent, ...(undoIntent === undefined ? {} : { undoIntent }) };
        return await deps.outcomes.finish(key, await deps.runner.undo(row.intent.undo, run, hooks, { signal }));
      }
      const { step } = prepareStep(asked.step, stepId, row.server, context.inventory);
      const run = { ...place, stepId, step, ...(undoIntent === undefined ? {} : { intent: undoIntent }) };
      const action = findAction(step.uses);
      const outcome =
        action !== undefined && !isChange(action.effect)
          ? await deps.runner.read(run, { signal })
          : await deps.runner.change(run, hooks, { signal });
      return await deps.outcomes.finish(key, outcome);
    } catch (error) {
      const reason = explainTrouble(error);
      if (reason === undefined) throw error;
      return await deps.outcomes.finish(key, failedBefore(reason));
    }
  }
}
