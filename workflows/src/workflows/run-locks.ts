import { sleep } from '@temporalio/workflow';
import type { RunPlan } from '../activities/run/run-plan.js';
import { locks } from './run-activities.js';
import type { RunEnd } from './run-phases.js';
import type { RunProgress } from './run-progress.js';

const firstWaitMs = 1_000;
const longestWaitMs = 15_000;

/** Takes the locks of every server of the run, or says who holds them and waits; gives up after the policy's time. */
export async function waitForLocks(
  plan: RunPlan,
  workflowId: string,
  progress: RunProgress,
): Promise<RunEnd | undefined> {
  let waitMs = firstWaitMs;
  for (let waitedMs = 0; ; waitedMs += waitMs) {
    const answer = await locks.acquireLocks(plan.runId, workflowId, plan.servers);
    if (answer.kind === 'acquired') return undefined;
    if (waitedMs >= plan.lockWaitMs) {
      return {
        kind: 'failed',
        touched: [],
        trouble: answer.by.map((lock) => ({
          server: lock.server,
          step: 'lock',
          because: {
            en: `${lock.server} is still held by ${lock.holder}: ${lock.reason}`,
            fr: `${lock.server} est toujours pris par ${lock.holder} : ${lock.reason}`,
          },
        })),
      };
    }
    await progress.publish('waiting-for-lock', answer.by);
    await sleep(waitMs);
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  }
}
