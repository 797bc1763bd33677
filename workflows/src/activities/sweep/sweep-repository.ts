import type { Records } from '@chatops-commander/engine/records/records';
import type { ChangeInput, RequestInput } from '../../contract.js';
import type { GitHubClients, RepositoryClient } from '../../github/repository-client.js';
import type { Updates } from '../../github/updates.js';
import { endGoneInstallations } from './find-ended-installations.js';
import { findWords } from './find-words.js';
import { postEmergencyRuns } from './post-emergency-runs.js';
import { createDriftReport } from './report-drift.js';
import type { SweepActivities } from './sweep-activities.js';

export interface SweepDeps {
  readonly github: {
    of(repository: string): Promise<
      Pick<RepositoryClient, 'contents' | 'comments' | 'botLogin'> & {
        readonly updates: Updates;
        readonly pulls: Pick<RepositoryClient['pulls'], 'reviews'>;
      }
    >;
    repositories: GitHubClients['repositories'];
    isInstalled: GitHubClients['isInstalled'];
  };
  readonly records: Pick<
    Records,
    'installations' | 'watermarks' | 'acceptedFiles' | 'audit' | 'claims' | 'emergencyRuns' | 'runs'
  >;
  /** @returns false when a workflow for these words was started before. */
  startRequest(input: RequestInput): Promise<boolean>;
  nudgeChange(input: ChangeInput): Promise<void>;
  /** Ends every workflow of a repository: runs are cancelled, so that they look after their servers. */
  endWorkflows(repository: string): Promise<void>;
  warn(message: string): void;
}

/** GitHub's times are whole seconds, and its lists lag behind its writes: each sweep looks back over the end of the last. */
const overlapMs = 60_000;
/** Words that nobody answered for a day are not acted upon out of the blue. */
const oldestRequestMs = 24 * 60 * 60_000;

export function createSweepActivities(deps: SweepDeps): SweepActivities {
  const { installations, watermarks } = deps.records;
  const reportDrift = createDriftReport(deps.records);
  /** One that fails must not keep the others back. @returns undefined when it failed. */
  async function attempt<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      deps.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
  const nudge = (repository: string, pull: number) =>
    attempt(`pull request ${repository}#${pull} could not be looked at`, async () => {
      await deps.nudgeChange({ repository, pull });
      return true;
    });

  return {
    async listRepositories() {
      const repositories = await deps.github.repositories();
      const known = await Promise.all(
        repositories.map((one) =>
          attempt(`${one.repository} could not be noted`, async () => {
            await installations.rememberInstallation(one);
            return one.repository;
          }),
        ),
      );
      const installed = known.filter((repository) => repository !== undefined);
      await attempt('installations that ended could not be looked for', () =>
        endGoneInstallations(
          repositories.map((one) => one.repository),
          {
            installations,
            watermarks,
            github: deps.github,
            audit: deps.records.audit,
            endWorkflows: deps.endWorkflows,
          },
        ),
      );
      return installed;
    },

    async sweepRepository(repository) {
      const client = await deps.github.of(repository);
      const startedAt = new Date().toISOString();
      const watermark = await watermarks.get(repository);
      // seen for the first time: nobody waits any more for an answer to the past, and what is open is looked at once
      const since = new Date(Date.parse(watermark ?? startedAt) - overlapMs).toISOString();
      const [issues, comments, open] = await Promise.all([
        client.updates.issuesSince(since),
        client.updates.commentsSince(since),
        watermark === undefined ? client.updates.openPulls() : [],
      ]);
      const installedAt = (await installations.find(repository))?.installedAt ?? since;
      const oldest = Math.max(Date.parse(since), Date.parse(installedAt), Date.parse(startedAt) - oldestRequestMs);
      // those that nothing happened to are looked at by their own workflows' timers
      const updated = issues.filter((one) => one.isPullRequest).map((one) => one.number);
      const pulls = new Set([...open, ...updated]);
      const reviews = await Promise.all(
        updated.map(async (pull) => ({ pull, reviews: await client.pulls.reviews(pull) })),
      );
      const requests = findWords(repository, { issues, comments, reviews }, oldest);
      const started: (boolean | undefined)[] = [];
      for (const request of requests)
        started.push(
          await attempt(`a request on ${repository}#${request.issue} could not be started`, () =>
            deps.startRequest(request),
          ),
        );
      const nudged: (boolean | undefined)[] = [];
      for (const pull of pulls) nudged.push(await nudge(repository, pull));
      await attempt(`what is in force for ${repository} could not be compared with its branch`, () =>
        reportDrift(repository, client),
      );
      await attempt(`emergency runs of ${repository} could not be told`, () =>
        postEmergencyRuns(repository, client, deps.records),
      );
      // what failed is found again by the next sweep, from the same moment on
      if (![...started, ...nudged].includes(undefined)) await watermarks.set(repository, startedAt);
      return { requests: started.filter((one) => one === true).length, changes: pulls.size };
    },
  };
}
