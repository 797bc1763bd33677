import type { Localized } from '@chatops-commander/engine/actions/action';
import type { ReadRequest } from './read-request.js';
import type { StoredRequest } from './request-store.js';

/**
 * Why these words are not acted upon, or undefined when they stand as their author wrote them. Whoever may write to a
 * repository may edit the words of others, and GitHub goes on naming the first author.
 *
 * @param stored what an earlier round read, whose digest counts from then on.
 */
export function whyNotActedUpon(
  request: Pick<ReadRequest, 'wordsDigest' | 'askedAt'> & { readonly edited: boolean },
  stored: Pick<StoredRequest, 'wordsDigest'> | undefined,
  now: number,
): Localized | undefined {
  const changed = stored === undefined ? request.edited : stored.wordsDigest !== request.wordsDigest;
  if (changed) return editedWords;
  const isOld = request.askedAt !== undefined && now - Date.parse(request.askedAt) > mostRecentMs;
  return stored === undefined && isOld ? oldWords : undefined;
}

/** What was asked so long ago may not be wanted any more: while I was away, somebody may have done it. */
const mostRecentMs = 60 * 60_000;
const oldWords: Localized = {
  en: 'I read this only now, more than an hour after it was written, and much may have changed. Is it still wanted? Then write it again as a new comment.',
  fr: "Je ne lis ceci que maintenant, plus d'une heure après qu'il a été écrit, et beaucoup a pu changer. Est-ce encore voulu ? Alors écrivez-le à nouveau dans un nouveau commentaire.",
};

const editedWords: Localized = {
  en: 'This was edited after it was written, maybe by somebody else. Write it again as a new comment.',
  fr: "Ceci a été modifié après avoir été écrit, peut-être par quelqu'un d'autre. Écrivez-le à nouveau dans un nouveau commentaire.",
};
