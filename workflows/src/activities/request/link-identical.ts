import type { RepositoryClient } from '../../github/repository-client.js';
import { findIdentical } from './find-identical.js';
import type { RequestStore, StoredRequest } from './request-store.js';
import { sayIdentical } from './say-proposed.js';

/** Answers with the open pull request that would do just the same, where there is one; undefined where there is none. */
export async function linkIdentical(
  request: StoredRequest,
  store: Pick<RequestStore, 'proposed' | 'save'>,
  client: Pick<RepositoryClient, 'pulls' | 'contents'>,
  publish: (markdown: string) => Promise<void>,
): Promise<{ pull: number; url: string } | undefined> {
  const identical = await findIdentical(request, store, client);
  if (identical === undefined) return undefined;
  await store.save({ ...request, outcome: 'linked' });
  await publish(sayIdentical(request, identical));
  return { pull: identical.pull, url: identical.url };
}
