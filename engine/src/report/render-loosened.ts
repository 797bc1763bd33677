import type { Language, Localized } from '../actions/action.js';
import { fitSections } from './fit-sections.js';
import { inline, inlineCode } from './markdown.js';
import { clip } from './visible-text.js';

/** What a file would allow that is not allowed now. */
export interface LoosenedFile {
  readonly path: string;
  readonly loosens: readonly Localized[];
}

const SHOWN = 30;
/** Leaves room for what else the comment says. */
const LOOSENED_LIMIT = 30_000;

/** Names for the reviewer what a pull request would loosen, file by file; undefined when it loosens nothing. */
export function renderLoosened(files: readonly LoosenedFile[], language: Language): string | undefined {
  const loosening = files.filter(({ loosens }) => loosens.length > 0);
  if (loosening.length === 0) return undefined;
  const text = TEXT[language];
  const sections = loosening.map(({ path, loosens }) => {
    const shown = loosens.slice(0, SHOWN).map((each) => `- ${inline(clip(each[language], 500))}`);
    const more = loosens.length > SHOWN ? [`- … +${loosens.length - SHOWN}`] : [];
    const name = inlineCode(clip(path, 300));
    return {
      markdown: [`⚠️ **${text.would}** ${name}`, ...shown, ...more].join('\n'),
      leaveOutAs: { en: path, fr: path },
    };
  });
  return fitSections(sections, language, LOOSENED_LIMIT);
}

const TEXT = {
  en: { would: 'What this would loosen:' },
  fr: { would: 'Ce que ceci assouplirait :' },
} as const;
