import type { Word } from '../words/word.js';

/** "the first two", "le dernier": which of several, in the order of the inventory. */
export interface Pick {
  readonly from: 'start' | 'end';
  /** How many are passed over from there. */
  readonly skip: number;
  readonly count: number;
}

const counts = new Map(
  'deux:2 two:2 trois:3 three:3 quatre:4 four:4 cinq:5 five:5 six:6 sept:7 seven:7 huit:8 eight:8 dix:10 ten:10 2:2 3:3 4:4 5:5 6:6 7:7 8:8 9:9 10:10'
    .split(' ')
    .map((pair) => pair.split(':'))
    .map(([word = '', value]) => [word, Number(value)] as const),
);
const lastWord = /^(?:last|dernieres?|derniers?)$/;
const places = new Set(['tag', 'machines', 'environment', 'server']);

/** Reads a pick where the words are about machines; "first of all" and "the last 50 lines" are none. */
export function readPick(words: readonly Word[]): Pick | undefined {
  for (const [at, word] of words.entries()) {
    const plainly = word.meaning.kind === 'ordinal' ? word.meaning.number : undefined;
    const number = plainly ?? (lastWord.test(word.folded) ? -1 : undefined);
    if (number === undefined) continue;
    const counted = countAt(words, at);
    const before = words[at - 1];
    const count = counted ?? (before?.meaning.kind === 'both' ? 2 : 1);
    const after = words.slice(at + (counted === undefined || counts.has(before?.folded ?? '') ? 1 : 2));
    if (!isOfPlaces(after, word) && !(plainly !== undefined && endsPlace(words, at, after))) continue;
    return number < 0 ? { from: 'end', skip: -number - 1, count } : { from: 'start', skip: number - 1, count };
  }
  return undefined;
}

function countAt(words: readonly Word[], at: number): number | undefined {
  return counts.get(words[at + 1]?.folded ?? '') ?? counts.get(words[at - 1]?.folded ?? '');
}

/** "first two web servers", "premier des bastions": what is picked from follows at once. */
function isOfPlaces(after: readonly Word[], word: Word): boolean {
  const next = after
    .slice(0, 3)
    .find(({ meaning, folded }) => meaning.kind !== 'filler' && !/^(?:of|de|des|du|en|in)$/.test(folded));
  if (next === undefined || next.token.clause !== word.token.clause) return false;
  // "the first db", "le deuxième cache": of the servers that run it; "first restart nginx" is none.
  return (
    places.has(next.meaning.kind) ||
    (next.meaning.kind === 'service' && next === after.find((one) => one.meaning.kind !== 'filler'))
  );
}

/** "on the first", "sur le dernier": nothing else stands behind the preposition. */
function endsPlace(words: readonly Word[], at: number, after: readonly Word[]): boolean {
  const preposition = words.slice(Math.max(0, at - 2), at).some(({ meaning }) => meaning.kind === 'place-preposition');
  const next = after[0];
  return (
    preposition &&
    (next === undefined || next.token.clause !== words[at]?.token.clause || next.meaning.kind !== 'service')
  );
}

/** The picked ones; undefined where there are not so many. */
export function applyPick(names: readonly string[], { from, skip, count }: Pick): string[] | undefined {
  const picked = from === 'start' ? names.slice(skip, skip + count) : names.slice(0, names.length - skip).slice(-count);
  return picked.length === count ? picked : undefined;
}
