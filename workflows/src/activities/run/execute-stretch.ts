import type { Step } from '@chatops-commander/schemas';
import { eachServer, serversAtOnce } from '../each-server.js';
import { boundTrouble } from './bound-trouble.js';
import { executeStep, type StepDeps, type StepLife } from './execute-step.js';
import type { RunContent } from './run-contexts.js';
import type { ServerTrouble, StretchOutcome, StretchTask } from './run-plan.js';
import { type Standing, standingOf, summaryOf } from './step-standing.js';

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
  const troubles = (standing: ServerEnd['standing']): readonly ServerTrouble[] =>
    boundTrouble(ends.flatMap((end) => (end.standing === standing && end.trouble !== undefined ? [end.trouble] : [])));
  return {
    done: ends.reduce((sum, end) => sum + end.done, 0),
    skipped: ends.reduce((sum, end) => sum + end.skipped, 0),
    failed: troubles('failed'),
    unknown: troubles('unknown'),
    cancelled: troubles('cancelled'),
    rebooted: ends.flatMap((end) => (end.standing === 'rebooted' && end.trouble ? [end.trouble.server] : [])),
  };
}

interface ServerEnd {
  readonly standing: Standing | 'rebooted';
  readonly trouble: ServerTrouble | undefined;
  /** Steps. */
  readonly done: number;
  readonly skipped: number;
}

/** The steps in order, until one is not done. A step that may fail lets the next one run, and still counts as failed. */
async function onServer(
  server: string,
  task: StretchTask,
  context: RunContent,
  deps: StepDeps,
  life: StepLife,
): Promise<ServerEnd> {
  let end: ServerEnd = { standing: 'done', trouble: undefined, done: 0, skipped: 0 };
  for (const stepId of task.steps) {
    const row = await executeStep({ server, stepId, task, context }, deps, life);
    const step = context.steps.get(stepId)?.step;
    const standing = row.result?.kind === 'rebooted' && isIdempotent(step) ? 'rebooted' : standingOf(row.result);
    if (standing === 'done') end = { ...end, done: end.done + 1 };
    else if (standing === 'skipped') end = { ...end, skipped: end.skipped + 1 };
    else {
      end = { ...end, standing, trouble: { server, step: stepId, because: summaryOf(row.result) } };
      if (standing !== 'failed' || step?.continueOnFailure !== true) return end;
    }
  }
  return end;
}

/** Whether running a step twice does no harm, by its own word. */
function isIdempotent(step: Step | undefined): boolean {
  const inputs: Readonly<Record<string, unknown>> = step?.with ?? {};
  return step?.idempotent === true || (step?.uses === 'shell.run' && inputs.idempotent === true);
}
