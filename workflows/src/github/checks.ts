import type { AppOctokit } from './app-octokit.js';
import type { RepositoryParts } from './repository.js';

export interface CheckRun {
  readonly name: 'chatops / lint' | 'chatops / approval' | 'chatops / run';
  readonly head: string;
  readonly title: string;
  readonly summary: string;
  /** Undefined: still in progress. */
  readonly conclusion?: 'success' | 'failure' | 'action_required' | 'neutral' | 'cancelled';
  readonly annotations?: readonly {
    readonly path: string;
    readonly line: number;
    readonly level: 'failure' | 'warning';
    readonly message: string;
  }[];
}

/** GitHub takes at most so many annotations in one request. */
const annotationsLimit = 50;

export function createChecks(octokit: AppOctokit, repository: RepositoryParts) {
  return {
    /** One check run per name and head: the one that is there is updated. */
    async publish(check: CheckRun): Promise<void> {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
        ...repository,
        ref: check.head,
        check_name: check.name,
      });
      const existing = data.check_runs.find((run) => run.name === check.name);
      const content = {
        ...(check.conclusion === undefined
          ? { status: 'in_progress' as const }
          : { status: 'completed' as const, conclusion: check.conclusion }),
        output: {
          title: check.title,
          summary: check.summary,
          annotations: (check.annotations ?? []).slice(0, annotationsLimit).map((annotation) => ({
            path: annotation.path,
            start_line: annotation.line,
            end_line: annotation.line,
            annotation_level: annotation.level,
            message: annotation.message,
          })),
        },
      };
      if (existing === undefined) {
        await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
          ...repository,
          name: check.name,
          head_sha: check.head,
          ...content,
        });
      } else {
        await octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
          ...repository,
          check_run_id: existing.id,
          ...content,
        });
      }
    },
  };
}
export type Checks = ReturnType<typeof createChecks>;
