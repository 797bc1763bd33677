import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import { signalNames } from '../contract.js';
import { locks } from './run-activities.js';
import { type Course, endOf, type RunEnd } from './run-course.js';

const serverFreed = defineSignal(signalNames.serverFreed);
const firstWaitMs = 1_000;
/** A wait of a day stays far below the 51,200 events that a history may hold. */
const longestWaitMs = 60_000;

/** Takes the locks of every server of the run, or says who holds them and waits; gives up after the policy's time. */
export async function waitForLocks(course: Course, workflowId: string): Promise<RunEnd | undefined> {
  const { plan, progress } = course;
  let freed = false;
  setHandler(serverFreed, () => {
    freed = true;
  });
  let waitMs = firstWaitMs;
  let waitedMs = 0;
  let told = '';
  for (;;) {
    const answer = await locks.acquireLocks(plan.runId, workflowId, plan.servers);
    if (answer.kind === 'acquired') return undefined;
    if (waitedMs >= plan.lockWaitMs) {
      progress.add(
        answer.by.map((lock) => ({
          server: lock.server,
          step: 'lock',
          because: {
            en: `${lock.server} is still held by ${lock.holder}: ${lock.reason}`,
            fr: `${lock.server} est toujours pris par ${lock.holder} : ${lock.reason}`,
          },
        })),
      );
      return endOf(course, 'failed');
    }
    const holders = JSON.stringify(answer.by);
    if (holders !== told) progress.publishMeanwhile('waiting-for-lock', { lockedBy: answer.by });
    told = holders;
    // the queue gives a freed server to the next; who is not it goes on waiting
    const asked = Date.now();
    await condition(() => freed, waitMs);
    freed = false;
    waitedMs += Date.now() - asked;
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  }
}
