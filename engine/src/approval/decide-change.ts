import type { Policy } from '@chatops-commander/schemas';
import { contentsOf, lintProblems, withRecords } from './change-contents.js';
import type { ChangeDecision } from './change-decision.js';
import type { ChangeFacts, ChangeFile } from './change-facts.js';
import { countApprovals } from './count-approvals.js';
import { decideConfig } from './decide-config.js';
import { decideMerged } from './decide-merged.js';
import { closesAfter, isReminderDue, isTooOld } from './due-notices.js';
import { circumstancesOf, requiredInEmergency } from './emergency.js';
import { frozenBecause } from './frozen-because.js';
import { heldBecause } from './held.js';
import { refuse } from './refusals.js';
import { requiredApprovals } from './required-approvals.js';
import { touchedFiles } from './touched-files.js';

/**
 * What to do about a pull request, from what GitHub and the records say of it at this moment, under the policy in
 * force. The first rule that applies decides; whatever cannot be read leads away from a run.
 */
export function decideChange(facts: ChangeFacts, policy: Policy): ChangeDecision {
  const decision = decide(facts, policy);
  // Old merges turn up when somebody comments on them; telling their readers what was wrong with them helps nobody.
  const silent = mergedBeforeInstallation(facts) && ABOUT_A_PAST_MERGE.has(decision.kind);
  return silent ? { kind: 'ignore', reason: 'merged-before-installation' } : decision;
}

const ABOUT_A_PAST_MERGE: ReadonlySet<ChangeDecision['kind']> = new Set([
  'refuse',
  'lint-failed',
  'unapproved-merge',
  'changed-since-approval',
  'accept-config',
  'reject-config',
]);

function decide(facts: ChangeFacts, policy: Policy): ChangeDecision {
  const { added, config, touchesChanges, touchesLibrary } = touchedFiles(facts.files);
  if (!touchesChanges && config.length === 0)
    return touchesLibrary && facts.state === 'open'
      ? { kind: 'library', files: facts.unreadableLibrary ?? [] }
      : { kind: 'ignore', reason: 'nothing-of-ours' };
  if (facts.state === 'closed') return { kind: 'closed' };
  const files = withRecords(added, facts);
  if (facts.state === 'merged' && files.length > 0 && files.every((file) => file.recorded !== undefined))
    return { kind: 'already-ran', files };
  if (facts.fromFork) return refuse('fork');
  if (facts.base !== facts.defaultBranch) return refuse('other-base');
  if (touchesChanges && config.length > 0) return refuse('changes-and-config');
  if (config.length > 0) return decideConfig(facts, config, policy);
  if (added.length === 0) return { kind: 'ignore', reason: 'adds-no-runbook' };

  const changes = contentsOf(added, facts);
  if (changes === undefined) return refuse('unreadable');
  if (new Set(changes.map((change) => change.blob)).size < changes.length) return refuse('same-content-twice');
  return facts.state === 'merged' ? decideMerged(facts, changes, policy) : decideOpen(facts, changes, policy);
}

function decideOpen(facts: ChangeFacts, changes: readonly ChangeFile[], policy: Policy): ChangeDecision {
  const decision = decideProposed(facts, changes, policy);
  return WAITS_FOR_PEOPLE.has(decision.kind) && isTooOld(facts, policy)
    ? { kind: 'expire', after: closesAfter(policy) }
    : decision;
}

/** What is held goes on by itself, and what is merged now is late for nothing. */
const WAITS_FOR_PEOPLE: ReadonlySet<ChangeDecision['kind']> = new Set([
  'await-approval',
  'ready-to-merge',
  'lint-failed',
]);

function decideProposed(facts: ChangeFacts, changes: readonly ChangeFile[], policy: Policy): ChangeDecision {
  const problems = lintProblems(changes);
  if (problems.length > 0) return { kind: 'lint-failed', purpose: 'run', merged: false, files: problems };
  const { freeze, emergency } = circumstancesOf(facts, changes, policy);
  const circumstances = { ...(freeze && { freeze }), ...(emergency && { emergency }) };
  const normal = requiredApprovals(changes, facts.fleet, policy);
  const required = emergency === undefined ? normal : requiredInEmergency(normal, policy);
  const count = countApprovals(facts, required, policy);
  if (count.missing.length > 0) {
    const remind = isReminderDue(facts, policy);
    return { kind: 'await-approval', purpose: 'run', required, remind, ...count, ...circumstances };
  }
  const held = heldBecause(facts);
  if (held !== undefined) return { kind: 'held', merged: false, because: held };
  if (freeze !== undefined && emergency === undefined)
    return { kind: 'held', merged: false, because: frozenBecause(freeze, policy, 'open'), until: freeze.until };
  const approved = { head: facts.head, approvers: count.approvers, ...circumstances };
  return policy.merge === 'auto'
    ? { kind: 'merge', ...approved }
    : { kind: 'ready-to-merge', purpose: 'run', ...approved };
}

function mergedBeforeInstallation(facts: ChangeFacts): boolean {
  return facts.merge !== undefined && Date.parse(facts.merge.mergedAt) < Date.parse(facts.installedAt);
}
