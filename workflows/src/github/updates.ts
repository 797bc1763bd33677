import { isAddressed } from '@chatops-commander/engine/request/parse-command';
import type { AppOctokit } from './app-octokit.js';
import { issueOf } from './comments.js';
import type { RepositoryParts } from './repository.js';

export interface UpdatedIssue {
  readonly number: number;
  readonly isPullRequest: boolean;
  readonly createdAt: string;
  /** Its body begins with `/ops`. */
  readonly addressed: boolean;
}
export interface UpdatedComment {
  readonly id: number;
  readonly issue: number;
  readonly createdAt: string;
  readonly isBot: boolean;
  /** It begins with `/ops`, or is a number alone. */
  readonly addressed: boolean;
}

/** What changed since a moment: the sweep's source, for what no webhook told. */
export function createUpdates(octokit: AppOctokit, repository: RepositoryParts) {
  return {
    async issuesSince(since: string): Promise<UpdatedIssue[]> {
      const all = await octokit.paginate('GET /repos/{owner}/{repo}/issues', {
        ...repository,
        since,
        state: 'all',
        sort: 'updated',
        direction: 'asc',
        per_page: 100,
      });
      return all.map((issue) => ({
        number: issue.number,
        isPullRequest: issue.pull_request != null,
        createdAt: issue.created_at,
        addressed: isAddressed(issue.body ?? ''),
      }));
    },
    async commentsSince(since: string): Promise<UpdatedComment[]> {
      const all = await octokit.paginate('GET /repos/{owner}/{repo}/issues/comments', {
        ...repository,
        since,
        sort: 'updated',
        direction: 'asc',
        per_page: 100,
      });
      return all.map((comment) => ({
        id: comment.id,
        issue: issueOf(comment),
        createdAt: comment.created_at,
        isBot: comment.user?.type === 'Bot',
        addressed: isAddressed(comment.body ?? ''),
      }));
    },
    async openPulls(): Promise<number[]> {
      const all = await octokit.paginate('GET /repos/{owner}/{repo}/pulls', {
        ...repository,
        state: 'open',
        per_page: 100,
      });
      return all.map((pull) => pull.number);
    },
  };
}
export type Updates = ReturnType<typeof createUpdates>;
