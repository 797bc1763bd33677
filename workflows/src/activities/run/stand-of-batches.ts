import type { Progress } from '@chatops-commander/engine/report/render-progress';
import type { Runbook } from '@chatops-commander/schemas';
import { batchesOf } from './make-run-plan.js';
import type { RunProgress } from './run-activities.js';

/** Batch by batch: what is behind, what is at work, what is still to come. */
export function standOfBatches(
  runbook: Runbook,
  { batch, trouble }: Pick<RunProgress, 'batch' | 'trouble'>,
): Progress['batches'] {
  const troubled = new Set(trouble.map(({ server }) => server));
  return batchesOf(runbook).map((servers, index) => ({
    servers,
    stands: index + 1 < batch ? 'done' : index + 1 === batch ? 'now' : 'next',
    troubled: servers.filter((server) => troubled.has(server)).length,
  }));
}
