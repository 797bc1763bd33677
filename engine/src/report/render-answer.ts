import type { Language, Localized } from '../actions/action.js';
import { findingLines, type ShownFinding } from './finding-lines.js';
import { fitSections } from './fit-sections.js';
import { codeBlock, details, prose } from './markdown.js';
import { sayMilliseconds } from './say-milliseconds.js';

export interface Answer {
  readonly language: Language;
  /** The short answer, before the figures. */
  readonly message: Localized;
  readonly findings: readonly ShownFinding[];
  /** The runbook that was read with, when anything was. */
  readonly runbook: { readonly yaml: string; readonly durationMs: number } | undefined;
}

/** The answer to a question: what each server showed, and how it was looked at folded under it. */
export function renderAnswer(answer: Answer): string {
  const { language, findings, runbook } = answer;
  const text = TEXT[language];
  const servers = new Set(findings.flatMap((finding) => finding.server ?? [])).size;
  return fitSections(
    [
      { markdown: prose(answer.message[language]) },
      { markdown: findingLines(findings, language) },
      ...(runbook === undefined
        ? []
        : [
            {
              markdown: details(
                text.how(servers, sayMilliseconds(runbook.durationMs)[language]),
                codeBlock(runbook.yaml, 'yaml'),
              ),
              leaveOutAs: RUNBOOK,
            },
          ]),
    ],
    language,
  );
}

const RUNBOOK: Localized = { en: 'the runbook', fr: 'le runbook' };
const TEXT = {
  en: {
    how: (servers: number, span: string) =>
      `Read from ${servers === 1 ? 'one server' : `${servers} servers`} in ${span}; nothing was changed. The runbook`,
  },
  fr: {
    how: (servers: number, span: string) =>
      `Lu sur ${servers === 1 ? 'un serveur' : `${servers} serveurs`} en ${span} ; rien n'a été modifié. Le runbook`,
  },
} as const;
