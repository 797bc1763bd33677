import { ActivityFailure, ChildWorkflowFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  executeChild,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { ChangeActivities, StartableRun } from '../activities/change/change-activities.js';
import type { PreviewActivities } from '../activities/preview/preview-activities.js';
import { type ChangeInput, type RunResult, runWorkflowId, signalNames, workflowNames } from '../contract.js';
import { createLookPace } from './look-pace.js';
import type { run } from './run.js';
import { closing } from './run-activities.js';

export const nudgeSignal = defineSignal(signalNames.nudge);

const { lookAtChange, skipRun } = proxyActivities<ChangeActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '15 seconds' },
});

/** A look that fails for good is given up; the next nudge tries again. */
const { previewChange } = proxyActivities<PreviewActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '1 second', maximumAttempts: 3 },
});

/** In case a webhook was missed; the sweep finds most of them sooner. */
const slowTimer = '10 minutes';
const tenMinutesMs = 600_000;

/**
 * Follows one pull request, level-triggered: a nudge says only that something may have happened. Each look reads the
 * pull request afresh and decides on what it finds, so lost, doubled and reordered webhooks change nothing.
 */
export async function change(input: ChangeInput): Promise<string> {
  let nudged = true;
  setHandler(nudgeSignal, () => {
    nudged = true;
  });
  let looking: { readonly head: string; readonly done: Promise<void> } | undefined;
  const pace = createLookPace();
  for (;;) {
    const waitMs = pace(Date.now());
    if (waitMs > 0 && patched('paces-looks')) await sleep(waitMs);
    nudged = false;
    const step = await lookAtChange(input);
    switch (step.kind) {
      case 'end':
        setCurrentDetails(step.because);
        // a nudge that came during the last look may be about a re-opening
        if (!nudged) return step.because;
        break;
      case 'run':
        // what another workflow has in hand nudges this one at its end; until then a look would find the same
        if ((await runInOrder(step.runs)) === 'elsewhere') await condition(() => nudged, slowTimer);
        nudged = true;
        break;
      case 'again':
        nudged = true;
        break;
      case 'wait':
        setCurrentDetails(step.because);
        if (step.preview !== undefined && looking?.head !== step.preview) {
          const head = step.preview;
          const done = previewOnce(input, head).then(() => {
            if (looking?.head === head) looking = undefined;
          });
          looking = { head, done };
        }
        // servers may be slow; approvals and merges are heard meanwhile
        if (looking !== undefined) await Promise.race([looking.done, condition(() => nudged)]);
        if (!nudged) await condition(() => nudged, step.until === undefined ? slowTimer : untilThen(step.until));
        break;
      default:
        step satisfies never;
    }
    if (workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > 5_000)
      await continueAsNew<typeof change>(input);
  }
}

/** Never rejects: whoever waits for it may have gone on. */
async function previewOnce(input: ChangeInput, head: string): Promise<void> {
  try {
    await previewChange.executeWithOptions({ summary: `look at the servers of ${head.slice(0, 7)}` }, [input, head]);
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : error;
    setCurrentDetails(`no preview of ${head.slice(0, 7)}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** Milliseconds until something is known to happen, and no longer than the slow timer. */
function untilThen(until: string): number {
  const ms = Date.parse(until) - Date.now();
  return Number.isNaN(ms) ? tenMinutesMs : Math.min(tenMinutesMs, Math.max(1_000, ms));
}

/** One after the other, in file order; after one that did not succeed the rest do not start. */
async function runInOrder(runs: readonly StartableRun[]): Promise<'done' | 'elsewhere'> {
  let failed: RunResult | undefined;
  for (const next of runs) {
    if (failed !== undefined) {
      await skipRun({ runId: next.runId, attempt: next.attempt }, failed);
      continue;
    }
    const result = await startRun(next);
    if (result === undefined) return 'elsewhere';
    if (result.state !== 'succeeded') failed = result;
  }
  return 'done';
}

/** Undefined: a workflow of the same id was started before and goes on by itself; its end nudges this one. */
async function startRun(next: StartableRun): Promise<RunResult | undefined> {
  setCurrentDetails(`running ${next.runId}: ${next.title}`);
  try {
    return await executeChild<typeof run>(workflowNames.run, {
      workflowId: runWorkflowId(next.runId, next.attempt),
      args: [next.input],
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: `${next.runId}: ${next.title}`.slice(0, 190),
      staticDetails: `Runs \`${next.input.path}\` (blob ${next.input.blob}) as merged in ${next.input.mergeCommit} by pull request #${next.input.pull} of ${next.input.repository}.`,
    });
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
    // a cancel of the run alone is the run's end, not this workflow's
    if (CancellationScope.current().consideredCancelled || !(error instanceof ChildWorkflowFailure)) throw error;
    // Terminated by hand, or broken: it cannot say so itself any more.
    await closing.closeLostRuns();
    return { runId: next.runId, state: 'unknown' };
  }
}
