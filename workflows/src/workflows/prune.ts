import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { PruneActivities } from '../activities/prune/prune-activities.js';

const { pruneOutputs } = proxyActivities<PruneActivities>({
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '1 minute',
  // the next one comes tomorrow
  retry: { initialInterval: '10 seconds', maximumAttempts: 5 },
});

/** Forgets, once a day, what is not kept for ever. */
export async function prune(): Promise<string> {
  const executions = await pruneOutputs();
  const summary = `the output of ${executions} execution(s) is no longer kept`;
  setCurrentDetails(summary);
  return summary;
}
