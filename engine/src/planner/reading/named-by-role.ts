import type { InventoryIndex } from '../indexes/inventory-index.js';
import { partsKey, type Role, sameRole } from '../indexes/role-names.js';
import type { Meaning } from '../vocabulary/meaning.js';
import type { Word } from '../words/word.js';

/** Stand between the words of one name, and say nothing themselves. */
const joining = /^(?:de|d|du|des|of|for|the|le|la|les|l|a|au|aux|at|in|en|qui|fait|pour|ce|cette|notre|our)$/;
const determiner = /^(?:the|le|la|les|l|un|une|a|an|notre|nos|our|cette|ce|des|du|de|of|aux|au)$/;
/** Where something stands. */
const where = /^(?:(?:and|et) )?(?:on|sur|at|chez|dans|in|inside|cote)$/;
/** A quality rather than a kind: which of several. */
const qualities = new Set(['replica', 'primary', 'old', 'new']);
/** What a machine has, and no database: what is asked of a role then, is asked of its machine. */
const ofMachine = new Set('status health load cpu memory swap disk uptime process'.split(' '));

/**
 * Machines that are named by what they are for, or by the parts of their names: "the database box", "the replica",
 * "serveur d'impression", "le vieux vps" for vps-old, "gateway at Canal" for canal-passerelle. Only where such a word
 * stands as a place; elsewhere it stays what it is.
 */
export function namedByRole(said: readonly Word[], index: InventoryIndex): Word[] {
  const words = namedByParts(said, index);
  const alone = words.every(({ meaning: { kind } }) => !names.has(kind));
  const about = words.some(({ meaning }) => meaning.kind === 'act' && ofMachine.has(meaning.concept));
  const wrong = words.some(({ meaning }) => meaning.kind === 'symptom');
  return words.map((word, at): Word => {
    if (!isOpen(word)) return word;
    const quality = qualities.has(sameRole(word.folded));
    if (quality && isBesideServer(words, at)) return { ...word, meaning: { kind: 'filler' } };
    const role = index.roles.get(word.folded);
    if (role === undefined) return word;
    const placed =
      isBesideMachine(words, at) ||
      (isNamed(word) &&
        (isPlaced(words, at) ||
          (quality && isTurnedTo(words, at)) ||
          (quality && isBesideGroup(words, at, role, index)))) ||
      (alone && !isVerb(word) && ((about && sameRole(word.folded) === 'db') || (wrong && isTold(word))));
    return placed ? { ...word, meaning: tagOf(word, role) } : word;
  });
}

/** Roles whose words mean hardly anything else: what is wrong with them is wrong on their machines. */
const told = new Set(
  'db replica primary storage mail gateway proxy lb vpn dns monitoring print stream imaging billing meter portal directory telephony maps payroll'.split(
    ' ',
  ),
);
const isTold = ({ folded }: Word): boolean => told.has(sameRole(folded));

const names = new Set<Meaning['kind']>(['service', 'server', 'tag', 'environment', 'unknown-server']);

const tagOf = ({ folded }: Word, { servers, dimension }: Role): Meaning => ({
  kind: 'tag',
  servers,
  typed: folded,
  dimension,
});

/** Nothing of the inventory is meant by it as yet. */
const isOpen = ({ meaning: { kind }, token }: Word): boolean =>
  !token.quoted && /^(?:act|unknown|service-noun|filler)$/.test(kind);
const isVerb = ({ meaning }: Word): boolean => meaning.kind === 'act' && meaning.part !== 'topic';
const isNamed = (word: Word): boolean => !isVerb(word) && word.meaning.kind !== 'service-noun';

const isMachine = (word: Word | undefined): boolean => word?.meaning.kind === 'machines';

/** The nearest word in a direction that is more than an article or a preposition, within the thought. */
function near(words: readonly Word[], at: number, step: 1 | -1): Word | undefined {
  for (let index = at + step; ; index += step) {
    const word = words[index];
    if (word === undefined || word.token.clause !== words[at]?.token.clause) return undefined;
    if (!joining.test(word.folded)) return word;
  }
}

