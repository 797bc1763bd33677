import { findAction } from '@chatops-commander/engine/actions/registry';
import { branchName, changePath, pullRequestTitle } from '@chatops-commander/engine/report/change-names';
import { describeSteps } from '@chatops-commander/engine/report/describe-steps';
import { fitSections } from '@chatops-commander/engine/report/fit-sections';
import { codeBlock, details, inline, inlineCode, quote } from '@chatops-commander/engine/report/markdown';
import { RISK_MARKS, RISK_NAMES } from '@chatops-commander/engine/report/say-risk';
import { effectTable, serverEffects } from '@chatops-commander/engine/report/server-effects';
import { assessRisk } from '@chatops-commander/engine/runbook/assess-risk';
import { serializeRunbook } from '@chatops-commander/engine/runbook/serialize-runbook';
import type { Runbook } from '@chatops-commander/schemas';
import { openPull } from '../../activities/request/open-pull.js';
import { saveRequest } from '../../activities/request/save-request.js';
import { requestId } from '../../contract.js';
import type { Call } from '../command.js';
import type { CommandDeps } from '../command-deps.js';
import { say } from '../say.js';
import * as words from './words.js';

interface Written {
  readonly runbook: Runbook;
  readonly path: string;
  readonly text: string;
}

/** Opens one pull request with several runbooks, in the order in which they came: they run so, or none does. */
export async function openTogether(
  of: number,
  runbooks: readonly Runbook[],
  { situation }: Call,
  deps: CommandDeps,
): Promise<string> {
  const { request, client, input } = situation;
  const { language, login, askedAt } = request;
  const id = requestId(input);
  const written = runbooks.map((runbook, index) => ({
    runbook,
    // the number keeps their order, which is the order of paths
    path: changePath(`${String(index + 1).padStart(2, '0')}-${runbook.metadata.name}`, id, askedAt),
    text: serializeRunbook(runbook),
  }));
  const title = pullRequestTitle(words.titleTogether(of, runbooks.length), language);
  const pull = await openPull(
    branchName(id),
    {
      edits: written.map(({ path, text }) => ({ path, text })),
      message: `${title}\n\nAsked for by ${login} in #${input.issue}. Merging this pull request runs them, once.\n`,
    },
    { title, body: bodyOf(of, written, situation) },
    client,
  );
  await saveRequest(situation, language, deps.store, { outcome: 'runbook', pull: pull.number });
  await deps.records.audit.append({
    actor: login,
    kind: 'change.proposed',
    subject: `${input.repository}#${pull.number}`,
    data: { request: id, paths: written.map(({ path }) => path), planner: 'command' },
    key: `change.proposed:${id}`,
  });
  await deps.nudgeChange({ repository: input.repository, pull: pull.number });
  return `${say(language, words.sameAsMerge(of))} [#${pull.number}](${pull.url})`;
}

function bodyOf(of: number, written: readonly Written[], { request, input, config }: Call['situation']): string {
  const { language, login } = request;
  const { inventory, policy } = config;
  const sections = written.map(({ runbook, path, text }) => {
    const { risk } = assessRisk({ runbook, inventory, policy, findAction });
    const effects = serverEffects(describeSteps({ runbook, inventory, findAction }), language);
    const name = pullRequestTitle(runbook.metadata.title, language);
    return {
      markdown: [
        `### ${inline(name)} · ${RISK_MARKS[risk]} ${RISK_NAMES[risk][language]}`,
        effectTable(effects, language),
        details(path, codeBlock(text, 'yaml')),
      ].join('\n\n'),
      leaveOutAs: { en: path, fr: path },
    };
  });
  return fitSections(
    [
      {
        markdown: `${inline(words.sameAsMerge(of)[language])}\n\n${quote(request.words)}\n>\n> — ${inlineCode(login)}, #${input.issue}`,
      },
      ...sections,
      { markdown: words.nextTogether[language] },
    ],
    language,
  );
}
