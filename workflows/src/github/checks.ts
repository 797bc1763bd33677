import type { AppOctokit } from './app-octokit.js';
import type { RepositoryParts } from './repository.js';

export interface CheckRun {
  readonly name: 'chatops / lint' | 'chatops / preview' | 'chatops / approval' | 'chatops / run';
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
    /**
     * What a check of this name says of this head, said once. An update would add annotations to those that are there,
     * so one that says something else takes the place of the one before it: GitHub shows the latest of a name.
     */
    async publish(check: CheckRun): Promise<void> {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
        ...repository,
        ref: check.head,
        check_name: check.name,
      });
      const existing = data.check_runs.find((run) => run.name === check.name);
      if (existing !== undefined && saysTheSame(existing, check)) return;
      const annotations = check.annotations ?? [];
      const content = {
        ...(check.conclusion === undefined
          ? { status: 'in_progress' as const }
          : { status: 'completed' as const, conclusion: check.conclusion }),
        output: {
          title: check.title,
          summary: check.summary,
          annotations: annotations.slice(0, annotationsLimit).map((annotation) => ({
            path: annotation.path,
            start_line: annotation.line,
            end_line: annotation.line,
            annotation_level: annotation.level,
            message: annotation.message,
          })),
        },
      };
      if (existing === undefined || existing.output.annotations_count + annotations.length > 0) {
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

function saysTheSame(
  run: { readonly conclusion: string | null; readonly output: { title: string | null; summary: string | null } },
  check: CheckRun,
): boolean {
  const { title, summary } = run.output;
  return run.conclusion === (check.conclusion ?? null) && title === check.title && summary === check.summary;
}

export type Checks = ReturnType<typeof createChecks>;
