import type { Policy } from '@chatops-commander/schemas';
import type { Risk } from '../actions/action.js';
import { foldLogin } from './logins.js';
import type { Reach } from './reach.js';

/** Servers that the same people own. One of the owners answers for all of them. */
export interface OwnerGroup {
  /** `@user` or `@org/team`, as the inventory writes them. */
  readonly owners: readonly string[];
  readonly servers: readonly string[];
}

/** The groups whose owners have to agree: those of all servers that are altered, unless the policy only names owners. */
export function ownerGroups(change: Reach & { readonly risk: Risk }, policy: Policy): readonly OwnerGroup[] {
  if (policy.owners === 'named') return [];
  const altered = new Set(change.alters);
  return joinGroups(
    change.servers
      .filter((server) => altered.has(server.name) && server.owners.length > 0)
      .map(({ name, owners }) => ({ owners, servers: [name] })),
  );
}

/** Groups of the same owners become one. */
export function joinGroups(groups: readonly OwnerGroup[]): readonly OwnerGroup[] {
  const joined = new Map<string, OwnerGroup>();
  for (const group of groups) {
    const key = group.owners.map(foldLogin).sort().join(' ');
    const servers = [...(joined.get(key)?.servers ?? []), ...group.servers];
    joined.set(key, { owners: group.owners, servers: [...new Set(servers)] });
  }
  return [...joined.values()];
}

/** Whether a person is among the owners, by name or by one of the teams that they are an active member of. */
export function owns(
  person: { readonly login: string; readonly teams?: readonly string[] | undefined },
  group: OwnerGroup,
): boolean {
  const names = new Set([person.login, ...(person.teams ?? [])].map((name) => `@${foldLogin(name)}`));
  return group.owners.some((owner) => names.has(foldLogin(owner)));
}

/** `org/team` of every team among the owners of these groups, whose memberships have to be read. */
export function ownerTeams(groups: readonly OwnerGroup[]): readonly string[] {
  const owners = groups.flatMap((group) => group.owners.map((owner) => owner.slice(1)));
  return [...new Set(owners.filter((owner) => owner.includes('/')))];
}
