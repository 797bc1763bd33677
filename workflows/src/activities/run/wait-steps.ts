import type { Localized, Outputs } from '@chatops-commander/engine/actions/action';
import { awaitedState } from '@chatops-commander/engine/actions/wait/wait-until';
import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { OutcomeRow, Outcomes } from '@chatops-commander/engine/records/outcomes';
import { probeOf } from '@chatops-commander/engine/runbook/number-steps';
import { eachServer, serversAtOnce } from '../each-server.js';
import { explainTrouble, prepareStep } from '../prepare-step.js';
import { executionId } from './execution-id.js';
import { type EndDeps, recordEnd } from './record-end.js';
import type { RunContent } from './run-contexts.js';
import type { StretchOutcome, StretchTask, WaitEnd, WaitStart } from './run-plan.js';
import { type ConditionDeps, conditionsOf } from './step-conditions.js';
import { failedBefore, standingOf } from './step-standing.js';
import { summarize } from './summarize-rows.js';

export interface WaitDeps extends EndDeps, ConditionDeps {
  readonly runner: Pick<StepRunner, 'read'>;
  readonly outcomes: Pick<Outcomes, 'find' | 'finish' | 'seenFrom'>;
}

/** Where a waiting step waits: not where its condition does not hold, nor where it is over already. */
export async function beginWait(task: StretchTask, context: RunContent, deps: WaitDeps): Promise<WaitStart> {
  const ends = await eachServer(task.servers, serversAtOnce, async (server) => {
    const place = placeOf(task, server, context);
    const known = await deps.outcomes.find(place.key);
    if (known?.finishedAt != null) return { server, row: known };
    const { stays } = await conditionsOf(place, deps);
    return { server, row: stays && (await record(place, stays, deps)) };
  });
  return {
    servers: ends.filter(({ row }) => row === undefined).map(({ server }) => server),
    settled: summarize(ends.flatMap(({ row }) => row ?? [])),
  };
}

/** Ends a step that waited for time or for a person. Called again, it tells what is on record. */
export async function endWait(
  task: StretchTask,
  end: WaitEnd,
  context: RunContent,
  deps: WaitDeps,
): Promise<StretchOutcome> {
  const rows = await eachServer(task.servers, serversAtOnce, (server) =>
    record(placeOf(task, server, context), outcomeOfEnd(end), deps),
  );
  return summarize(rows);
}

/** Looks once at each server. Where the state asked for is there, the step is done; the last look fails the others. */
export async function lookForState(
  task: StretchTask,
  last: boolean,
  context: RunContent,
  deps: WaitDeps,
  signal: AbortSignal,
): Promise<StretchOutcome> {
  const rows = await eachServer(task.servers, serversAtOnce, async (server): Promise<OutcomeRow> => {
    const place = placeOf(task, server, context);
    const known = await deps.outcomes.find(place.key);
    if (known?.finishedAt != null) return known;
    const outcome = await look(place, deps, signal);
    signal.throwIfAborted();
    if (last || standingOf(outcome) === 'done') return await record(place, outcome, deps);
    // not on record: it is not over yet
    return { ...place.key, intent: null, startedAt: '', result: outcome, finishedAt: null };
  });
  return summarize(rows);
}

type Place = ReturnType<typeof placeOf>;

function placeOf(task: StretchTask, server: string, context: RunContent) {
  const [stepId = ''] = task.steps;
  const key = { runId: executionId(task.runId, task.runAttempt), stepId, server, attempt: task.attempt };
  return { server, stepId, task, context, key, execution: key.runId };
}

const record = (place: Place, outcome: StepOutcome, deps: WaitDeps): Promise<OutcomeRow> =>
  recordEnd({ key: place.key, runId: place.task.runId, changes: false }, outcome, deps);

async function look(place: Place, deps: WaitDeps, signal: AbortSignal): Promise<StepOutcome> {
  const { server, stepId, context, key } = place;
  const step = context.steps.get(stepId)?.step;
  const probe = step === undefined ? undefined : probeOf(step);
  if (step === undefined || probe === undefined) return failedBefore(nothingToLookAt);
  try {
    const prepared = prepareStep(probe, `${stepId}.probe`, server, context.inventory);
    const seen = await deps.runner.read({ ...prepared, runId: key.runId, attempt: key.attempt }, { signal });
    // the linter has checked it against the action's schema, and the parser made it of JSON's values only
    const { condition } = awaitedState((step.with ?? {}) as Outputs);
    if (condition === undefined || !('outputs' in seen)) return seen;
    const conditions = await conditionsOf(place, deps);
    const reason = conditions.unmet(condition, seen.outputs);
    const { outputs, durationMs } = seen;
    if (reason !== undefined) return { kind: 'failed', reason, outputs, durationMs, started: false };
    return { kind: 'done', outputs, durationMs, changed: false, summary: sayMet(condition) };
  } catch (error) {
    // a server that cannot be asked may be what one waits for
    const reason = explainTrouble(error);
    if (reason === undefined) throw error;
    return failedBefore(reason);
  }
}

function outcomeOfEnd(end: WaitEnd): StepOutcome {
  const done = (summary: Localized, outputs: Outputs = {}): StepOutcome => {
    return { kind: 'done', outputs, summary, changed: false, durationMs: 0 };
  };
  switch (end.kind) {
    case 'passed':
      return done({ en: 'the time has passed', fr: 'le temps est écoulé' });
    case 'broken-off':
      return failedBefore({
        en: 'a rollback was asked for before the wait was over',
        fr: "un retour arrière a été demandé avant la fin de l'attente",
      });
    case 'silence':
      return failedBefore({
        en: 'nobody answered in time, and silence means no',
        fr: "personne n'a répondu à temps, et le silence vaut refus",
      });
    case 'answered': {
      const { approve, by } = end.decision;
      const outputs = { by };
      return approve
        ? done({ en: `${by} said yes`, fr: `${by} a dit oui` }, outputs)
        : failedBefore({ en: `${by} said no`, fr: `${by} a dit non` });
    }
    default:
      return end satisfies never;
  }
}

const sayMet = (condition: string): Localized => ({
  en: `it holds that ${condition}`,
  fr: `la condition ${condition} est remplie`,
});
const nothingToLookAt: Localized = { en: 'there is nothing to look at', fr: "il n'y a rien à regarder" };
