import { isStatus } from './status.js';
import type { AppOctokit } from './app-octokit.js';
import type { RepositoryParts } from './repository.js';

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly head: string;
  readonly headBranch: string;
  readonly base: string;
  readonly defaultBranch: string;
  readonly fromFork: boolean;
  readonly author: { readonly login: string; readonly isBot: boolean };
  /** ISO 8601, by GitHub's clock. */
  readonly openedAt: string;
  readonly merge:
    | { readonly commit: string; readonly at: string; readonly by: { readonly login: string; readonly isBot: boolean } }
    | undefined;
}
export interface Review {
  readonly id: number;
  readonly login: string;
  readonly isBot: boolean;
  readonly state: 'approved' | 'changes_requested' | 'dismissed' | 'commented';
  readonly commit: string;
  readonly submittedAt: string;
  readonly body: string;
}

const reviewStates = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes_requested',
  DISMISSED: 'dismissed',
  COMMENTED: 'commented',
} as const;

export function createPulls(octokit: AppOctokit, repository: RepositoryParts) {
  return {
    async pull(number: number): Promise<PullRequest> {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
        ...repository,
        pull_number: number,
      });
      const merged = data.merged && data.merge_commit_sha !== null && data.merged_at !== null;
      return {
        number,
        url: data.html_url,
        state: merged ? 'merged' : data.state,
        draft: data.draft ?? false,
        head: data.head.sha,
        headBranch: data.head.ref,
        base: data.base.ref,
        defaultBranch: data.base.repo.default_branch,
        fromFork: data.head.repo?.full_name !== data.base.repo.full_name,
        author: { login: data.user.login, isBot: data.user.type === 'Bot' },
        openedAt: data.created_at,
        merge:
          merged && data.merge_commit_sha !== null && data.merged_at !== null
            ? {
                commit: data.merge_commit_sha,
                at: data.merged_at,
                by: { login: data.merged_by?.login ?? 'ghost', isBot: data.merged_by?.type === 'Bot' },
              }
            : undefined,
      };
    },
    /** Every review, every page, oldest first. */
    async reviews(number: number): Promise<Review[]> {
      const all = await octokit.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
        ...repository,
        pull_number: number,
        per_page: 100,
      });
      return all.flatMap((review) => {
        // PENDING reviews are their author's draft
        const state = Object.entries(reviewStates).find(([name]) => name === review.state)?.[1];
        if (state === undefined || review.user === null || review.commit_id === null) return [];
        return [
          {
            id: review.id,
            login: review.user.login,
            isBot: review.user.type === 'Bot',
            state,
            commit: review.commit_id,
            submittedAt: review.submitted_at ?? '',
            body: review.body,
          },
        ];
      });
    },
    async review(
      number: number,
      id: number,
    ): Promise<{ nodeId: string; body: string; login: string; isBot: boolean; commit: string; createdAt?: string }> {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}', {
        ...repository,
        pull_number: number,
        review_id: id,
      });
      return {
        nodeId: data.node_id,
        body: data.body,
        login: data.user?.login ?? 'ghost',
        isBot: data.user?.type === 'Bot',
        commit: data.commit_id ?? '',
        ...(data.submitted_at === undefined ? {} : { createdAt: data.submitted_at }),
      };
    },
    /** The pull request of a branch of ours, in whatever state; opened when there is none. */
    async findOrOpen(pull: {
      branch: string;
      base: string;
      title: string;
      body: string;
      /** True: the branch came to be just now, so that no pull request of it can be there yet. */
      newBranch: boolean;
    }): Promise<{ number: number; url: string; created: boolean }> {
      const found = pull.newBranch ? undefined : await this.ofBranch(pull.branch);
      if (found !== undefined) return { ...found, created: false };
      try {
        const { data } = await octokit.request('POST /repos/{owner}/{repo}/pulls', {
          ...repository,
          head: pull.branch,
          base: pull.base,
          title: pull.title,
          body: pull.body,
        });
        return { number: data.number, url: data.html_url, created: true };
      } catch (error) {
        const now = isStatus(error, 422) ? await this.ofBranch(pull.branch) : undefined;
        if (now === undefined) throw error;
        return { ...now, created: false };
      }
    },
    async ofBranch(
      branch: string,
    ): Promise<{ number: number; url: string; author: string; state: PullRequest['state'] } | undefined> {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
        ...repository,
        head: `${repository.owner}:${branch}`,
        state: 'all',
      });
      const first = data.find((pull) => pull.head.ref === branch);
      if (first === undefined) return undefined;
      const state = first.state === 'open' ? 'open' : first.merged_at === null ? 'closed' : 'merged';
      return { number: first.number, url: first.html_url, author: first.user?.login ?? 'ghost', state };
    },
    /** Asks people and teams (`org/slug`) for a review; whoever GitHub does not let be asked is left out. */
    async requestReviewers(
      number: number,
      who: { readonly users: readonly string[]; readonly teams: readonly string[] },
    ) {
      const slugs = who.teams.flatMap((team) => team.split('/')[1] ?? []);
      const ask = async (asked: { reviewers?: string[]; team_reviewers?: string[] }): Promise<boolean> => {
        try {
          await octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', {
            ...repository,
            pull_number: number,
            ...asked,
          });
          return true;
        } catch (error) {
          if (isStatus(error, 403, 404, 422)) return false;
          throw error;
        }
      };
      if (who.users.length > 0 && !(await ask({ reviewers: [...who.users] })))
        for (const login of who.users) await ask({ reviewers: [login] });
      for (const slug of slugs) await ask({ team_reviewers: [slug] });
    },
    /** Closes it without a merge. */
    async close(number: number): Promise<void> {
      await octokit.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
        ...repository,
        pull_number: number,
        state: 'closed',
      });
    },
    /** @returns false when GitHub does not merge it (405) or the head moved (409); the next look at the facts says why. */
    async merge(number: number, head: string): Promise<boolean> {
      try {
        await octokit.request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', {
          ...repository,
          pull_number: number,
          sha: head,
          merge_method: 'merge',
        });
        return true;
      } catch (error) {
        if (isStatus(error, 405, 409)) return false;
        throw error;
      }
    },
  };
}
export type Pulls = ReturnType<typeof createPulls>;
