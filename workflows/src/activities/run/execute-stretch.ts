import { eachServer, serversAtOnce } from '../each-server.js';
import { executeStep, type StepDeps, type StepLife } from './execute-step.js';
import type { RunContent } from './run-contexts.js';
import type { ServerTrouble, StretchOutcome, StretchTask } from './run-plan.js';
import { standingOf, summaryOf } from './step-standing.js';

/**
 * Runs a stretch of steps on its servers, side by side; each server runs ahead of the others. What is on record as
 * ended is taken from there, and what is on record as started is attached to, so that this may be called again after
 * any crash.
 */
export async function executeStretch(
  task: StretchTask,
  context: RunContent,
  deps: StepDeps,
  life: StepLife & { onServerDone(): void },
): Promise<StretchOutcome> {
  const ends = await eachServer(task.servers, serversAtOnce, async (server) => {
    const end = await onServer(server, task, context, deps, life);
    life.onServerDone();
    return end;
  });
  const of = (standing: ServerEnd['standing']) =>
    ends.flatMap((end) => (end.standing === standing ? [end.trouble] : []));
  const troubles = (standing: ServerEnd['standing']): ServerTrouble[] =>
    of(standing).filter((trouble) => trouble !== undefined);
  return {
    done: ends.reduce((sum, end) => sum + end.done, 0),
    failed: troubles('failed'),
    unknown: troubles('unknown'),
    cancelled: troubles('cancelled'),
  };
}

interface ServerEnd {
  readonly standing: ReturnType<typeof standingOf>;
  readonly trouble: ServerTrouble | undefined;
  /** Steps. */
  readonly done: number;
}

/** The steps in order, until one is not done. A step that may fail lets the next one run, and still counts as failed. */
async function onServer(
  server: string,
  task: StretchTask,
  context: RunContent,
  deps: StepDeps,
  life: StepLife,
): Promise<ServerEnd> {
  let end: ServerEnd = { standing: 'done', trouble: undefined, done: 0 };
  for (const stepId of task.steps) {
    const row = await executeStep({ server, stepId, task, context }, deps, life);
    const standing = standingOf(row.result);
    if (standing === 'done') {
      end = { ...end, done: end.done + 1 };
      continue;
    }
    end = { ...end, standing, trouble: { server, step: stepId, because: summaryOf(row.result) } };
    if (standing !== 'failed' || context.steps.get(stepId)?.step.continueOnFailure !== true) return end;
  }
  return end;
}
