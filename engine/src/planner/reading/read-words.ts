import { bareAddresses } from '../words/bare-addresses.js';
import type { CatalogIndex } from '../indexes/catalog-index.js';
import { countedOn } from './counted-on.js';
import { withCourtesyLast } from '../words/courtesy-tokens.js';
import type { InventoryIndex } from '../indexes/inventory-index.js';
import { lexiconKey, longestEntry, staticLexicon } from '../words/lexicon.js';
import { readLooseWord, splitServerName } from './loose-words.js';
import type { Meaning } from '../vocabulary/meaning.js';
import { isKnown, mendTyping } from './mend-typing.js';
import { narrowedNames } from './narrowed-names.js';
import { namedByRole } from './named-by-role.js';
import { literalWords } from '../words/literals.js';
import { numberedPlaces } from '../words/numbered-places.js';
import { namesOfRoles } from '../words/roles.js';
import { writeSpoken } from '../words/spoken.js';
import { type Token, tokenise } from '../words/tokens.js';
import type { Word } from '../words/word.js';

/** What names and phrases are known besides the language itself. */
export interface Known {
  readonly inventory: InventoryIndex;
  readonly catalog: CatalogIndex;
}

/** Reads a text left to right, the longest known expression first. */
export function readWords(text: string, known: Known): Word[] {
  const tokens = withCourtesyLast(writeSpoken(tokenise(text))).map((token) =>
    mendTyping(withoutLabel(token, known), known),
  );
  const words: Word[] = [];
  let position = 0;
  while (position < tokens.length) {
    const token = tokens[position];
    if (token === undefined) break;
    const { meaning, length, within } = readAt(tokens, position, known, words);
    const read = tokens.slice(position, position + length).filter((one) => one !== within);
    words.push({ meaning, token, folded: read.map((one) => one.folded).join(' ') });
    if (within !== undefined)
      words.push({ meaning: { kind: 'unknown', typed: within.raw }, token: within, folded: within.folded });
    position += length;
  }
  const placed = namedByRole(narrowedNames(namesOfGroups(words, known.inventory), known.inventory), known.inventory);
  return namesOfRoles(bareAddresses(literalWords(numberedPlaces(countedOn(placed, known.inventory)))));
}

/** "host=cache-02", "root@cache-02": the name that stands behind its label. */
function withoutLabel(token: Token, { inventory }: Known): Token {
  const named = /[=@]([^=@]+)$/.exec(token.folded)?.[1];
  return token.kind !== 'word' || named === undefined || !inventory.lexicon.has(named)
    ? token
    : { ...token, raw: named, folded: named };
}

function readAt(
  tokens: readonly Token[],
  position: number,
  known: Known,
  before: readonly Word[],
): { meaning: Meaning; length: number; within?: Token } {
  const token = tokens[position];
  if (token === undefined) return { meaning: { kind: 'filler' }, length: 1 };
  if (token.kind !== 'word' && token.kind !== 'number') {
    return { meaning: { kind: 'literal', literal: token.kind, value: token.raw }, length: 1 };
  }
  const acted = before.some(({ meaning }) => meaning.kind === 'act' && meaning.weak !== true);
  for (let length = Math.min(longestEntry, tokens.length - position); length >= 1; length--) {
    const slice = tokens.slice(position, position + length);
    if (slice.some((one) => one.clause !== token.clause || (one.kind !== 'word' && one.kind !== 'number'))) continue;
    const key = slice.map((one) => one.folded).join(' ');
    const meaning = lookUp(key, known, acted);
    if (meaning !== undefined) return { meaning, length };
    const split = readSplit(slice, known);
    if (split !== undefined) return { ...split, length };
    if (length >= 2 && length <= 4) {
      const server = splitServerName(slice, known.inventory);
      if (server !== undefined) return { meaning: server, length };
    }
  }
  if (token.kind === 'number')
    return { meaning: { kind: 'literal', literal: 'number', value: token.folded }, length: 1 };
  return { meaning: readLooseWord(token, known.inventory, acted), length: 1 };
}

/** What leaves out, denies or supposes: read past it, more would be meant than was said. */
const limits = new Set<Meaning['kind']>(['except', 'negation', 'mood']);

/** "à zorglub l'exception de": such an expression with a word in it that nobody knows. */
function readSplit(slice: readonly Token[], known: Known): { meaning: Meaning; within: Token } | undefined {
  const strange = slice
    .slice(1, -1)
    .filter(({ kind, folded }) => kind === 'word' && /^[a-z]{4,}$/.test(folded) && !isKnown(folded, known));
  const [within] = strange;
  if (within === undefined || strange.length > 1) return undefined;
  const rest = slice.filter((one) => one !== within);
  const meaning = staticLexicon.get(rest.map(({ folded }) => folded).join(' '));
  return meaning !== undefined && (limits.has(meaning.kind) || isAct(meaning)) ? { meaning, within } : undefined;
}

const isAct = (meaning: Meaning): boolean => meaning.kind === 'act';

const withoutArticle = (key: string): string => key.replace(/^(?:le|la|les|the|notre|our) (?=\S)/, '');

/**
 * A name wins over a verb of the same spelling only once something was asked: "restart backup", but "backup /etc". A
 * name that is a common word too keeps its topic.
 */
function lookUp(key: string, { inventory, catalog }: Known, acted: boolean): Meaning | undefined {
  const name = inventory.lexicon.get(key);
  const word = staticLexicon.get(key) ?? catalog.lexicon.get(key) ?? (name && staticLexicon.get(withoutArticle(key)));
  if (name === undefined) return word;
  if (word?.kind !== 'act') return name;
  // "celui de recette" is no recipe where an environment is called so.
  if (word.part !== 'topic') return acted || name.kind === 'environment' ? name : word;
  return name.kind === 'service' ? { ...name, topic: word.concept, common: true } : name;
}

/** "web servers" and "serveurs web" are the machines tagged web, even where a service is called web too. */
function namesOfGroups(words: readonly Word[], inventory: InventoryIndex): Word[] {
  return words.map((word, at) => {
    if (word.meaning.kind !== 'service') return word;
    const servers = inventory.tags.get(lexiconKey(word.folded));
    const beside = [words[at - 1], words[at + 1]].some((other) => other?.meaning.kind === 'machines');
    return servers !== undefined && beside ? { ...word, meaning: { kind: 'tag', servers, typed: word.folded } } : word;
  });
}
