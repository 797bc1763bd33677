import type { Lexicon, Meaning } from '../vocabulary/meaning.js';
import { tokenise } from './tokens.js';
import { acts, toldActs } from '../vocabulary/acts.js';
import { filler } from '../vocabulary/filler.js';
import { grammar } from '../vocabulary/grammar.js';
import { symptoms } from '../vocabulary/symptoms.js';

/** The key under which words stand in a lexicon: as the tokeniser reads them, one space between. */
export const lexiconKey = (words: string): string =>
  plainName.test(words)
    ? words
    : tokenise(words)
        .map((token) => token.folded)
        .join(' ');

/** One word that the tokeniser leaves as it is, as most names of a large inventory are. */
const plainName = /^[a-z]+$|^(?=.*\d$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Longest entry of any lexicon, in words. */
export const longestEntry = 7;

/** Everything that is understood without knowing the inventory or the catalog. The first entry for a form wins. */
export const staticLexicon: Lexicon = build([
  ...acts,
  ...symptoms,
  ...toldActs,
  ...grammar,
  ...filler.map((word): [string, Meaning] => [word, { kind: 'filler' }]),
]);

/** Every single word of it. */
export const vocabulary: ReadonlySet<string> = new Set([...staticLexicon.keys()].flatMap((form) => form.split(' ')));

function build(entries: Iterable<readonly [string, Meaning]>): Lexicon {
  const lexicon = new Map<string, Meaning>();
  for (const [form, meaning] of entries) {
    const key = lexiconKey(form);
    if (key !== '' && !lexicon.has(key)) lexicon.set(key, meaning);
  }
  return lexicon;
}
