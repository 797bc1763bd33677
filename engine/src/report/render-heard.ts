import type { Language } from '../actions/action.js';
import { inlineCode } from './markdown.js';
import { clip } from './visible-text.js';

/** What somebody told a run that goes on. */
export interface HeardWords {
  readonly by: string;
  readonly words: string;
}

const SHOWN = 10;

/** Who told a run what: in its own comment, so that steering leaves no trail of answers. Empty when nobody did. */
export function renderHeard(heard: readonly HeardWords[], language: Language): string {
  if (heard.length === 0) return '';
  const shown = heard.slice(-SHOWN).map(({ by, words }) => `${inlineCode(by)} ${inlineCode(clip(words, 200))}`);
  const before = heard.length > SHOWN ? [`… +${heard.length - SHOWN}`] : [];
  return `💬 ${language === 'fr' ? 'Entendu :' : 'Heard:'} ${[...before, ...shown].join(', ')}`;
}
