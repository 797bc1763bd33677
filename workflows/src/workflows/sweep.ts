import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
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
  for (const repository of await listRepositories()) {
    const found = await sweepRepository(repository);
    requests += found.requests;
    changes += found.changes;
  }
  const lost = await closeLostRuns();
  const summary = `${requests} request(s), ${changes} pull request(s), ${lost.length} lost run(s)`;
  setCurrentDetails(summary);
  return summary;
}
