import type { Language } from '@chatops-commander/engine/actions/action';
import { requestId } from '../../contract.js';
import type { RequestStore, StoredRequest } from './request-store.js';
import type { Situation } from './situation.js';

/** Puts on record what a request became. */
export async function saveRequest(
  { input, request }: Situation,
  language: Language,
  store: Pick<RequestStore, 'save'>,
  result: Pick<StoredRequest, 'outcome' | 'plan' | 'proposals' | 'pull'>,
): Promise<void> {
  await store.save({
    id: requestId(input),
    repository: input.repository,
    issue: input.issue,
    comment: input.source.kind === 'comment' ? input.source.id : undefined,
    login: request.login,
    words: request.words,
    wordsDigest: request.wordsDigest,
    language,
    ...(request.askedAt === undefined ? {} : { askedAt: request.askedAt }),
    ...result,
  });
}
