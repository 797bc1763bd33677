import { editDistance } from '../../request/edit-distance.js';
import { staticLexicon, vocabulary } from '../words/lexicon.js';
import { isNearName } from './near-names.js';
import type { Known } from './read-words.js';
import type { Token } from '../words/tokens.js';

/** A slip in a word of this length or longer is told; shorter words are too near one another: "have" and "halve". */
const shortest = 5;
/** Beside a word that leaves out, denies or says which, four letters are enough: letting it go would mean more. */
const shortestThatMatters = 4;
const matters = new Set(['except', 'negation', 'all', 'both', 'ordinal', 'mood', 'background', 'place-preposition']);

const plain = /^[a-z]+$/;
const squeeze = (word: string): string => word.replace(/(.)\1+/g, '$1');
const bySqueezed = groupBy(
  [...vocabulary].filter((word) => plain.test(word) && word.length >= 4),
  squeeze,
);
const byInitial = groupBy(
  [...vocabulary].filter((word) => plain.test(word) && word.length >= 4),
  (word) => word.charAt(0),
);

/** Verbs and what is wrong are told from their slips where it is known whether a verb was said already. */
const readLater = new Set(['act', 'symptom', 'machines']);

/**
 * The token as it was meant where nothing knows it as it stands: letters too often ("stoooop"), two neighbours swapped
 * ("hwo", "lgos"), one slip in a small word ("exept", "pleas"). A name as near as that is left to be read as one.
 */
export function mendTyping(token: Token, known: Known): Token {
  const { kind, folded } = token;
  if (kind !== 'word' || !/^[a-z]{3,}$/.test(folded) || isKnown(folded, known)) return token;
  const meant = unsqueezed(folded, known) ?? unswapped(folded, known) ?? unslipped(folded, known);
  return meant === undefined ? token : { ...token, folded: meant };
}

/** Whether a folded word stands in any lexicon, or is part of a name of the inventory. */
export function isKnown(word: string, { inventory, catalog }: Known): boolean {
  return (
    [vocabulary, inventory.lexicon, inventory.words, catalog.lexicon, inventory.serviceWords].some((names) =>
      names.has(word),
    ) || inventory.loose.has(word)
  );
}

const only = (words: Iterable<string>): string | undefined => {
  const [first, ...others] = new Set(words);
  return others.length > 0 ? undefined : first;
};

function unsqueezed(word: string, { inventory }: Known): string | undefined {
  const squeezed = squeeze(word);
  if (squeezed.length < 3) return undefined;
  return only([
    ...(bySqueezed.get(squeezed) ?? []),
    ...[...inventory.words].filter((name) => name.length >= 4 && squeeze(name) === squeezed),
  ]);
}

function unswapped(word: string, { inventory }: Known): string | undefined {
  const swapped = Array.from({ length: word.length - 1 }, (_, at) =>
    [word.slice(0, at), word.charAt(at + 1), word.charAt(at), word.slice(at + 2)].join(''),
  );
  const found = swapped.filter(
    (one) => one !== word && one.charAt(0) === word.charAt(0) && (vocabulary.has(one) || inventory.words.has(one)),
  );
  return only(found);
}

function unslipped(word: string, known: Known): string | undefined {
  if (word.length < shortestThatMatters || isNearName(word, known.inventory)) return undefined;
  const names = [...known.inventory.words].filter(
    (name) => name.length >= shortest && name.charAt(0) === word.charAt(0),
  );
  const near = [...(byInitial.get(word.charAt(0)) ?? []), ...names].filter((form) => {
    const meaning = staticLexicon.get(form);
    const least = meaning !== undefined && matters.has(meaning.kind) ? shortestThatMatters : shortest;
    const long = Math.min(word.length, form.length) >= least && Math.max(word.length, form.length) >= shortest;
    return long && editDistance(word, form, 1) <= 1;
  });
  // Where a verb or a symptom is as near, it is read with what stands around it.
  if (near.some((form) => readLater.has(staticLexicon.get(form)?.kind ?? ''))) return undefined;
  const kinds = new Set(near.map((form) => staticLexicon.get(form)?.kind));
  return kinds.size === 1 ? near[0] : undefined;
}

function groupBy(words: readonly string[], key: (word: string) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const word of words) groups.set(key(word), [...(groups.get(key(word)) ?? []), word]);
  return groups;
}
