import {
  CancellationScope,
  continueAsNew,
  isCancellation,
  patched,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { RunPlan, WatchFigures } from '../activities/run/run-plan.js';
import type { RunInput, RunResult } from '../contract.js';
import { gate, reporting } from './run-activities.js';
import { reachServers } from './run-arrival.js';
import { close } from './run-close.js';
import { type Course, endOf, type RunEnd } from './run-course.js';
import { waitForLocks } from './run-locks.js';
import { runPhases } from './run-phases.js';
import { type CarriedProgress, createRunProgress } from './run-progress.js';
import { type CarriedWords, listenForSteering } from './run-steering.js';
import { notWatching, startWatching } from './run-watch.js';

/** What a run takes along into a fresh history. The plan is made anew, from what was approved. */
export interface CarriedRun {
  readonly progress: CarriedProgress;
  readonly words: CarriedWords;
  readonly watched: WatchFigures | undefined;
}

/**
 * Runs one approved runbook, once. It is the only workflow that changes servers, and it trusts nothing that it is
 * given: its first activity reads GitHub again and decides again, so that starting it by other means gains nothing.
 */
export async function run(input: RunInput, carried?: CarriedRun): Promise<RunResult> {
  const steering = listenForSteering(carried?.words);
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const admission =
    carried === undefined
      ? await gate.admitRun(input, workflowId, firstExecutionRunId)
      : await gate.resumeRun(input, workflowId, firstExecutionRunId);
  if (admission.kind === 'refused') {
    setCurrentDetails(`Refused: ${admission.because.en}`);
    await reporting.reportRefusedRun(input, admission.because);
    return { runId: admission.runId ?? 'none', state: 'refused' };
  }
  const { plan } = admission;
  describe(plan, input);
  const course: Course = { plan, steering, progress: createRunProgress(plan, carried?.progress) };
  steering.onWord(() => patched('tells-what-it-heard') && course.progress.publishAgain());
  let watch = notWatching(carried?.watched);
  const end = await unlessCancelled(course, async () => {
    const stopped = carried === undefined ? await arrive(course, workflowId) : undefined;
    if (stopped !== undefined) return stopped;
    watch = startWatching(plan, carried?.watched);
    return await runPhases(course);
  });
  return await CancellationScope.nonCancellable(async () => {
    if (end.kind !== 'continues') return await close(course, workflowId, end, watch);
    const watched = await watch.end();
    await course.progress.published();
    return await continueAsNew<typeof run>(input, {
      progress: course.progress.carry(),
      words: steering.carry(),
      watched,
    });
  });
}

/** Locks every server, and reaches every server, before anything starts. Undefined: the run may begin. */
async function arrive(course: Course, workflowId: string): Promise<RunEnd | undefined> {
  const { plan, steering, progress } = course;
  const waited = await waitForLocks(course, workflowId);
  if (waited !== undefined) return waited;
  progress.publishMeanwhile('running');
  const unreached = await reachServers(course);
  if (unreached !== undefined) return unreached;
  const back = steering.take('rollback');
  if (back === undefined && plan.goesBack !== true) return undefined;
  // asked for after the end: this attempt goes back over what those before it started, and does nothing else
  if (back !== undefined) await reporting.recordSteer(plan.runId, back);
  return { ...endOf(course, 'rollback'), touched: plan.servers };
}

/** A cancel, by comment or in Temporal's UI, stops what runs now; what follows it must still happen. */
async function unlessCancelled(course: Course, work: () => Promise<RunEnd>): Promise<RunEnd> {
  try {
    return await CancellationScope.cancellable(async () => {
      const scope = CancellationScope.current();
      // a cancel in Temporal's UI ends this waiting too; what it cancels is the scope itself
      void course.steering.untilCancelled().then(
        () => scope.cancel(),
        () => undefined,
      );
      return await work();
    });
  } catch (error) {
    if (!isCancellation(error)) throw error;
    return endOf(course, 'cancelled');
  }
}

function describe(plan: RunPlan, input: RunInput): void {
  upsertSearchAttributes({
    ChatOpsRepository: [input.repository],
    ChatOpsPullRequest: [input.pull],
    ChatOpsRequester: [plan.requester],
    ChatOpsRisk: [plan.risk],
    ...(plan.environments[0] === undefined ? {} : { ChatOpsEnvironment: [plan.environments[0]] }),
  });
}
