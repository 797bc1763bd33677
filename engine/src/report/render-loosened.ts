import type { Language, Localized } from '../actions/action.js';
import { fitSections, type Section } from './fit-sections.js';
import { inline, inlineCode } from './markdown.js';
import { clip } from './visible-text.js';

/** What a file would allow that is not allowed now. */
export interface LoosenedFile {
  readonly path: string;
  readonly loosens: readonly Localized[];
  /** What it says of things that there are none of. */
  readonly idle: readonly Localized[];
}

const SHOWN = 30;
/** Leaves room for what else the comment says. */
const LOOSENED_LIMIT = 30_000;

/** Names for the reviewer what a pull request would loosen, file by file; undefined when it loosens nothing. */
export function renderLoosened(files: readonly LoosenedFile[], language: Language): string | undefined {
  const text = TEXT[language];
  const sections = files.flatMap(({ path, loosens, idle }) => [
    ...listed(`⚠️ **${text.would}**`, path, loosens, language),
    ...listed(`❔ **${text.idle}**`, path, idle, language),
  ]);
  if (sections.length === 0) return undefined;
  return fitSections(sections, language, LOOSENED_LIMIT);
}

function listed(title: string, path: string, all: readonly Localized[], language: Language): readonly Section[] {
  if (all.length === 0) return [];
  const shown = all.slice(0, SHOWN).map((each) => `- ${inline(clip(each[language], 500))}`);
  const more = all.length > SHOWN ? [`- … +${all.length - SHOWN}`] : [];
  const markdown = [`${title} ${inlineCode(clip(path, 300))}`, ...shown, ...more].join('\n');
  return [{ markdown, leaveOutAs: { en: path, fr: path } }];
}

const TEXT = {
  en: { would: 'What this would loosen:', idle: 'What holds for nothing now:' },
  fr: { would: 'Ce que ceci assouplirait :', idle: "Ce qui ne s'applique à rien pour l'instant :" },
} as const;
