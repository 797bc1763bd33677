import { findAction } from '@chatops-commander/engine/actions/registry';
import { isChange } from '@chatops-commander/engine/runbook/assess-risk';
import { planBatches, planUndoing } from '@chatops-commander/engine/runbook/plan-batches';
import { type StepOutcome, undoStepId } from '@chatops-commander/engine/execution/step-run';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { OutcomeRow, Outcomes } from '@chatops-commander/engine/records/outcomes';
import { type PreparedStep, prepareStep } from '../prepare-step.js';
import { eachServer, serversAtOnce } from '../each-server.js';
import { boundTrouble } from './bound-trouble.js';
import { type BeginDeps, beginChange, LockLost, StartedElsewhere } from './begin-change.js';
import { executionId } from './execution-id.js';
import { outcomeOfTrouble } from './outcome-of-trouble.js';
import { type EndDeps, recordEnd } from './record-end.js';
import type { RunContext } from './run-contexts.js';
import type { ServerTrouble, UndoOutcome } from './run-plan.js';
import { type ConditionDeps, conditionsOf, withBound } from './step-conditions.js';
import { watchStart } from './start-watch.js';
import { failedBefore, standingOf, summaryOf } from './step-standing.js';
import { timeoutOf } from './step-timeout.js';
import { type Started, startsOf, undoneIn, type WayBack, waysBack } from './ways-back.js';

export interface UndoDeps extends BeginDeps, EndDeps, ConditionDeps {
  readonly runner: Pick<StepRunner, 'undo' | 'read' | 'change'>;
  readonly outcomes: Pick<Outcomes, 'ofRun' | 'find' | 'intent' | 'finish' | 'contacted' | 'seenFrom'>;
  prepare(context: RunContext, stepId: string, server: string): Promise<PreparedStep>;
}

/**
 * Undoes everything that was *started* by this attempt and those before it, in reverse order: a step that failed may
 * have changed something, and one that is lost may have too. The rollout goes back in groups as it came, the last one
 * first; what came before it is undone when it is undone everywhere. What an earlier attempt undid stays as it is
 * since then, unless it was started anew.
 *
 * @throws when the machinery breaks while an undoing may be running, and the signal's reason when it aborts.
 */
export async function undoServers(
  run: UndoneRun & { readonly servers: readonly string[] },
  context: RunContext,
  deps: UndoDeps,
  life: { readonly signal: AbortSignal },
): Promise<UndoOutcome> {
  const attempts = Array.from({ length: run.runAttempt }, (_, index) => executionId(run.runId, index + 1));
  const perAttempt = await Promise.all(attempts.map((attempt) => deps.outcomes.ofRun(attempt)));
  const started = perAttempt.flat();
  const earlier = perAttempt.slice(0, -1);
  const ends: UndoEnd[] = [];
  for (const phase of ['after', 'steps', 'before'] as const) {
    // what an earlier undoing started is of no phase, and not to be undone in turn
    const rows = started.filter((row) => context.steps.get(row.stepId)?.phase === phase);
    const servers = run.servers.filter((server) => rows.some((row) => row.server === server));
    const groups = phase === 'steps' ? planUndoing(inOrder(servers, context.runbook), batchesOf(context)) : [servers];
    for (const group of groups) {
      const undone = await eachServer(group, serversAtOnce, (server) =>
        undoServer(
          startsOf(
            rows.filter((row) => row.server === server),
            attempts,
          ).reverse(),
          (id) => undoneIn(earlier, id, server),
          run,
          context,
          deps,
          life.signal,
        ),
      );
      ends.push(...undone.flat());
    }
  }
  return {
    undone: ends.filter((end) => end.kind === 'undone').length,
    nothing: ends.filter((end) => end.kind === 'nothing').length,
    failed: boundTrouble(ends.flatMap((end) => (end.kind === 'failed' ? [end.trouble] : []))),
  };
}

const batchesOf = ({ runbook }: RunContext): readonly (readonly string[])[] =>
  planBatches(runbook.spec.targets?.servers ?? [], runbook.spec.strategy);

