import type { RecentEvent } from '@chatops-commander/engine/planner/planner';
import type { Runs } from '@chatops-commander/engine/records/runs';

/** Enough to know what was done to a server lately; a planner takes those that concern what is named. */
const mostRuns = 30;

/** The last runs of a repository, newest first, as a planner may know them. */
export const createRecentRuns =
  (runs: Pick<Runs, 'list'>) =>
  async (repository: string): Promise<readonly RecentEvent[]> =>
    (await runs.list({ limit: mostRuns, repository })).map(({ title, state, finishedAt, registeredAt, servers }) => ({
      kind: 'run',
      title,
      state,
      at: finishedAt ?? registeredAt,
      servers,
    }));
