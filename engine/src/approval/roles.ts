import type { Members, Policy } from '@chatops-commander/schemas';
import type { Role } from './change-facts.js';
import { foldLogin } from './logins.js';

/** What GitHub says of a person at this moment. */
export interface PersonFacts {
  readonly login: string;
  /** The repository permission's own name (`role_name`); undefined when it could not be read. */
  readonly permission: string | undefined;
  /** `org/team-slug` of every team that the person is an active member of. */
  readonly teams: readonly string[];
}

/** Lowest first; each role includes the ones before it. */
export const ROLES = ['viewer', 'operator', 'admin'] as const satisfies readonly Role[];

/** Whether `role` is `atLeast` or above it. No role is below every role. */
export function hasRole(role: Role | undefined, atLeast: Role): boolean {
  return role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(atLeast);
}

/**
 * The highest role that the policy gives to this person by name, team or repository permission; undefined when it
 * gives none. A permission carries a role only where the policy lists exactly that permission.
 */
export function roleOf(person: PersonFacts, policy: Policy): Role | undefined {
  return ROLES.findLast((role) => isMember(person, policy.roles[role]));
}

function isMember(person: PersonFacts, members: Members | undefined): boolean {
  if (members === undefined) return false;
  const login = foldLogin(person.login);
  const teams = new Set(person.teams.map(foldLogin));
  return (
    (members.users ?? []).some((user) => foldLogin(user) === login) ||
    (members.teams ?? []).some((team) => teams.has(foldLogin(team))) ||
    (members.permissions ?? []).some((permission) => permission === person.permission)
  );
}
