import type { GitHubClients } from '../../github/repository-client.js';
import { publishComment } from '../publish-comment.js';
import { executionId } from './execution-id.js';
import type { RunAnnouncements } from './run-reports.js';

/** One living comment where the run was asked for and one on its pull request, and a check on the merge commit. */
export function announceOnGitHub(github: Pick<GitHubClients, 'of'>): RunAnnouncements {
  return {
    async say(run, markdown) {
      const client = await github.of(run.repository);
      const places = run.issue === null || run.issue === run.pull ? [run.pull] : [run.issue, run.pull];
      const id = executionId(run.id, run.attempt);
      await Promise.all(
        places.map((issue) => publishComment(client.comments, client.botLogin, { issue, kind: 'run', id, markdown })),
      );
    },
    async conclude(run, state) {
      const client = await github.of(run.repository);
      await client.checks.publish({
        name: 'chatops / run',
        head: run.mergeCommit,
        conclusion: state === 'succeeded' ? 'success' : state === 'cancelled' ? 'cancelled' : 'failure',
        title: `${run.id}: ${state}`,
        summary: run.title,
      });
    },
  };
}
