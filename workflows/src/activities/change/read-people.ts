import type { Role } from '@chatops-commander/engine/approval/change-facts';
import type { ConfigInForce } from '../config-in-force.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import { readRole } from '../role-reader.js';

export interface Standing {
  readonly role: Role | undefined;
  /** Of the teams asked about, those that the person is an active member of. */
  readonly teams: readonly string[];
}
export type StandingReader = (login: string) => Promise<Standing>;

/** What people may now, and to which of these teams they belong. Each person is asked about once per look. */
export function createStandingReader(
  { people }: Pick<RepositoryClient, 'people'>,
  { policy }: Pick<ConfigInForce, 'policy'>,
  teams: readonly string[],
): StandingReader {
  const known = new Map<string, Promise<Standing>>();
  const read = async (login: string): Promise<Standing> => {
    const [role, memberships] = await Promise.all([
      readRole(login, policy, people),
      Promise.all(teams.map(async (team) => ((await people.isMember(team, login)) ? [team] : []))),
    ]);
    return { role, teams: memberships.flat() };
  };
  return (login) => {
    const standing = known.get(login) ?? read(login);
    known.set(login, standing);
    return standing;
  };
}
