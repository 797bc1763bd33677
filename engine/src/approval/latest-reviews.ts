import type { ReviewFact } from './change-facts.js';
import { foldLogin } from './logins.js';

/**
 * Each person's last word: the latest review that is not a mere comment, whatever commit it was made on. An approval
 * given after the merge is left out, since a merge is judged by what stood at that moment; an objection never is.
 */
export function latestReviews(reviews: readonly ReviewFact[], mergedAt: string | undefined): readonly ReviewFact[] {
  const counting = reviews.filter(
    (review) => review.state !== 'commented' && !(review.state === 'approved' && isAfter(review.submittedAt, mergedAt)),
  );
  const ordered = [...counting].sort((left, right) => time(left) - time(right) || left.id - right.id);
  return [...new Map(ordered.map((review) => [foldLogin(review.login), review])).values()];
}

/** Approvals that came too late to count, for the people who gave no other. */
export function lateApprovals(reviews: readonly ReviewFact[], mergedAt: string | undefined): readonly ReviewFact[] {
  return reviews.filter((review) => review.state === 'approved' && isAfter(review.submittedAt, mergedAt));
}

/** An unreadable time is no time: it can neither be shown to lie before the merge nor be ordered. */
function isAfter(submittedAt: string, mergedAt: string | undefined): boolean {
  if (Number.isNaN(Date.parse(submittedAt))) return true;
  return mergedAt !== undefined && !(Date.parse(submittedAt) <= Date.parse(mergedAt));
}

function time(review: ReviewFact): number {
  const at = Date.parse(review.submittedAt);
  return Number.isNaN(at) ? Number.MAX_SAFE_INTEGER : at;
}
