import type { Localized } from '@chatops-commander/engine/actions/action';
import type { ReadRequest } from './read-request.js';
import type { StoredRequest } from './request-store.js';

/**
 * Why these words are not acted upon, or undefined when they stand as their author wrote them. Whoever may write to a
 * repository may edit the comments of others, and GitHub goes on naming the first author.
 *
 * @param stored what an earlier round read, whose digest counts from then on.
 */
export function wordsEdited(
  request: Pick<ReadRequest, 'edited' | 'wordsDigest'>,
  stored: Pick<StoredRequest, 'wordsDigest'> | undefined,
): Localized | undefined {
  const changed = stored === undefined ? request.edited : stored.wordsDigest !== request.wordsDigest;
  return changed ? editedWords : undefined;
}

const editedWords: Localized = {
  en: 'This comment was edited after it was written, and I cannot tell by whom. Write it again as a new comment.',
  fr: 'Ce commentaire a été modifié après avoir été écrit, et je ne peux pas savoir par qui. Écrivez-le à nouveau dans un nouveau commentaire.',
};
