import type { Policy } from '@chatops-commander/schemas';
import { lintProblems, withRecords } from './change-contents.js';
import type { ChangeDecision, FileToRun } from './change-decision.js';
import type { ChangeFacts, ChangeFile } from './change-facts.js';
import { countApprovals } from './count-approvals.js';
import { circumstancesOf, requiredInEmergency } from './emergency.js';
import { frozenBecause, shortOfEmergency } from './frozen-because.js';
import { heldBecause } from './held.js';
import { refuse } from './refusals.js';
import { type RequiredApprovals, requiredApprovals } from './required-approvals.js';
import { hasRole } from './roles.js';
import { staleBecause, staleReasons } from './stale-reasons.js';

/**
 * What to do about a merged pull request that adds these runbooks to the default branch: run them only when what was
 * merged is byte for byte what enough people approved, it is recent, and it never ran.
 */
export function decideMerged(facts: ChangeFacts, changes: readonly ChangeFile[], policy: Policy): ChangeDecision {
  const { merge } = facts;
  if (merge === undefined || Number.isNaN(Date.parse(merge.mergedAt))) return refuse('unreadable');
  const problems = lintProblems(changes);
  if (problems.length > 0) return { kind: 'lint-failed', purpose: 'run', merged: true, files: problems };
  const paths = changes.filter((change) => merge.blobs[change.path] !== change.blob).map((change) => change.path);
  if (paths.length > 0) return { kind: 'changed-since-approval', paths, because: OTHER_BYTES };

  const required = requiredApprovals(changes, facts.fleet, policy);
  const count = countApprovals(facts, required, policy);
  if (count.missing.length > 0) return { kind: 'unapproved-merge', required, ...count };
  if (facts.judgedUnapproved === true)
    return { kind: 'unapproved-merge', required, ...count, missing: [JUDGED_BEFORE], oneApprovalShort: false };
  const held = heldBecause(facts);
  if (held !== undefined) return { kind: 'held', merged: true, because: held };
  const { freeze, emergency } = circumstancesOf(facts, changes, policy);
  if (freeze !== undefined) {
    const standing = { kind: 'held', merged: true, until: freeze.until } as const;
    if (emergency === undefined) return { ...standing, because: frozenBecause(freeze, policy, 'merged') };
    // judged again for the emergency alone: a merge that lacks its approval waits for the end of the freeze
    const short = countApprovals(facts, requiredInEmergency(required, policy), policy).missing;
    if (short.length > 0) return { ...standing, because: shortOfEmergency(freeze, short) };
  }

  const files = withRecords(changes, facts);
  const pending = files.filter((file) => file.recorded === undefined);
  const reasons = staleReasons(facts, { mergedAt: merge.mergedAt, files: pending }, policy);
  if (reasons.length > 0 && !pending.every((file) => isConfirmed(file, facts, required)))
    return { kind: 'ask-stale', reasons, because: staleBecause(reasons, policy), files: pending, role: required.role };
  return {
    kind: 'run',
    mergeCommit: merge.commit,
    files,
    approvers: count.approvers,
    ...(freeze && { freeze }),
    ...(emergency && { emergency }),
  };
}

function isConfirmed(file: FileToRun, facts: ChangeFacts, required: RequiredApprovals): boolean {
  return facts.confirmed.some((each) => each.blob === file.blob && hasRole(each.role, required.role));
}

const OTHER_BYTES = {
  en: 'what was merged is not what was approved: these files differ between the reviewed head and the merge commit',
  fr: "ce qui a été fusionné n'est pas ce qui a été approuvé : ces fichiers diffèrent entre la version relue et le commit de fusion",
};
const JUDGED_BEFORE = {
  en: 'this merge was judged when it was made, and it lacked approvals then; a role given to somebody later does not change that: propose it again',
  fr: "cette fusion a été jugée au moment où elle a été faite, et il lui manquait alors des approbations ; un rôle attribué plus tard n'y change rien : proposez-la à nouveau",
};
