import type { Policy } from '@chatops-commander/schemas';
import type { Approver } from './approver.js';
import { changeMakers, type MakerFacts, peopleAmong } from './change-makers.js';
import { foldLogin } from './logins.js';
import { owns } from './owner-groups.js';
import type { RequiredApprovals } from './required-approvals.js';
import { hasRole } from './roles.js';
import { whoCould } from './who-could.js';

/** People and teams to ask for a review by name; teams as `org/slug`. */
export interface Askable {
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

/** More people than these would each think that another one looks. */
const MOST_ASKED = 5;

/**
 * Whose approval a change still needs, as the policy and the inventory name them: owners first, then admins where some
 * are needed. Nobody whose approval would not count, and nobody who gave it.
 */
export function whomToAsk(
  required: RequiredApprovals,
  given: { readonly makers: MakerFacts; readonly approvers: readonly Approver[] },
  policy: Policy,
): Askable {
  const makers = required.requesterMayApprove ? [] : peopleAmong(changeMakers(given.makers));
  const except = [...makers, ...given.approvers.map((each) => each.login)];
  const unheard = required.owners.filter(
    (group) => !given.approvers.some((each) => owns(each, group) || each.asOwnerOf?.includes(group.servers[0] ?? '')),
  );
  const owners = unheard.flatMap((group) => group.owners.map((owner) => owner.slice(1)));
  const counting = given.approvers.filter((each) => hasRole(each.role, required.role));
  const stillNeeded = counting.length < required.count;
  const needsAdmin = counting.filter((each) => each.role === 'admin').length < required.admins;
  const byRole = [
    ...(needsAdmin ? [whoCould(policy, 'admin')] : []),
    ...(stillNeeded ? [whoCould(policy, required.role)] : []),
  ];
  const users = [...owners.filter((owner) => !owner.includes('/')), ...byRole.flatMap((each) => each.users)];
  const teams = [...owners.filter((owner) => owner.includes('/')), ...byRole.flatMap((each) => each.teams)];
  return { users: some(users, except), teams: some(teams, []) };
}

function some(names: readonly string[], except: readonly string[]): readonly string[] {
  const excluded = new Set(except.map(foldLogin));
  const distinct = new Map(names.map((name) => [foldLogin(name), name]));
  return [...distinct]
    .filter(([key]) => !excluded.has(key))
    .map(([, name]) => name)
    .slice(0, MOST_ASKED);
}
