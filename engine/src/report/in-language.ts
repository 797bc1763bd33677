import type { Language, Localized } from '../actions/action.js';

/** A text of a runbook in one language; a text written in one language only is the same in both. */
export function inLanguage(text: string | Localized, language: Language): string {
  return typeof text === 'string' ? text : text[language];
}
