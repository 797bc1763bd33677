import { configDrift } from '@chatops-commander/engine/approval/config-drift';
import { fileDigest } from '@chatops-commander/engine/records/accepted-files';
import type { Records } from '@chatops-commander/engine/records/records';
import { inlineCode } from '@chatops-commander/engine/report/markdown';
import type { RepositoryClient } from '../../github/repository-client.js';
import { inventoryPath, policyPath } from '../config-in-force.js';

export type DriftClient = Pick<RepositoryClient, 'contents' | 'comments' | 'botLogin'>;
export type DriftRecords = Pick<Records, 'acceptedFiles' | 'audit' | 'claims'>;

/** Two sweeps at once both find no issue; whoever dies in between leaves it to another after so long. */
const claimMs = 10 * 60_000;

/**
 * Reports what two sweeps saw: an approved merge, too, lies on the branch a moment before it is in force.
 *
 * @returns what reports the drift of one repository.
 */
export function createDriftReport(records: DriftRecords) {
  const seen = new Set<string>();
  return async (repository: string, client: DriftClient): Promise<void> =>
    await reportDrift(repository, client, records, (version) => {
      const before = seen.has(version);
      seen.add(version);
      return before;
    });
}

/**
 * A policy or inventory that came by a direct push has no effect; an issue says so, once per version, since whoever
 * pushed it believes otherwise.
 */
async function reportDrift(
  repository: string,
  client: DriftClient,
  records: DriftRecords,
  seenBefore: (version: string) => boolean,
): Promise<void> {
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
    if (drift.kind === 'none' || !seenBefore(`${repository}:${kind}:${branch ?? 'removed'}`)) continue;
    const title = `${path} on the default branch is not in force`;
    const marker = `<!-- chatops:drift:${kind}:${branch ?? 'removed'} -->`;
    const told = await client.comments.hasIssueBy(client.botLogin, marker);
    if (!told) {
      if (!(await records.claims.claim(`drift:${repository}:${marker}`, claimMs))) continue;
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
