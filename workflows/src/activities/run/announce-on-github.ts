import { noPull } from '@chatops-commander/engine/emergency/emergency-run';
import { isFinalRunState, type RunRow, type RunState } from '@chatops-commander/engine/records/run-row';
import { RUN_STATE_NAMES } from '@chatops-commander/engine/report/run-state-names';
import { fitSections } from '@chatops-commander/engine/report/fit-sections';
import { inline } from '@chatops-commander/engine/report/markdown';
import type { Runs } from '@chatops-commander/engine/records/runs';
import type { CheckRun } from '../../github/checks.js';
import { AppNotInstalled } from '../../github/app-not-installed.js';
import type { GitHubClients, RepositoryClient } from '../../github/repository-client.js';
import { collapseComment, writeComment } from '../publish-comment.js';
import { tellMissingPermission } from '../tell-missing-permission.js';
import { executionId } from './execution-id.js';
import type { RunAnnouncements } from './run-reports.js';

/** One living comment where the run was asked for and one on its pull request, and a check on the merge commit. */
export function announceOnGitHub(github: Pick<GitHubClients, 'of'>, runs: Pick<Runs, 'runsOfPull'>): RunAnnouncements {
  return {
    say: (run, markdown, telling) =>
      unlessItCannotBeTold(run, async (client) => {
        const places = run.issue === null || run.issue === run.pull ? [run.pull] : [run.issue, run.pull];
        const id = executionId(run.id, run.attempt);
        const { comments, botLogin } = client;
        const written = [];
        for (const issue of places)
          written.push(
            await writeComment(comments, botLogin, {
              issue,
              kind: 'run',
              id,
              markdown,
              ...(telling === 'progress'
                ? { importance: 'progress' }
                : {
                    importance: 'first',
                    noticed: { before: run.language === 'fr' ? `${run.id}, jusque-là` : `${run.id}, until then` },
                  }),
            }),
          );
        // told everywhere; folding comes after, since it may have to wait for room
        for (const { foldOvertaken } of written) await foldOvertaken();
        for (const issue of places) {
          // what an earlier attempt came to stays to be read, folded
          for (let attempt = 1; attempt < run.attempt; attempt += 1)
            await collapseComment(comments, botLogin, {
              issue,
              kind: 'run',
              id: executionId(run.id, attempt),
              summary: `${run.id}, ${run.language === 'fr' ? 'tentative' : 'attempt'} ${attempt}`,
            });
        }
      }),
    progress: (run, title, markdown) =>
      unlessItCannotBeTold(run, async (client) => {
        await client.checks.publish({ name: 'chatops / run', head: run.mergeCommit, title, summary: markdown });
      }),
    conclude: (run, state, markdown) =>
      unlessItCannotBeTold(run, async (client) => {
        const ofPull = await runs.runsOfPull(run.repository, run.pull);
        await client.checks.publish(checkOf({ ...run, state }, ofPull, markdown));
      }),
  };

  /** A run ends even where nobody can be told: the app was removed, or lacks a permission. Its records tell. */
  async function unlessItCannotBeTold(run: RunRow, tell: (client: RepositoryClient) => Promise<void>): Promise<void> {
    // GitHub may be away; the sweep tells of these when it is back
    if (run.pull === noPull) return;
    try {
      const client = await github.of(run.repository);
      await tell(client).catch(async (error: unknown) => {
        if (!(await tellMissingPermission(error, run.pull, client))) throw error;
      });
    } catch (error) {
      if (!(error instanceof AppNotInstalled)) throw error;
    }
  }
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
    title: over.map((one) => `${one.id}: ${RUN_STATE_NAMES[one.state][run.language]}`).join(', '),
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
