import type { Language, Localized } from '../actions/action.js';
import { inline, inlineCode } from './markdown.js';

/** What a file would allow that is not allowed now. */
export interface LoosenedFile {
  readonly path: string;
  readonly loosens: readonly Localized[];
}

const SHOWN = 30;

/** Names for the reviewer what a pull request would loosen, file by file; undefined when it loosens nothing. */
export function renderLoosened(files: readonly LoosenedFile[], language: Language): string | undefined {
  const loosening = files.filter(({ loosens }) => loosens.length > 0);
  if (loosening.length === 0) return undefined;
  const text = TEXT[language];
  return loosening
    .map(({ path, loosens }) => {
      const shown = loosens.slice(0, SHOWN).map((each) => `- ${inline(each[language])}`);
      const more = loosens.length > SHOWN ? [`- … +${loosens.length - SHOWN}`] : [];
      return [`⚠️ **${text.would}** ${inlineCode(path)}`, ...shown, ...more].join('\n');
    })
    .join('\n\n');
}

const TEXT = {
  en: { would: 'What this would loosen:' },
  fr: { would: 'Ce que ceci assouplirait :' },
} as const;
