import type { CatalogEntry } from '../planner/planner.js';
import { inLanguage } from '../report/in-language.js';
import type { FactPassage } from './passage.js';

/** What the library can do, with a phrase that asks for it. */
export function describeCatalog(catalog: readonly CatalogEntry[]): readonly FactPassage[] {
  return catalog.map(({ path, runbook }) => {
    const { title, description } = runbook.metadata;
    const phrases = runbook.spec.triggers ?? {};
    const say = (language: 'en' | 'fr'): string => {
      const what = description === undefined ? '' : ` : ${inLanguage(description, language)}`;
      const [phrase] = phrases[language] ?? [];
      const ask = phrase === undefined ? '' : ` → /ops ${phrase}`;
      return `${inLanguage(title, language)}${language === 'en' ? what.replace(' : ', ': ') : what}${ask}`;
    };
    return {
      title: runbook.metadata.name,
      source: { kind: 'file', path, anchor: '' },
      says: { en: say('en'), fr: say('fr') },
      words: ['runbook', say('en'), say('fr'), ...(phrases.en ?? []), ...(phrases.fr ?? [])].join(' '),
    };
  });
}
