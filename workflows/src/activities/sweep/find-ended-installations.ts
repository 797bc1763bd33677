import type { Audit } from '@chatops-commander/engine/records/audit';
import type { Installations } from '@chatops-commander/engine/records/installations';
import type { Watermarks } from '@chatops-commander/engine/records/watermarks';
import type { GitHubClients } from '../../github/repository-client.js';

export interface EndedInstallationDeps {
  readonly installations: Pick<Installations, 'all' | 'markEnded'>;
  readonly watermarks: Pick<Watermarks, 'forget'>;
  readonly github: Pick<GitHubClients, 'isInstalled'>;
  readonly audit: Pick<Audit, 'append'>;
  /** Ends every workflow of a repository: runs are cancelled, so that they look after their servers. */
  endWorkflows(repository: string): Promise<void>;
}

/**
 * Ends the workflows of repositories where the app was removed or suspended. One that the lists leave out for another
 * reason stays: GitHub is asked about each.
 */
export async function endGoneInstallations(
  installed: readonly string[],
  { installations, watermarks, github, audit, endWorkflows }: EndedInstallationDeps,
): Promise<readonly string[]> {
  const listed = new Set(installed.map((repository) => repository.toLowerCase()));
  const ended: string[] = [];
  for (const { repository, endedAt, installationId } of await installations.all()) {
    if (endedAt !== null || listed.has(repository.toLowerCase())) continue;
    if (await github.isInstalled(repository)) continue;
    await endWorkflows(repository);
    await audit.append({
      actor: 'chatops',
      kind: 'installation.ended',
      subject: repository,
      data: { installationId, because: 'the app was removed or suspended there' },
    });
    // once it is installed again, what is open there is looked at as if for the first time
    await watermarks.forget(repository);
    await installations.markEnded(repository);
    ended.push(repository);
  }
  return ended;
}
