import type { Role } from '@chatops-commander/engine/approval/change-facts';
import { roleOf } from '@chatops-commander/engine/approval/roles';
import type { Policy } from '@chatops-commander/schemas';
import type { People } from '../github/people.js';

/**
 * The role that the policy in force gives a person now. Permission and membership are asked only where the policy
 * counts on them.
 */
export async function readRole(login: string, policy: Policy, people: People): Promise<Role | undefined> {
  const members = Object.values(policy.roles);
  const teams = [...new Set(members.flatMap((one) => one.teams ?? []))];
  const countsPermissions = members.some((one) => (one.permissions ?? []).length > 0);
  const [permission, memberships] = await Promise.all([
    countsPermissions ? people.permissionOf(login) : undefined,
    Promise.all(teams.map(async (team) => ((await people.isMember(team, login)) ? [team] : []))),
  ]);
  return roleOf({ login, permission, teams: memberships.flat() }, policy);
}