/** "the database box", "serveur d'impression"; "backup the server" is an order. */
function isBesideMachine(words: readonly Word[], at: number): boolean {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]];
  if (word === undefined) return false;
  if (isMachine(near(words, at, -1)) && (!isVerb(word) || !isMachine(before))) return true;
  if (!isMachine(after) || after?.token.clause !== word.token.clause) return false;
  return !isVerb(word) || (before?.token.clause === word.token.clause && determiner.test(before.folded));
}

/** "on the replica", "sauf la base" */
function isPlaced(words: readonly Word[], at: number): boolean {
  const clause = words[at]?.token.clause;
  const before = words.slice(Math.max(0, at - 3), at).filter(({ token }) => token.clause === clause);
  const last = before.findLastIndex(({ folded }) => !determiner.test(folded));
  const preposition = before[last];
  if (preposition === undefined) return false;
  return preposition.meaning.kind === 'except' || (where.test(preposition.folded) && last < before.length - 1);
}

/** "now the replica", "et le secondaire ?": nothing is said besides. */
const isTurnedTo = (words: readonly Word[], at: number): boolean =>
  at === words.length - 1 &&
  words.length <= longestTurn &&
  turn.test(words[0]?.folded ?? '') &&
  words.slice(0, at).every(({ meaning: { kind } }) => /^(?:filler|follow-up|and)$/.test(kind));
const turn = /^(?:now|maintenant|and|et|then|puis|what about|plutot|instead|same|idem|pareil)$/;
const longestTurn = 4;

/** "le primaire db-01" */
const isBesideServer = (words: readonly Word[], at: number): boolean =>
  [near(words, at, -1), near(words, at, 1)].some((word) => word?.meaning.kind === 'server');

/** "postgres secondaire", "the old web servers": some of those that are named have it. */
const isBesideGroup = (words: readonly Word[], at: number, { servers }: Role, index: InventoryIndex): boolean =>
  [near(words, at, -1), near(words, at, 1)].some((word) => {
    if (word?.meaning.kind === 'tag') return word.meaning.servers.some((name) => servers.includes(name));
    if (word?.meaning.kind !== 'service') return false;
    return word.meaning.services.flatMap((name) => index.hostsOf(name)).some((name) => servers.includes(name));
  });

/** More words than these make no name. */
const longestName = 3;

/** Neighbours that make up the whole name of one server, in any order and language. A service stays one besides. */
function namedByParts(words: readonly Word[], index: InventoryIndex): Word[] {
  const read = [...words];
  for (let at = 0; at < words.length; at++) {
    const run = runFrom(words, at);
    for (let length = Math.min(longestName, run.length); length >= 2; length--) {
      const places = run.slice(0, length);
      const named = places.flatMap((place) => words[place] ?? []);
      const [only, ...others] = index.parts.get(partsKey(named.map(bare))) ?? [];
      const carrier = places.find((place) => words[place]?.meaning.kind !== 'service');
      if (only === undefined || others.length > 0 || carrier === undefined) continue;
      const typed = named.map(({ token }) => token.raw).join(' ');
      for (const place of places) {
        const word = read[place];
        if (word === undefined || (word.meaning.kind === 'service' && place !== carrier)) continue;
        read[place] = {
          ...word,
          meaning: place === carrier ? { kind: 'server', servers: [only], typed, exact: false } : { kind: 'filler' },
        };
      }
      at = places.at(-1) ?? at;
      break;
    }
  }
  return read;
}

const bare = ({ folded }: Word): string => folded.replace(/^(?:le|la|les|the|notre|our) (?=\S)/, '');

/** Places of the words from `at` on that may be parts of one name: articles, prepositions and machines are passed over. */
function runFrom(words: readonly Word[], at: number): number[] {
  const run: number[] = [];
  for (let index = at; index < words.length && run.length < longestName; index++) {
    const word = words[index];
    if (word === undefined || word.token.clause !== words[at]?.token.clause) break;
    if (run.length > 0 && (joining.test(word.folded) || isMachine(word))) continue;
    if (!/^(?:act|unknown|service|tag|filler|server)$/.test(word.meaning.kind) || isVerb(word)) break;
    if (word.meaning.kind === 'server' && word.folded.includes('-')) break;
    run.push(index);
  }
  return run;
}
