import { isStatus } from './status.js';
import type { AppOctokit } from './app-octokit.js';
import type { RepositoryParts } from './repository.js';

const repositoryPermissions = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
export type RepositoryPermission = (typeof repositoryPermissions)[number];

/** Who people are to the repository and its organisation, now. */
export function createPeople(octokit: AppOctokit, repository: RepositoryParts) {
  return {
    /** Undefined: no permission, or one whose name is not GitHub's (a custom role counts by its base, below). */
    async permissionOf(login: string): Promise<RepositoryPermission | undefined> {
      try {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
          ...repository,
          username: login,
        });
        // role_name tells maintain and triage apart; for a custom role it is the role's own name, and permission its base
        return (
          repositoryPermissions.find((name) => name === data.role_name) ??
          repositoryPermissions.find((name) => name === data.permission)
        );
      } catch (error) {
        if (isStatus(error, 404)) return undefined;
        throw error;
      }
    },
    /** `team` is `org/slug`. Pending invitations are no membership. */
    async isMember(team: string, login: string): Promise<boolean> {
      const [org, slug] = team.split('/');
      if (org === undefined || slug === undefined) return false;
      try {
        const { data } = await octokit.request('GET /orgs/{org}/teams/{team_slug}/memberships/{username}', {
          org,
          team_slug: slug,
          username: login,
        });
        return data.state === 'active';
      } catch (error) {
        if (isStatus(error, 404)) return false;
        throw error;
      }
    },
  };
}
export type People = ReturnType<typeof createPeople>;
