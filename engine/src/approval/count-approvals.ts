import type { Policy } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import type { Approver } from './approver.js';
import type { ChangeFacts, Role } from './change-facts.js';
import { type ChangeMakers, changeMakers, type MakerFacts } from './change-makers.js';
import { lateApprovals, latestReviews } from './latest-reviews.js';
import { foldLogin, isMachineLogin } from './logins.js';
import { missingApprovals } from './missing-approvals.js';
import { owns } from './owner-groups.js';
import type { RequiredApprovals } from './required-approvals.js';
import { hasRole } from './roles.js';

export type ApprovalFacts = MakerFacts & Pick<ChangeFacts, 'head' | 'reviews' | 'merge' | 'draft'>;

export interface ApprovalCount {
  readonly approvers: readonly Approver[];
  /** What stands between this head and its run, each a phrase that completes "still missing: …". Empty: approved. */
  readonly missing: readonly Localized[];
  /** One more approval is all that is missing: an eligible person's merge would be enough. */
  readonly oneApprovalShort: boolean;
  /** Approvals seen and not counted, with the reason, as a phrase whose subject is the person. */
  readonly rejected: readonly { readonly login: string; readonly because: Localized }[];
}

/**
 * Counts what approves exactly this head: one approval per eligible person, by review or by merging. Whoever cannot
 * be named, whose role cannot be read, or whose review cannot be placed in time does not count. An owner of servers
 * that are altered answers for these, whatever role they have.
 */
export function countApprovals(facts: ApprovalFacts, required: RequiredApprovals, policy: Policy): ApprovalCount {
  const makers = changeMakers(facts);
  const approvers = new Map<string, Approver>();
  const rejected = new Map<string, { login: string; because: Localized }>();
  const objectors: string[] = [];
  const consider = (candidate: Candidate, by: Pick<Approver, 'by' | 'review'>): void => {
    const key = foldLogin(candidate.login);
    const servers = serversOwnedBy(candidate, required);
    const because =
      whyNotAtAll(candidate, required, makers) ??
      (hasRole(candidate.role, required.role) || servers.length > 0 ? undefined : LACKS_ROLE[required.role]);
    if (because !== undefined) rejected.set(key, { login: candidate.login, because });
    else if (!approvers.has(key)) approvers.set(key, approverOf(candidate, by, servers));
  };

  for (const late of lateApprovals(facts.reviews, facts.merge?.mergedAt))
    rejected.set(foldLogin(late.login), { login: late.login, because: TOO_LATE });
  for (const review of latestReviews(facts.reviews, facts.merge?.mergedAt)) {
    if (review.state === 'approved' && review.commit !== facts.head)
      rejected.set(foldLogin(review.login), { login: review.login, because: approvedEarlierVersion(review.commit) });
    else if (review.state === 'approved') consider(review, { by: 'review', review: review.id });
    else if (review.state === 'changes_requested' && mayObject(review, required)) objectors.push(review.login);
  }
  if (facts.merge !== undefined && !isBot(facts.merge.mergedBy)) consider(facts.merge.mergedBy, { by: 'merge' });

  const counted = [...approvers.values()];
  const missing = missingApprovals({ approvers: counted, required, policy, makers, objectors, draft: facts.draft });
  return {
    approvers: counted,
    missing: missing.phrases,
    oneApprovalShort: missing.oneApprovalShort,
    rejected: [...rejected.values()].filter((each) => !approvers.has(foldLogin(each.login))),
  };
}

interface Candidate {
  readonly login: string;
  readonly role: Role | undefined;
  readonly teams?: readonly string[];
  readonly isBot: boolean;
}

function approverOf(
  { login, role }: Candidate,
  by: Pick<Approver, 'by' | 'review'>,
  servers: readonly string[],
): Approver {
  return { login, role, ...by, ...(servers.length === 0 ? {} : { asOwnerOf: servers }) };
}

function whyNotAtAll(candidate: Candidate, required: RequiredApprovals, makers: ChangeMakers): Localized | undefined {
  if (isBot(candidate)) return { en: 'is a bot', fr: 'est un robot' };
  if (required.requesterMayApprove) return undefined;
  const login = foldLogin(candidate.login);
  if (makers.requesters.has(login)) return { en: 'asked for this change', fr: 'a demandé ce changement' };
  if (makers.writers.has(login)) return { en: 'wrote a commit in it', fr: 'a écrit un de ses commits' };
  return undefined;
}

function serversOwnedBy(candidate: Candidate, required: RequiredApprovals): readonly string[] {
  return required.owners.filter((group) => owns(candidate, group)).flatMap((group) => group.servers);
}

/** Anyone who could approve may object, the requester included: a no needs no second person. */
function mayObject(review: Candidate, required: RequiredApprovals): boolean {
  return !isBot(review) && (hasRole(review.role, required.role) || serversOwnedBy(review, required).length > 0);
}

function isBot(candidate: Pick<Candidate, 'login' | 'isBot'>): boolean {
  return candidate.isBot || isMachineLogin(candidate.login);
}

const LACKS_ROLE: Readonly<Record<Role, Localized>> = {
  viewer: { en: 'has no role in the policy in force', fr: "n'a aucun rôle dans la politique en vigueur" },
  operator: { en: 'is not an operator in the policy in force', fr: "n'est pas opérateur dans la politique en vigueur" },
  admin: { en: 'is not an admin in the policy in force', fr: "n'est pas administrateur dans la politique en vigueur" },
};
const TOO_LATE: Localized = { en: 'approved after the merge', fr: 'a approuvé après la fusion' };

function approvedEarlierVersion(commit: string): Localized {
  const short = commit.slice(0, 7);
  return { en: `approved an earlier version (${short})`, fr: `a approuvé une version antérieure (${short})` };
}
