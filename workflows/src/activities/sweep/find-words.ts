import { isAddressed } from '@chatops-commander/engine/request/parse-command';
import type { RequestInput } from '../../contract.js';
import type { Review } from '../../github/pulls.js';
import type { UpdatedComment, UpdatedIssue } from '../../github/updates.js';

export interface UpdatedWords {
  readonly issues: readonly UpdatedIssue[];
  readonly comments: readonly UpdatedComment[];
  /** Of each pull request that something happened to. */
  readonly reviews: readonly { readonly pull: number; readonly reviews: readonly Review[] }[];
}

/**
 * Words to us among what changed, written since `oldest` (milliseconds): comments, issues' bodies and reviews' bodies.
 * Edited ones are among them: whether words count is decided where they are read, and said there.
 */
export function findWords(repository: string, updated: UpdatedWords, oldest: number): readonly RequestInput[] {
  const isNew = (createdAt: string) => oldest <= Date.parse(createdAt);
  return [
    ...updated.comments
      .filter((one) => one.addressed && !one.isBot && isNew(one.createdAt))
      .map((one) => ({ repository, issue: one.issue, source: { kind: 'comment', id: one.id } }) as const),
    ...updated.issues
      .filter((one) => one.addressed && !one.isPullRequest && isNew(one.createdAt))
      .map((one) => ({ repository, issue: one.number, source: { kind: 'issue' } }) as const),
    ...updated.reviews.flatMap(({ pull, reviews }) =>
      reviews
        .filter((one) => isAddressed(one.body) && !one.isBot && isNew(one.submittedAt))
        .map((one) => ({ repository, issue: pull, source: { kind: 'review', id: one.id } }) as const),
    ),
  ];
}
