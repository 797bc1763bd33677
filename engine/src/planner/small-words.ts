import { editDistance } from '../request/edit-distance.js';
import { staticLexicon } from './lexicon.js';
import type { Meaning } from './meaning.js';

/** Kinds of the words around names and verbs; a slip in "except" must not let go what was excepted. */
const smallKinds = new Set<Meaning['kind']>([
  'filler',
  'negation',
  'except',
  'all',
  'both',
  'background',
  'auxiliary',
  'place-preposition',
  'mood',
  'ordinal',
  'other-one',
  'follow-up',
]);
/** Shorter words are too near one another: "have" and "halve". */
const shortest = 5;

const byInitial = group();

function group(): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [form, { kind }] of staticLexicon) {
    if (!smallKinds.has(kind) || form.length < shortest || !/^[a-z]+$/.test(form)) continue;
    groups.set(form.charAt(0), [...(groups.get(form.charAt(0)) ?? []), form]);
  }
  return groups;
}

/** Adverbs say how, and how often is no question of what or where; these few say how much. */
const adverb = /^[a-z]{4,}(?:ment|ly)$/;
const limiting = /^(?:partial|partiel|exclu|excep|uni|sole|sing|alternat|respecti|success|separe|part)/;

/**
 * What a word that nothing knows is as one of the small words: an adverb, or one of them with one slip. Undefined where
 * it is neither, or could be two of different kinds.
 */
export function readSmallWord(folded: string): Meaning | undefined {
  if (adverb.test(folded) && !limiting.test(folded)) return { kind: 'filler' };
  if (folded.length < shortest || !/^[a-z]+$/.test(folded)) return undefined;
  const near = (byInitial.get(folded.charAt(0)) ?? []).filter((form) => editDistance(folded, form, 1) <= 1);
  const kinds = new Map(near.map((form) => [kindOf(staticLexicon.get(form)), staticLexicon.get(form)]));
  const [meaning, ...others] = kinds.values();
  return others.length > 0 ? undefined : meaning;
}

const kindOf = (meaning: Meaning | undefined): string =>
  meaning?.kind === 'mood' ? `mood ${meaning.mood}` : (meaning?.kind ?? '');
