import type { Word } from './word.js';

/**
 * Cuts a request where another thing is asked for: at "and", "then" and punctuation, or where a second verb begins.
 * What asks for nothing by itself ("on web-01 and web-02", "please") stays with what stands before it.
 */
export function cutIntoParts(words: readonly Word[]): (readonly Word[])[] {
  const pieces: Word[][] = [];
  for (const [at, word] of words.entries()) {
    const last = pieces.at(-1);
    const before = words[at - 1];
    const cut =
      last === undefined ||
      before?.token.clause !== word.token.clause ||
      (word.meaning.kind === 'and' && !isPlaceNext(words, at)) ||
      (isVerb(word) && last.some(isVerb) && !isWeak(before));
    if (cut) pieces.push([word]);
    else last.push(word);
  }
  const parts: Word[][] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    // What comes before the first thing asked belongs to it; everything else to what it follows.
    if (last === undefined || (asks(piece) && asks(last))) parts.push([...piece]);
    else last.push(...piece);
  }
  return parts;
}

/** "on web-01 and web-02": a list goes on. */
function isPlaceNext(words: readonly Word[], at: number): boolean {
  const next = words.slice(at + 1).find(({ meaning }) => meaning.kind !== 'filler');
  return next === undefined || ['server', 'tag', 'environment', 'unknown-server'].includes(next.meaning.kind);
}

const isVerb = ({ meaning, stance }: Word): boolean =>
  meaning.kind === 'act' && meaning.part !== 'topic' && stance === 'asked' && meaning.concept !== 'launch';
const isWeak = (word: Word | undefined): boolean => word?.meaning.kind === 'act' && word.meaning.weak === true;

/** Whether something is asked for: a verb, a topic, or a look at something named. */
const asks = (words: readonly Word[]): boolean =>
  words.some(
    ({ meaning, stance }) =>
      meaning.kind === 'act' && meaning.weak !== true && (stance === 'asked' || meaning.part === 'topic'),
  ) ||
  (words.some(({ meaning }) => meaning.kind === 'act' && meaning.weak === true && meaning.concept !== 'launch') &&
    words.some(({ meaning }) => ['service', 'server', 'literal', 'tag'].includes(meaning.kind)));
