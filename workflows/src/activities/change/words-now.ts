import type { RequestRow } from '@chatops-commander/engine/records/requests';
import type { RequestInput, RequestSource } from '../../contract.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import { wordsDigestNow } from '../request/read-request.js';

/** How the words that were asked stand to those that were read then. An edit changes nothing that runs, and is shown. */
export type WordsNow = 'as-asked' | 'edited' | 'gone';

export async function readWordsNow(
  origin: Pick<RequestRow, 'id' | 'repository' | 'issue' | 'comment' | 'digest'>,
  client: RepositoryClient,
): Promise<WordsNow> {
  const input: RequestInput = { repository: origin.repository, issue: origin.issue, source: sourceOf(origin) };
  const digest = await wordsDigestNow(input, client);
  if (digest === undefined) return 'gone';
  return digest === origin.digest ? 'as-asked' : 'edited';
}

/** A request's id ends in where it was written: `…:review:7`. */
function sourceOf({ id, comment }: Pick<RequestRow, 'id' | 'comment'>): RequestSource {
  if (comment !== null) return { kind: 'comment', id: comment };
  const review = /:review:(\d+)$/.exec(id)?.[1];
  return review === undefined ? { kind: 'issue' } : { kind: 'review', id: Number(review) };
}
