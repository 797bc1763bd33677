import type { Language } from '../actions/action.js';
import type { ChangeDecision } from '../approval/change-decision.js';
import { fitSections } from './fit-sections.js';
import { inline, inlineCode, quote } from './markdown.js';
import { renderApprovalStatus } from './render-approval-status.js';
import { renderUnapprovedMerge } from './render-unapproved-merge.js';
import { clip } from './visible-text.js';

/**
 * What a decision about a pull request says on it, or undefined where it is the doing that speaks (a merge, a run)
 * or there is nothing to say.
 */
export function renderDecision(
  decision: ChangeDecision,
  about: { readonly language: Language; readonly head: string; readonly askAgain?: string },
): string | undefined {
  const { language } = about;
  const text = TEXT[language];
  switch (decision.kind) {
    case 'await-approval':
      return renderApprovalStatus({ ...about, ...decision });
    case 'ready-to-merge':
      return `👍 ${decision.purpose === 'run' ? text.ready : text.readyConfig}`;
    case 'unapproved-merge':
      return renderUnapprovedMerge({ ...about, ...decision });
    case 'reject-config':
      return `🚫 ${text.rejected}\n${decision.missing.map((each) => `- ${inline(each[language])}`).join('\n')}`;
    case 'accept-config':
      return `👍 ${text.accepted(decision.files.map((file) => inlineCode(file.path)).join(', '))}`;
    case 'refuse':
      return `🚫 ${text.refused} ${inline(decision.because[language])}.`;
    case 'lint-failed':
      return fitSections(
        [
          { markdown: `❌ ${lintWords(decision, language)}` },
          ...decision.files.map((file) => ({
            markdown: fileProblems(file),
            leaveOutAs: { en: file.path, fr: file.path },
          })),
        ],
        language,
      );
    case 'changed-since-approval':
      return `🚫 ${inline(decision.because[language])}${text.colon} ${decision.paths.map(inlineCode).join(', ')}`;
    case 'held':
      return `⏸️ ${inline(decision.because[language])}`;
    case 'ask-stale':
      return `✋ ${text.stale(inline(decision.because[language]), text.roles[decision.role])}`;
    case 'ignore':
    case 'closed':
    case 'merge':
    case 'run':
    case 'already-ran':
    case 'already-accepted':
      return undefined;
    default:
      return decision satisfies never;
  }
}

function lintWords(decision: Extract<ChangeDecision, { kind: 'lint-failed' }>, language: Language): string {
  const text = TEXT[language];
  if (decision.purpose === 'config') return decision.merged ? text.configMerged : text.config;
  return decision.merged ? text.lintMerged : text.lint;
}

const SHOWN_PROBLEMS = 20;

function fileProblems(file: { readonly path: string; readonly problems: readonly string[] }): string {
  const shown = file.problems.slice(0, SHOWN_PROBLEMS).map((problem) => quote(clip(problem, 1_000)));
  const more = file.problems.length > SHOWN_PROBLEMS ? [`… +${file.problems.length - SHOWN_PROBLEMS}`] : [];
  return [`**${inlineCode(file.path)}**`, ...shown, ...more].join('\n\n');
}

const TEXT = {
  en: {
    colon: ':',
    ready: 'Approved. Merge it, and I run it at once.',
    readyConfig: 'Approved by an admin. Once merged, it comes into force.',
    rejected:
      'Merged without the approval of an admin who did not write it, so the version before it stays in force. It lacked:',
    accepted: (paths: string) => `In force from now on: ${paths}.`,
    refused: 'I run nothing of this pull request:',
    lint: 'This cannot run as it is written. Correct it and push; I look again.',
    config: 'This is not valid, and would not come into force. Correct it and push; I look again.',
    configMerged:
      'Merged, but it is not valid, so the version before it stays in force. Correct it in a new pull request.',
    lintMerged: 'Merged, but it cannot run as it is written, so I ran nothing. Correct it in a new pull request.',
    stale: (because: string, role: string) =>
      `I ask before I run this, because ${because}. If it is still wanted, ${role} answers \`/ops confirm\` here; otherwise there is nothing to do.`,
    roles: { viewer: 'a viewer', operator: 'an operator', admin: 'an admin' },
  },
  fr: {
    colon: ' :',
    ready: "Approuvée. Fusionnez-la, et je l'exécute aussitôt.",
    readyConfig: 'Approuvée par un administrateur. Une fois fusionnée, elle entre en vigueur.',
    rejected:
      "Fusionnée sans l'approbation d'un administrateur qui ne l'ait pas écrite : la version précédente reste donc en vigueur. Il manquait :",
    accepted: (paths: string) => `En vigueur à partir de maintenant : ${paths}.`,
    refused: "Je n'exécute rien de cette pull request :",
    lint: "Ceci ne peut pas s'exécuter tel quel. Corrigez et poussez ; je regarderai à nouveau.",
    config: "Ceci n'est pas valide et n'entrerait pas en vigueur. Corrigez et poussez ; je regarderai à nouveau.",
    configMerged:
      "Fusionnée, mais ceci n'est pas valide : la version précédente reste en vigueur. Corrigez-la dans une nouvelle pull request.",
    lintMerged:
      "Fusionnée, mais elle ne peut pas s'exécuter telle quelle : je n'ai rien exécuté. Corrigez-la dans une nouvelle pull request.",
    stale: (because: string, role: string) =>
      `Je demande avant d'exécuter, car ${because}. Si c'est toujours voulu, ${role} répond ici \`/ops confirm\` ; sinon, il n'y a rien à faire.`,
    roles: { viewer: 'un lecteur', operator: 'un opérateur', admin: 'un administrateur' },
  },
} as const;
