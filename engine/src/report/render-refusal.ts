import type { Language, Localized } from '../actions/action.js';
import { inline, prose } from './markdown.js';

/** What will not be done, why, and who could have it done; `could` is nameEligible(whoCould(…)). */
export function renderRefusal(refusal: {
  readonly language: Language;
  readonly because: Localized;
  readonly could?: Localized | undefined;
  /** What can be done instead. */
  readonly instead?: Localized;
}): string {
  const { language, because, could, instead } = refusal;
  const text = TEXT[language];
  const who = could === undefined ? '' : `${text.could} ${inline(could[language])}.`;
  const other = instead === undefined ? '' : inline(instead[language]);
  return [`${text.no} ${prose(because[language])}`, who, other].filter((part) => part !== '').join('\n\n');
}

const TEXT = {
  en: { no: '🚫 I do not do this.', could: 'Who could ask for it:' },
  fr: { no: '🚫 Je ne le fais pas.', could: 'Qui pourrait le demander :' },
} as const;
