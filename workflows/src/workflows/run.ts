import { ActivityFailure } from '@temporalio/common';
import {
  CancellationScope,
  isCancellation,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { RunPlan, ServerTrouble, UndoOutcome } from '../activities/run/run-plan.js';
import type { RunInput, RunResult } from '../contract.js';
import { gate, halting, locks, preflight, reporting, stepActivities } from './run-activities.js';
import { lostTrouble } from './lost-trouble.js';
import { waitForLocks } from './run-locks.js';
import { createRunProgress } from './run-progress.js';
import { type RunEnd, runPhases } from './run-phases.js';
import { listenForSteering } from './run-steering.js';

const undoLimitMs = 60 * 60_000;

/**
 * Runs one approved runbook, once. It is the only workflow that changes servers, and it trusts nothing that it is
 * given: its first activity reads GitHub again and decides again, so that starting it by other means gains nothing.
 */
export async function run(input: RunInput): Promise<RunResult> {
  const steering = listenForSteering();
  const { workflowId, runId: workflowRunId } = workflowInfo();
  const admission = await gate.admitRun(input, workflowId, workflowRunId);
  if (admission.kind === 'refused') {
    setCurrentDetails(`Refused: ${admission.because.en}`);
    await reporting.reportRefusedRun(input, admission.because);
    return { runId: admission.runId ?? 'none', state: 'refused' };
  }
  const { plan } = admission;
  upsertSearchAttributes({
    ChatOpsRepository: [input.repository],
    ChatOpsPullRequest: [input.pull],
    ChatOpsRequester: [plan.requester],
    ChatOpsRisk: [plan.risk],
    ...(plan.environments[0] === undefined ? {} : { ChatOpsEnvironment: [plan.environments[0]] }),
  });
  const progress = createRunProgress(plan);
  let end: RunEnd = { kind: 'cancelled', trouble: [], touched: [] };
  try {
    // A cancel, by comment or in Temporal's UI, stops what runs now; what follows it must still happen.
    end = await CancellationScope.cancellable(async () => {
      const scope = CancellationScope.current();
      // a cancel in Temporal's UI ends this waiting too; what it cancels is the scope itself
      void steering.untilCancelled().then(
        () => scope.cancel(),
        () => undefined,
      );
      const waited = await waitForLocks(plan, workflowId, progress);
      if (waited !== undefined) return waited;
      progress.publishMeanwhile('running');
      const unreachable = await preflight.preflight(plan.runId, plan.servers);
      if (unreachable.length > 0) return { kind: 'failed', trouble: unreachable, touched: [] };
      const back = steering.take('rollback');
      if (back !== undefined) {
        // asked for after the end: this attempt goes back over what those before it started, and does nothing else
        await reporting.recordSteer(plan.runId, back);
        return { kind: 'rollback', trouble: [], touched: plan.servers };
      }
      return await runPhases(plan, steering, progress);
    });
  } catch (error) {
    if (!isCancellation(error)) throw error;
    end = { kind: 'cancelled', trouble: progress.trouble(), touched: progress.touched() };
  }
  return await CancellationScope.nonCancellable(() => close(plan, workflowId, end, progress));
}

async function close(
  plan: RunPlan,
  workflowId: string,
  end: RunEnd,
  progress: ReturnType<typeof createRunProgress>,
): Promise<RunResult> {
  const alive = end.kind === 'cancelled' ? await haltAll(plan, end.touched) : [];
  const undo = end.kind === 'rollback' ? await undoAll(plan, end.touched, progress) : undefined;
  const state = alive.length > 0 ? 'unknown' : stateOf(end, undo);
  const trouble: readonly ServerTrouble[] = [...end.trouble, ...alive, ...(undo?.failed ?? [])];
  await locks.releaseLocks(plan.runId, workflowId);
  await progress.published();
  await reporting.finishRun(plan.runId, state, trouble, undo);
  setCurrentDetails(`${state}: ${plan.title}`);
  return { runId: plan.runId, state };
}

/** What a cancel could not end, or of which nobody can tell. */
async function haltAll(plan: RunPlan, touched: readonly string[]): Promise<readonly ServerTrouble[]> {
  if (touched.length === 0) return [];
  try {
    return await halting.haltRun(plan.runId, plan.attempt);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return touched.map((server) => lostTrouble(server, 'cancel', error));
  }
}

async function undoAll(
  plan: RunPlan,
  touched: readonly string[],
  progress: ReturnType<typeof createRunProgress>,
): Promise<UndoOutcome> {
  if (touched.length === 0) return { undone: 0, nothing: 0, failed: [] };
  progress.publishMeanwhile('rolling-back');
  try {
    return await stepActivities(undoLimitMs).undoServers.executeWithOptions(
      { summary: `roll back ${touched.length === 1 ? touched[0] : `${touched.length} servers`}` },
      [plan.runId, plan.attempt, touched],
    );
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    // A run that cannot tell whether it is undone must still free its locks, and say so.
    return { undone: 0, nothing: 0, failed: touched.map((server) => lostTrouble(server, 'rollback', error)) };
  }
}

function stateOf(end: RunEnd, undo: UndoOutcome | undefined): RunResult['state'] {
  switch (end.kind) {
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case 'unknown':
      return end.kind;
    case 'rollback':
      return undo === undefined || undo.failed.length > 0 ? 'failed' : 'rolled-back';
    default:
      return end.kind satisfies never;
  }
}
