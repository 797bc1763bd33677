import { isFinalRunState, type RunRow, type RunState } from '@chatops-commander/engine/records/run-row';
import { fitSections } from '@chatops-commander/engine/report/fit-sections';
import { inline } from '@chatops-commander/engine/report/markdown';
import type { Runs } from '@chatops-commander/engine/records/runs';
import type { CheckRun } from '../../github/checks.js';
import type { GitHubClients } from '../../github/repository-client.js';
import { publishComment } from '../publish-comment.js';
import { executionId } from './execution-id.js';
import type { RunAnnouncements } from './run-reports.js';

/** One living comment where the run was asked for and one on its pull request, and a check on the merge commit. */
export function announceOnGitHub(github: Pick<GitHubClients, 'of'>, runs: Pick<Runs, 'runsOfPull'>): RunAnnouncements {
  return {
    async say(run, markdown) {
      const client = await github.of(run.repository);
      const places = run.issue === null || run.issue === run.pull ? [run.pull] : [run.issue, run.pull];
      const id = executionId(run.id, run.attempt);
      await Promise.all(
        places.map((issue) => publishComment(client.comments, client.botLogin, { issue, kind: 'run', id, markdown })),
      );
    },
    async progress(run, title, markdown) {
      const client = await github.of(run.repository);
      await client.checks.publish({ name: 'chatops / run', head: run.mergeCommit, title, summary: markdown });
    },
    async conclude(run, state, markdown) {
      const client = await github.of(run.repository);
      const ofPull = await runs.runsOfPull(run.repository, run.pull);
      await client.checks.publish(checkOf({ ...run, state }, ofPull, markdown));
    },
  };
}

/**
 * What the check of a merge commit says once this run is over. Each file of a pull request is a run of its own and all
 * share the commit, whose latest check is the one that GitHub shows: it names every run that is over, and ends as the
 * worst of them.
 */
export function checkOf(run: RunRow, ofPull: readonly RunRow[], report: string): CheckRun {
  const others = ofPull.filter(
    (one) => one.id !== run.id && one.mergeCommit === run.mergeCommit && isFinalRunState(one.state),
  );
  // in one order whoever ends last, so that the same check is not written twice
  const over = [run, ...others].sort((one, other) => (one.id < other.id ? -1 : 1));
  const conclusions = over.map((one) => conclusionOf(one.state));
  return {
    name: 'chatops / run',
    head: run.mergeCommit,
    conclusion: worstFirst.find((conclusion) => conclusions.includes(conclusion)) ?? 'failure',
    title: over.map((one) => `${one.id}: ${one.state}`).join(', '),
    summary: fitSections(
      [{ markdown: others.map((one) => inline(one.title)).join('\n') }, { markdown: report }],
      run.language,
    ),
  };
}

const worstFirst = ['failure', 'cancelled', 'success'] as const;

function conclusionOf(state: RunState): (typeof worstFirst)[number] {
  if (state === 'succeeded') return 'success';
  return state === 'cancelled' ? 'cancelled' : 'failure';
}
