import type { RunAttemptKey } from '@chatops-commander/engine/records/run-row';
import type { Records } from '@chatops-commander/engine/records/records';
import { codeBlock, inline } from '@chatops-commander/engine/report/markdown';
import { RUN_STATE_NAMES } from '@chatops-commander/engine/report/run-state-names';
import type { RunResult } from '../../contract.js';
import type { GitHubClients } from '../../github/repository-client.js';
import { publishComment } from '../publish-comment.js';
import { executionId } from '../run/execution-id.js';

export interface SkipDeps {
  readonly github: Pick<GitHubClients, 'of'>;
  readonly records: Pick<Records, 'runs' | 'audit'>;
}

/**
 * A file whose run does not start, because one before it in the same merge did not succeed: on record, and said. Only this
 * attempt, and only while nobody has begun it: a later one is of somebody who asked for it, maybe while this was tried.
 */
export async function skipRun(
  { runId, attempt }: RunAttemptKey,
  after: RunResult,
  { github, records }: SkipDeps,
): Promise<void> {
  const run = await records.runs.get(runId);
  if (run === undefined) return;
  const because = `${after.runId}, which comes before it in the same pull request, ended as ${after.state}`;
  const ended = await records.runs.finish({
    runId,
    attempt,
    state: 'cancelled',
    summary: { because },
    unlessBegun: true,
  });
  if (ended.kind !== 'set') return;
  await records.audit.append({
    actor: 'chatops',
    kind: 'run.skipped',
    subject: runId,
    data: { because },
    key: `run.skipped:${runId}:${attempt}`,
  });
  const client = await github.of(run.repository);
  const words =
    run.language === 'fr'
      ? `⏭️ Je n'ai pas lancé ${runId} (${run.title}) : ${after.runId}, qui la précède dans cette pull request, s'est terminée ainsi : ${RUN_STATE_NAMES[after.state].fr}. Pour la lancer quand même :`
      : `⏭️ I did not start ${runId} (${run.title}): ${because}. To run it all the same:`;
  await publishComment(client.comments, client.botLogin, {
    issue: run.pull,
    kind: 'run',
    id: executionId(runId, attempt),
    markdown: `${inline(words)}\n\n${codeBlock(`/ops retry ${runId}`)}`,
  });
}
