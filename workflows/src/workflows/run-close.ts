import { ActivityFailure } from '@temporalio/common';
import { isCancellation, setCurrentDetails } from '@temporalio/workflow';
import type { ServerTrouble, UndoOutcome, WatchFigures } from '../activities/run/run-plan.js';
import type { RunResult } from '../contract.js';
import { lostTrouble } from './lost-trouble.js';
import { onceAllowed } from './once-allowed.js';
import { halting, locks, reporting, stepActivities } from './run-activities.js';
import type { Course, RunEnd } from './run-course.js';

const undoLimitMs = 60 * 60_000;

/** What follows the end of a run, whatever it is: nothing left running, undone where asked, unlocked, told. */
export async function close(
  course: Course,
  workflowId: string,
  end: RunEnd,
  watch: { end(): Promise<WatchFigures | undefined> },
): Promise<RunResult> {
  const { plan, progress } = course;
  const alive = end.kind === 'cancelled' ? await haltAll(course, end.touched) : [];
  const undo = end.kind === 'rollback' ? await undoAll(course, end.touched) : undefined;
  const state = alive.length > 0 ? 'unknown' : stateOf(end, undo);
  const more: readonly ServerTrouble[] = [...alive, ...(undo?.failed ?? [])];
  const watched = await watch.end();
  await locks.releaseLocks(plan.runId, workflowId);
  await progress.published();
  await reporting.finishRun({
    runId: plan.runId,
    state,
    trouble: [...end.trouble, ...more],
    troubles: end.troubles + more.length,
    undo,
    watched,
  });
  setCurrentDetails(`${state}: ${plan.title}`);
  return { runId: plan.runId, state };
}

/** What a cancel could not end, or of which nobody can tell. */
async function haltAll({ plan }: Course, touched: readonly string[]): Promise<readonly ServerTrouble[]> {
  if (touched.length === 0) return [];
  try {
    return await halting.haltRun(plan.runId, plan.attempt);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return touched.map((server) => lostTrouble(server, 'cancel', error));
  }
}

async function undoAll({ plan, progress }: Course, touched: readonly string[]): Promise<UndoOutcome> {
  if (touched.length === 0) return { undone: 0, nothing: 0, failed: [] };
  progress.publishMeanwhile('rolling-back');
  try {
    const { undoServers } = stepActivities(undoLimitMs);
    const summary = `roll back ${touched.length === 1 ? touched[0] : `${touched.length} servers`}`;
    return await onceAllowed(() => undoServers.executeWithOptions({ summary }, [plan.runId, plan.attempt, touched]));
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
    case 'continues':
      throw new Error('a run that goes on in a fresh history is not closed');
    default:
      return end.kind satisfies never;
  }
}