/** As the rollout went; servers that steps name come with the first batch. */
function inOrder(servers: readonly string[], { spec }: RunContext['runbook']): readonly string[] {
  const targets = spec.targets?.servers ?? [];
  const named = servers.filter((server) => !targets.includes(server));
  return [...named, ...targets.filter((server) => servers.includes(server))];
}

interface UndoneRun {
  readonly runId: string;
  /** The attempt that undoes. */
  readonly runAttempt: number;
}
type UndoEnd = { readonly kind: 'undone' | 'nothing' } | { readonly kind: 'failed'; readonly trouble: ServerTrouble };
async function undoServer(
  steps: readonly (readonly Started[])[],
  undoneBy: (id: string) => number,
  run: UndoneRun,
  context: RunContext,
  deps: UndoDeps,
  signal: AbortSignal,
): Promise<UndoEnd[]> {
  const ends: UndoEnd[] = [];
  for (const starts of steps) {
    for (const way of waysBack(starts, undoneBy, context)) ends.push(await goBack(way, run, context, deps, signal));
  }
  return ends;
}

async function goBack(
  way: WayBack,
  run: UndoneRun,
  context: RunContext,
  deps: UndoDeps,
  signal: AbortSignal,
): Promise<UndoEnd> {
  if (way.kind === 'nothing') return { kind: 'nothing' };
  const { row } = way;
  const stepId = way.kind === 'step' ? way.id : undoStepId(row.stepId);
  const execution = executionId(run.runId, run.runAttempt);
  const key = { runId: execution, stepId, server: row.server, attempt: 1 };
  const action = way.kind === 'step' ? findAction(way.step.uses) : undefined;
  const changes = action === undefined || isChange(action.effect);
  const known = await deps.outcomes.find(key);
  const undoIntent = known?.intent ?? undefined;
  const start = watchStart({ signal }, beginChange(run, key, deps), key, deps.outcomes);
  try {
    const ended = known?.finishedAt == null ? await record(await execute(way)) : known;
    if (standingOf(ended.result) === 'done') return { kind: 'undone' };
    return { kind: 'failed', trouble: { server: row.server, step: stepId, because: summaryOf(ended.result) } };
  } catch (error) {
    if (error instanceof StartedElsewhere) return await goBack(way, run, context, deps, signal);
    throw error;
  } finally {
    start.end();
  }

  function record(outcome: StepOutcome): Promise<OutcomeRow> {
    // what an abort cut short says nothing of the undoing
    signal.throwIfAborted();
    return recordEnd({ key, runId: run.runId, changes }, outcome, deps);
  }

  async function execute(asked: Exclude<WayBack, { kind: 'nothing' }>): Promise<StepOutcome> {
    try {
      const prepared = await deps.prepare(context, row.stepId, row.server);
      const { bound } = await conditionsOf({ ...row, context }, deps);
      const place = { ...prepared, step: withBound(prepared.step, bound), runId: execution, attempt: 1 };
      if (asked.kind === 'inverse') {
        const { intent, result } = row;
        const inverse = { ...place, intent, ...(result && { result }), ...(undoIntent && { undoIntent }) };
        return await deps.runner.undo(row.intent.undo, inverse, start.hooks, start.life);
      }
      const { step } = prepareStep(asked.step, stepId, row.server, context.inventory);
      const own = { ...place, stepId, step, ...(undoIntent === undefined ? {} : { intent: undoIntent }) };
      return changes ? await deps.runner.change(own, start.hooks, start.life) : await deps.runner.read(own, { signal });
    } catch (error) {
      if (error instanceof LockLost) return failedBefore(error.describe());
      const timeoutMs = timeoutOf(way.kind === 'step' ? way.step : context.steps.get(row.stepId)?.step);
      const certainlyNotStarted = start.certainlyNotStarted();
      return await outcomeOfTrouble(error, { key, found: known, certainlyNotStarted, timeoutMs }, deps.outcomes);
    }
  }
}
