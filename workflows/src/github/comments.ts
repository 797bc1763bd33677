import type { AppOctokit } from './app-octokit.js';
import type { Importance } from './content-limits.js';
import type { RepositoryParts } from './repository.js';

export interface Comment {
  readonly id: number;
  /** Its id in GraphQL. */
  readonly nodeId: string;
  /** Where it was written: the number of its issue or pull request. */
  readonly issue: number;
  readonly body: string;
  readonly login: string;
  readonly isBot: boolean;
  readonly createdAt: string;
  readonly url: string;
}
export interface Issue {
  readonly number: number;
  /** Its id in GraphQL. */
  readonly nodeId: string;
  readonly title: string;
  readonly body: string;
  readonly login: string;
  readonly isBot: boolean;
  readonly isPullRequest: boolean;
  readonly createdAt: string;
  readonly url: string;
}

interface RawUser {
  readonly login: string;
  readonly type?: string;
}
const who = (user: RawUser | null | undefined) => ({ login: user?.login ?? 'ghost', isBot: user?.type === 'Bot' });

/** Issues, their comments and reactions. Pull requests are issues here, as they are for GitHub. */
export function createComments(octokit: AppOctokit, repository: RepositoryParts) {
  const toComment = (raw: {
    id: number;
    node_id: string;
    body?: string;
    user: RawUser | null;
    created_at: string;
    html_url: string;
    issue_url: string;
  }): Comment => ({
    id: raw.id,
    nodeId: raw.node_id,
    issue: issueOf(raw),
    body: raw.body ?? '',
    ...who(raw.user),
    createdAt: raw.created_at,
    url: raw.html_url,
  });
  return {
    async issue(number: number): Promise<Issue> {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
        ...repository,
        issue_number: number,
      });
      return {
        number,
        nodeId: data.node_id,
        title: data.title,
        body: data.body ?? '',
        ...who(data.user),
        isPullRequest: data.pull_request != null,
        createdAt: data.created_at,
        url: data.html_url,
      };
    },
    async comment(id: number): Promise<Comment> {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', {
        ...repository,
        comment_id: id,
      });
      return toComment({ ...data, body: data.body ?? '' });
    },
    /** Oldest first; every page. */
    async commentsOf(number: number): Promise<Comment[]> {
      const all = await octokit.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...repository,
        issue_number: number,
        per_page: 100,
      });
      return all.map((raw) => toComment({ ...raw, body: raw.body ?? '' }));
    },
    async addComment(number: number, body: string, importance: Importance = 'matters'): Promise<Comment> {
      const { data } = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...repository,
        issue_number: number,
        body,
        request: { importance },
      });
      return toComment({ ...data, body: data.body ?? '' });
    },
    async editComment(id: number, body: string, importance: Importance = 'matters'): Promise<void> {
      await octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
        ...repository,
        comment_id: id,
        body,
        request: { importance },
      });
    },
    async openIssue(title: string, body: string): Promise<number> {
      const { data } = await octokit.request('POST /repos/{owner}/{repo}/issues', { ...repository, title, body });
      return data.number;
    },
    /** Whether this login opened an issue, open or closed, whose body begins with this text. */
    async hasIssueBy(login: string, beginning: string): Promise<boolean> {
      const issues = await octokit.paginate('GET /repos/{owner}/{repo}/issues', {
        ...repository,
        creator: login,
        state: 'all',
        per_page: 100,
      });
      return issues.some((issue) => issue.user?.login === login && (issue.body ?? '').startsWith(beginning));
    },
    async reactToComment(id: number, content: 'eyes' | '+1' = 'eyes'): Promise<void> {
      await octokit.request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
        ...repository,
        comment_id: id,
        content,
      });
    },
    async reactToIssue(number: number): Promise<void> {
      await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/reactions', {
        ...repository,
        issue_number: number,
        content: 'eyes',
      });
    },
  };
}

/** GitHub names a comment's issue, or pull request, by its address in the API only. */
export const issueOf = (comment: { readonly issue_url: string }): number =>
  Number(/\/(\d+)$/.exec(comment.issue_url)?.[1]);

export type Comments = ReturnType<typeof createComments>;
