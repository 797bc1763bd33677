import type { Records } from '@chatops-commander/engine/records/records';
import type { ChangeInput, RequestInput } from '../../contract.js';
import type { GitHubClients, RepositoryClient } from '../../github/repository-client.js';
import type { UpdatedComment, Updates } from '../../github/updates.js';
import { createDriftReport } from './report-drift.js';
import type { SweepActivities } from './sweep-activities.js';

export interface SweepDeps {
  readonly github: {
    of(repository: string): Promise<
      Pick<RepositoryClient, 'contents' | 'comments' | 'botLogin'> & {
        readonly updates: Updates;
      }
    >;
    repositories: GitHubClients['repositories'];
  };
  readonly records: Pick<Records, 'installations' | 'watermarks' | 'acceptedFiles' | 'audit'>;
  /** @returns false when a workflow for these words was started before. */
  startRequest(input: RequestInput): Promise<boolean>;
  nudgeChange(input: ChangeInput): Promise<void>;
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
      return known.filter((repository) => repository !== undefined);
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
      const isNew = (one: { readonly createdAt: string }) => oldest <= Date.parse(one.createdAt);
      const requests: RequestInput[] = [
        ...comments
          .filter((one) => !one.isBot && isNew(one) && isAsWritten(one))
          .map((one) => ({ repository, issue: one.issue, source: { kind: 'comment', id: one.id } }) as const),
        ...issues
          .filter((one) => !one.isPullRequest && isNew(one))
          .map((one) => ({ repository, issue: one.number, source: { kind: 'issue' } }) as const),
      ];
      // those that nothing happened to are looked at by their own workflows' timers
      const pulls = new Set([...open, ...issues.filter((one) => one.isPullRequest).map((one) => one.number)]);
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
      // what failed is found again by the next sweep, from the same moment on
      if (![...started, ...nudged].includes(undefined)) await watermarks.set(repository, startedAt);
      return { requests: started.filter((one) => one === true).length, changes: pulls.size };
    },
  };
}

/** Maintainers may edit the words of others, and GitHub goes on naming the first author: edited words ask for nothing. */
const isAsWritten = (comment: UpdatedComment): boolean => comment.createdAt === comment.updatedAt;
