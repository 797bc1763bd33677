import type { Language } from '@chatops-commander/engine/actions/action';
import { fitSections } from '@chatops-commander/engine/report/fit-sections';
import { inline } from '@chatops-commander/engine/report/markdown';
import { renderDecision } from '@chatops-commander/engine/report/render-decision';
import { renderLoosened } from '@chatops-commander/engine/report/render-loosened';
import { renderWordsNow } from '@chatops-commander/engine/report/render-words-now';
import type { CheckRun } from '../../github/checks.js';
import { publishComment } from '../publish-comment.js';
import type { Look } from './look-at-change.js';

/** Says on the pull request what a look came to: one living comment, and the checks of its head. */
export async function publishDecision(
  look: Look,
  origin: { readonly language: Language; readonly words: string } | undefined,
): Promise<void> {
  const { decision, read, client, input } = look;
  if (decision.kind === 'ignore') return;
  const language = origin?.language ?? 'en';
  const { head } = read.facts;
  const markdown = joined(language, [
    renderDecision(decision, {
      language,
      head,
      ...(origin === undefined ? {} : { askAgain: askAgain(origin.words) }),
    }),
    read.facts.state === 'open' ? renderLoosened(read.others, language) : undefined,
    look.words === 'as-asked' || origin === undefined ? undefined : renderWordsNow(look.words, origin),
  ]);
  const checks = [lintCheck(look), approvalCheck(look, markdown, language)].filter((check) => check !== undefined);
  await Promise.all([
    ...checks.map((check) => client.checks.publish(check)),
    ...(markdown === undefined
      ? []
      : [
          publishComment(client.comments, client.botLogin, {
            issue: input.pull,
            kind: 'approval',
            id: String(input.pull),
            markdown,
          }),
        ]),
  ]);
}

function joined(language: Language, parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0
    ? undefined
    : fitSections(
        said.map((markdown) => ({ markdown })),
        language,
      );
}

const askAgain = (words: string): string =>
  (words.startsWith('/ops') ? words : `/ops ${words}`).split('\n', 1)[0] ?? '/ops';

/** GitHub refuses a longer summary of a check. */
const checkSummaryLimit = 65_535;

function lintCheck({ read }: Look): CheckRun | undefined {
  const files = [...read.changes, ...read.others];
  if (files.length === 0 || read.facts.state !== 'open') return undefined;
  const problems = files.flatMap((file) => file.problems.map((problem) => ({ path: file.path, problem })));
  const errors = problems.filter(({ problem }) => problem.severity === 'error');
  return {
    name: 'chatops / lint',
    head: read.facts.head,
    conclusion: errors.length === 0 ? 'success' : 'failure',
    title: errors.length === 0 ? `${files.length} file(s), no error` : `${errors.length} error(s)`,
    summary:
      problems.length === 0
        ? 'Nothing to correct.'
        : fitSections(
            problems.map(({ path, problem }) => ({
              markdown: `- ${inline(`${path}:${problem.line}`)} ${inline(problem.message)}`,
            })),
            'en',
            checkSummaryLimit,
          ),
    annotations: problems.map(({ path, problem }) => ({
      path,
      line: Math.max(1, problem.line),
      level: problem.severity === 'error' ? ('failure' as const) : ('warning' as const),
      message: `${problem.message}\n${problem.hint}`,
    })),
  };
}

function approvalCheck(
  { read, decision }: Look,
  markdown: string | undefined,
  language: Language,
): CheckRun | undefined {
  const check = { name: 'chatops / approval', head: read.facts.head } as const;
  switch (decision.kind) {
    case 'await-approval':
      return {
        ...check,
        conclusion: 'action_required',
        title: decision.missing
          .map((one) => one[language])
          .join('; ')
          .slice(0, 250),
        summary: markdown ?? '',
      };
    case 'ready-to-merge':
    case 'merge':
      return { ...check, conclusion: 'success', title: 'approved', summary: markdown ?? 'Approved at this head.' };
    case 'refuse':
    case 'lint-failed':
      return { ...check, conclusion: 'failure', title: decision.kind, summary: markdown ?? '' };
    default:
      return undefined;
  }
}
