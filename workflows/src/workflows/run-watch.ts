import { CancellationScope } from '@temporalio/workflow';
import type { RunPlan, WatchFigures } from '../activities/run/run-plan.js';
import { watching } from './run-activities.js';

/** Something is looked at again and again while the run goes on. */
export interface Watch {
  /** Stops looking. What was seen; undefined when nothing is watched, or nobody can tell. */
  end(): Promise<WatchFigures | undefined>;
}

export const notWatching = (soFar: WatchFigures | undefined): Watch => ({ end: async () => soFar });

/** Begins to watch what the runbook names, on from `soFar`. It never holds the run up, nor ends it. */
export function startWatching(plan: RunPlan, soFar: WatchFigures | undefined): Watch {
  if (!plan.watches) return notWatching(soFar);
  const scope = new CancellationScope({ cancellable: true });
  const seen = scope.run(() =>
    watching.watchRun.executeWithOptions({ summary: `watch ${plan.title}`.slice(0, 200) }, [plan.runId, soFar]),
  );
  const figures = seen.catch(() => soFar);
  return {
    async end() {
      scope.cancel();
      return await figures;
    },
  };
}
