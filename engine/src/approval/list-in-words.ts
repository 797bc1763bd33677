import type { Localized } from '../actions/action.js';

const CONJUNCTIONS = { or: { en: 'or', fr: 'ou' }, and: { en: 'and', fr: 'et' } } as const;

/** "a, b or c", as both languages write it (no comma before the conjunction). */
export function listInWords(items: readonly Localized[], conjunction: 'or' | 'and'): Localized {
  const join = (language: 'en' | 'fr'): string => {
    const words = items.map((item) => item[language]);
    const last = words.at(-1) ?? '';
    if (words.length < 2) return last;
    return `${words.slice(0, -1).join(', ')} ${CONJUNCTIONS[conjunction][language]} ${last}`;
  };
  return { en: join('en'), fr: join('fr') };
}
