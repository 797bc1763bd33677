import { configDrift } from '@chatops-commander/engine/approval/config-drift';
import { fileDigest } from '@chatops-commander/engine/records/accepted-files';
import type { Records } from '@chatops-commander/engine/records/records';
import { inlineCode } from '@chatops-commander/engine/report/markdown';
import type { ChangeInput, RequestInput } from '../../contract.js';
import type { GitHubClients, RepositoryClient } from '../../github/repository-client.js';
import type { UpdatedComment } from '../../github/updates.js';
import { inventoryPath, policyPath } from '../config-in-force.js';
import type { SweepActivities } from './sweep-activities.js';

export interface SweepDeps {
  readonly github: GitHubClients;
  readonly records: Pick<Records, 'installations' | 'watermarks' | 'acceptedFiles' | 'audit'>;
  /** @returns false when a workflow for these words was started before. */
  startRequest(input: RequestInput): Promise<boolean>;
  nudgeChange(input: ChangeInput): Promise<void>;
}

/** GitHub's times are whole seconds, and its lists lag behind its writes: each sweep looks back over the end of the last. */
const overlapMs = 60_000;

export function createSweepActivities(deps: SweepDeps): SweepActivities {
  return {
    async listRepositories() {
      const repositories = await deps.github.repositories();
      for (const repository of repositories) await deps.records.installations.rememberInstallation(repository);
      return repositories.map((one) => one.repository);
    },

    async sweepRepository(repository) {
      const client = await deps.github.of(repository);
      const installation = await deps.records.installations.find(repository);
      const watermark = (await deps.records.watermarks.get(repository)) ?? installation?.installedAt;
      if (watermark === undefined) return { requests: 0, changes: 0 };
      const startedAt = new Date().toISOString();
      const since = new Date(Date.parse(watermark) - overlapMs).toISOString();
      const [issues, comments, open] = await Promise.all([
        client.updates.issuesSince(since),
        client.updates.commentsSince(since),
        client.updates.openPulls(),
      ]);
      const isNew = (one: { readonly createdAt: string }) =>
        Math.max(Date.parse(since), Date.parse(installation?.installedAt ?? since)) <= Date.parse(one.createdAt);
      const requests: RequestInput[] = [
        ...comments
          .filter((one) => !one.isBot && isNew(one) && isAsWritten(one))
          .map((one) => ({ repository, issue: one.issue, source: { kind: 'comment', id: one.id } }) as const),
        ...issues
          .filter((one) => !one.isPullRequest && isNew(one))
          .map((one) => ({ repository, issue: one.number, source: { kind: 'issue' } }) as const),
      ];
      const pulls = new Set([...open, ...issues.filter((one) => one.isPullRequest).map((one) => one.number)]);
      let started = 0;
      for (const request of requests) started += (await deps.startRequest(request)) ? 1 : 0;
      for (const pull of pulls) await deps.nudgeChange({ repository, pull });
      await reportDrift(repository, client, deps.records);
      await deps.records.watermarks.set(repository, startedAt);
      return { requests: started, changes: pulls.size };
    },
  };
}

/** Maintainers may edit the words of others, and GitHub goes on naming the first author: edited words ask for nothing. */
const isAsWritten = (comment: UpdatedComment): boolean => comment.createdAt === comment.updatedAt;

/**
 * A policy or inventory that came by a direct push has no effect; an issue says so, once per version, since whoever
 * pushed it believes otherwise.
 */
async function reportDrift(repository: string, client: RepositoryClient, records: SweepDeps['records']): Promise<void> {
  const { head } = await client.contents.defaultHead();
  for (const [kind, path] of [
    ['policy', policyPath],
    ['inventory', inventoryPath],
  ] as const) {
    const [accepted, blob] = await Promise.all([
      records.acceptedFiles.inForce(repository, kind),
      client.contents.blobAt(head, path),
    ]);
    if (accepted === undefined || blob === accepted.blob) continue;
    const branch = blob === undefined ? undefined : fileDigest((await client.contents.readBlob(blob)).toString('utf8'));
    const drift = configDrift(accepted.digest, branch);
    if (drift.kind === 'none') continue;
    const title = `${path} on the default branch is not in force`;
    const marker = `<!-- chatops:drift:${kind}:${branch ?? 'removed'} -->`;
    if (!(await client.comments.hasIssueBy(client.botLogin, marker))) {
      await client.comments.openIssue(title, `${marker}\n${sayDrift(path, accepted.digest)}`);
    }
    await records.audit.append({
      actor: 'chatops',
      kind: 'config.not-in-force',
      subject: repository,
      data: { path, inForce: accepted.digest, branch: branch ?? null },
      key: `config.not-in-force:${repository}:${kind}:${branch ?? 'removed'}`,
    });
  }
}

function sayDrift(path: string, digest: string): string {
  const file = inlineCode(path);
  const version = inlineCode(digest.slice(0, 12));
  return [
    `${file} was changed without the approval of an admin, so the change has no effect: version ${version} stays in force. To bring it into force, revert the push and open a pull request with the change; it counts once an admin who did not write it has approved it and it is merged.`,
    `${file} a été modifié sans l'approbation d'un administrateur : la modification est sans effet et la version ${version} reste en vigueur. Pour la faire entrer en vigueur, annulez le push et ouvrez une pull request ; elle comptera une fois approuvée par un administrateur qui ne l'a pas écrite, puis fusionnée.`,
  ].join('\n\n');
}
