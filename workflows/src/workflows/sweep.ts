import { isCancellation, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { LostRunActivities } from '../activities/run/run-activities.js';
import type { SweepActivities } from '../activities/sweep/sweep-activities.js';

const { listRepositories, sweepRepository, closeLostRuns } = proxyActivities<SweepActivities & LostRunActivities>({
  startToCloseTimeout: '2 minutes',
  // the next sweep comes in a minute
  retry: { initialInterval: '1 second', maximumAttempts: 4 },
});

/** Finds what no webhook told, and runs that lost their workflow. With WEBHOOKS=off it is the only source. */
export async function sweep(): Promise<string> {
  let requests = 0;
  let changes = 0;
  const failed: string[] = [];
  for (const repository of (await unlessItFails(listRepositories())) ?? []) {
    const found = await unlessItFails(sweepRepository(repository));
    if (found === undefined) failed.push(repository);
    requests += found?.requests ?? 0;
    changes += found?.changes ?? 0;
  }
  const lost = await closeLostRuns();
  const summary = `${requests} request(s), ${changes} pull request(s), ${lost.length} lost run(s)${
    failed.length === 0 ? '' : `; not swept: ${failed.slice(0, 10).join(', ')}`
  }`;
  setCurrentDetails(summary);
  return summary;
}

/** One repository that cannot be read must keep neither the others back nor the lost runs; its failure is in the history. */
async function unlessItFails<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return undefined;
  }
}
