import { sleep } from '@temporalio/workflow';

const leastPauseMs = 1_000;
const mostPauseMs = 15 * 60_000;

/**
 * Asks again while every change is stopped, for as long as that takes. The timer is the workflow's, since an activity
 * that waited would run out of its time; the longer it waited, the rarer it asks, so that the history stays short.
 */
export async function onceAllowed<T extends { readonly stopped?: true }>(ask: () => Promise<T>): Promise<T> {
  const since = Date.now();
  for (;;) {
    const answer = await ask();
    if (answer.stopped !== true) return answer;
    await sleep(Math.min(mostPauseMs, Math.max(leastPauseMs, (Date.now() - since) / 20)));
  }
}
