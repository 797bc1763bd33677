import type { Localized } from './action.js';

/** The same text in every language: names, figures, what a server printed. */
export const sameText = (text: string): Localized => ({ en: text, fr: text });

/** Parts one after the other, in each language. */
export const joinLocalized = (parts: readonly Localized[], separator: Localized): Localized => ({
  en: parts.map((part) => part.en).join(separator.en),
  fr: parts.map((part) => part.fr).join(separator.fr),
});
