import type { Language, Localized } from '../actions/action.js';
import { inline } from './markdown.js';
import { clip } from './visible-text.js';

/** GitHub refuses a body longer than this many characters. */
export const MAX_COMMENT = 65_536;
/** Room for the marker and for the notice of what was left out. */
const RESERVE = 1_000;

/** A part of a comment that is shown whole or not at all. */
export interface Section {
  readonly markdown: string;
  /** What to call it when it is left out. Sections without a name are the message itself and go last. */
  readonly leaveOutAs?: Localized;
  /** Among named sections, those with a lower number are left out first; 0 unless given. */
  readonly importance?: number;
}

/**
 * Joins the sections, leaving out named ones, the least important and among them the longest first, until the comment fits, and says what is missing.
 * Nothing is ever cut in its middle, where a fence or a fold would stay open.
 */
export function fitSections(sections: readonly Section[], language: Language, max: number = MAX_COMMENT): string {
  const shown = sections.filter((section) => section.markdown !== '');
  const kept = new Set(shown);
  const inOrderOfLoss = [
    ...shown.filter((section) => section.leaveOutAs !== undefined).sort(byLoss),
    ...shown.filter((section) => section.leaveOutAs === undefined).reverse(),
  ];
  let length = shown.reduce((sum, section) => sum + section.markdown.length + 2, 0);
  for (const section of inOrderOfLoss) {
    if (length <= max - RESERVE) break;
    kept.delete(section);
    length -= section.markdown.length + 2;
  }
  const lost = shown.filter((section) => !kept.has(section));
  return [...shown.filter((section) => kept.has(section)).map((section) => section.markdown), notice(lost, language)]
    .filter((markdown) => markdown !== '')
    .join('\n\n');
}

function byLoss(left: Section, right: Section): number {
  return (left.importance ?? 0) - (right.importance ?? 0) || right.markdown.length - left.markdown.length;
}

const NAMED = 5;

function notice(lost: readonly Section[], language: Language): string {
  if (lost.length === 0) return '';
  const names = lost.flatMap((section) =>
    section.leaveOutAs === undefined ? [] : inline(clip(section.leaveOutAs[language], 100)),
  );
  const named = names.slice(0, NAMED).join(', ');
  const others = lost.length - Math.min(names.length, NAMED);
  const list = [named, others > 0 ? OTHERS[language](others) : ''].filter((part) => part !== '').join(', ');
  return NOTICE[language](list);
}

const OTHERS = {
  en: (count: number) => `${count} more`,
  fr: (count: number) => `${count} de plus`,
} as const;
const NOTICE = {
  en: (list: string) => `_Left out, because a comment holds only so much: ${list}._`,
  fr: (list: string) => `_Laissé de côté, car un commentaire n'est pas extensible : ${list}._`,
} as const;
