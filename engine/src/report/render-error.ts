import type { Language, Localized } from '../actions/action.js';
import { codeBlock, inline, inlineCode, prose } from './markdown.js';
import { maskSecrets } from './mask-secrets.js';

export interface ShownError {
  readonly language: Language;
  /** What went wrong, named: "The host key of web-01 has changed." */
  readonly problem: Localized;
  readonly server?: string;
  readonly step?: string;
  /** What to do about it. */
  readonly next: Localized;
  /** The exact command that does it, or goes on after it. */
  readonly command?: string;
}

/** A named problem, where it happened, and the exact next thing to do. */
export function renderError(error: ShownError): string {
  const { language } = error;
  const text = TEXT[language];
  const where = [
    ...(error.server === undefined ? [] : [`${text.server} ${inlineCode(error.server)}`]),
    ...(error.step === undefined ? [] : [`${text.step} ${inlineCode(error.step)}`]),
  ].join(' · ');
  return [
    `❌ ${prose(maskSecrets(error.problem[language]))}`,
    where,
    `**${text.next}** ${inline(maskSecrets(error.next[language]))}`,
    error.command === undefined ? '' : codeBlock(error.command),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const TEXT = {
  en: { server: 'server', step: 'step', next: 'Next:' },
  fr: { server: 'serveur', step: 'étape', next: 'Ensuite :' },
} as const;
