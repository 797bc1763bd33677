import { canonicalJson } from '@chatops-commander/engine/records/canonical-json';
import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';
import { serializeRunbook } from '@chatops-commander/engine/runbook/serialize-runbook';
import type { RepositoryClient } from '../../github/repository-client.js';
import type { RequestStore, StoredRequest } from './request-store.js';

/** A pull request that is open and would do exactly the same. */
export interface IdenticalPull {
  readonly pull: number;
  readonly url: string;
  readonly path: string;
  /** Who asked for it. */
  readonly login: string;
}

/**
 * The open pull request of another request whose runbook does the same, step by step, and still stands as we wrote it:
 * one that somebody edited since is another change.
 */
export async function findIdentical(
  request: StoredRequest,
  store: Pick<RequestStore, 'proposed'>,
  client: {
    readonly pulls: Pick<RepositoryClient['pulls'], 'pull'>;
    readonly contents: Pick<RepositoryClient['contents'], 'blobAt'>;
  },
): Promise<IdenticalPull | undefined> {
  if (request.plan === undefined || request.pull !== undefined) return undefined;
  const wanted = canonicalJson(request.plan.runbook.spec);
  for (const other of await store.proposed(request.repository)) {
    const { plan, pull: number, runbookPath } = other;
    if (other.id === request.id || plan === undefined || number === undefined || runbookPath === undefined) continue;
    if (canonicalJson(plan.runbook.spec) !== wanted) continue;
    const pull = await client.pulls.pull(number);
    if (pull.state !== 'open') continue;
    const written = gitBlobId(Buffer.from(serializeRunbook(plan.runbook)));
    if ((await client.contents.blobAt(pull.head, runbookPath)) !== written) continue;
    return { pull: number, url: pull.url, path: runbookPath, login: other.login };
  }
  return undefined;
}
