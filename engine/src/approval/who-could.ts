import type { Policy } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import { sameText } from '../actions/localized.js';
import type { Role } from './change-facts.js';
import { listInWords } from './list-in-words.js';
import { foldLogin } from './logins.js';
import { hasRole, ROLES } from './roles.js';

/** Those to whom the policy gives a role, as it names them; teams and permissions are not resolved to people. */
export interface Eligible {
  readonly users: readonly string[];
  readonly teams: readonly string[];
  readonly permissions: readonly string[];
}

/** Who has `role` or a higher one under this policy, without the logins in `except`. */
export function whoCould(policy: Policy, role: Role, except: readonly string[] = []): Eligible {
  const members = ROLES.filter((each) => hasRole(each, role)).map((each) => policy.roles[each]);
  const excluded = new Set(except.map(foldLogin));
  return {
    users: distinct(members.flatMap((each) => each?.users ?? [])).filter((user) => !excluded.has(foldLogin(user))),
    teams: distinct(members.flatMap((each) => each?.teams ?? [])),
    permissions: distinct(members.flatMap((each) => each?.permissions ?? [])),
  };
}

/** "bruno, chloe or a member of acme/ops"; undefined when the policy leaves nobody. */
export function nameEligible(eligible: Eligible): Localized | undefined {
  const named = [
    ...eligible.users.map(sameText),
    ...eligible.teams.map((team) => ({ en: `a member of ${team}`, fr: `un membre de l'équipe ${team}` })),
    ...eligible.permissions.map((permission) => ({
      en: `anyone with ${permission} permission on the repository`,
      fr: `toute personne ayant le droit « ${permission} » sur le dépôt`,
    })),
  ];
  return named.length === 0 ? undefined : listInWords(named, 'or');
}

function distinct(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [foldLogin(name), name])).values()];
}
