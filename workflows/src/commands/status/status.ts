import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { RUN_STATE_NAMES } from '@chatops-commander/engine/report/run-state-names';
import { inline, inlineCode, link } from '@chatops-commander/engine/report/markdown';
import { optionalRun } from '@chatops-commander/engine/request/command-arguments';
import { saySuspended } from '@chatops-commander/engine/approval/held';
import { executionId } from '../../activities/run/execution-id.js';
import { defineCommand } from '../command.js';
import type { CommandDeps } from '../command-deps.js';
import { runAtHand } from '../run-at-hand.js';
import { noSuchRun, say } from '../say.js';

export const status = defineCommand({
  name: 'status',
  usage: 'status [RUN]',
  spellings: ['status', 'statut', 'état', 'avancement'],
  meaning: { en: 'where a run stands', fr: 'où en est une exécution' },
  needs: 'viewer',
  read: ({ rest }) => optionalRun(rest),
  async answer({ run: named }, { situation }, deps) {
    const { language } = situation.request;
    const run = await runAtHand(named, situation, deps);
    if (run === undefined) return say(language, noSuchRun);
    const [outcomes, holds] = await Promise.all([
      deps.records.outcomes.ofRun(executionId(run.id, run.attempt)),
      deps.records.holds.standing(run.repository, run.pull),
    ]);
    const ended = outcomes.filter((row) => row.finishedAt !== null).length;
    const steps = language === 'fr' ? `${ended} étape(s) terminée(s)` : `${ended} step(s) ended`;
    const line = `${inlineCode(run.id)} **${RUN_STATE_NAMES[run.state][language]}** ${inline(run.title)} · #${run.pull} · ${steps}${followLink(run, deps)}`;
    return [line, ...holds.map((hold) => say(language, saySuspended(hold)))].join('\n\n');
  },
});

function followLink(run: RunRow, deps: Pick<CommandDeps, 'uiLink'>): string {
  const url = run.workflowId === null ? undefined : deps.uiLink(run.workflowId);
  return url === undefined ? '' : ` · ${link('Temporal', url)}`;
}
