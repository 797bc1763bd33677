import { staticLexicon } from './lexicon.js';
import type { Word } from './word.js';

const determiner =
  /^(?:the|a|an|le|la|les|un|une|des|du|mon|ma|mes|nos|notre|votre|vos|leurs?|son|sa|ses|ce|cet|cette|ces|our|my|their|his|her|these|those|some|any|all|every|each|many|most|half|several|tous|toutes?|tout|chaque|plusieurs|certains|certaines|aucune?|no)$/;
/** Stand for somebody or something else than who writes or reads. */
const others =
  /^(?:il|elle|ils|elles|ca|cela|ceux|celles|it|they|he|she|everyone|everybody|nobody|personne|people|customers|clients|gens|monde|who|qui|which)$/;
/** Stand between a subject and its verb, and change nothing. */
const between =
  /^(?:se|me|te|nous|y|en|ne|le|la|les|lui|leur|still|just|now|also|again|only|even|keep|keeps|can|could|may|might|will|would|do|does|cant|cannot|dont|doesnt|wont|couldnt|wouldnt|are|is|peut|peuvent|pouvait|pourrait|pourraient|vont|va|veut|veulent|doit|doivent)$/;
/** A verb's own endings: an infinitive and a polite order have no subject before them. */
const unbound = /(?:er|ir|oir|ez)$/;
const modal =
  /^(?:can|could|may|might|will|would|do|does|cant|cannot|dont|doesnt|wont|couldnt|wouldnt|peut|peuvent|pouvait|pourrait|pourraient|vont|va|veut|veulent|doit|doivent)$/;

/**
 * Whether the verb at `at` is what somebody else does: "le guichet appelle", "nobody can move them", "the drivers open it
 * by hand". Names of the inventory are no such subject: "le site redémarre" may well be an order, said the wrong way
 * round.
 */
export function hasSubject(words: readonly Word[], at: number): boolean {
  const verb = words[at];
  if (verb === undefined || verb.meaning.kind !== 'act' || verb.folded.includes(' ')) return false;
  if (isSlipInTold(words, at)) return true;
  // "met une heure à s'afficher"
  if (/^(?:se|s)$/.test(words[at - 1]?.folded ?? '')) return true;
  // A third person of many: no order ends so. "redémarrement" and "emplacement" are nouns.
  if (/[a-z]{3}ent$/.test(verb.folded) && !verb.folded.endsWith('ment')) return true;
  const before = words.slice(0, at).filter(({ token }) => token.clause === verb.token.clause);
  let index = before.length - 1;
  let [helped, bound] = [false, false];
  while (index >= 0 && between.test(before[index]?.folded ?? '')) {
    helped ||= modal.test(before[index]?.folded ?? '');
    bound ||= !determiner.test(before[index]?.folded ?? '');
    index -= 1;
  }
  const last = before[index];
  if (last === undefined || (unbound.test(verb.folded) && !helped)) return false;
  if (others.test(last.folded)) return bound || index === before.length - 1;
  index = pastPlace(before, index);
  const head = before[index];
  if (head === undefined || !isThing(head)) return false;
  // "uploads to the vault stop": many, and nothing before them.
  if (index === 0 && head.meaning.kind === 'unknown' && /[^s]s$/.test(head.folded) && !/[^m]e$|s$/.test(verb.folded))
    return true;
  while (index >= 0 && (isThing(before[index]) || names.has(before[index]?.meaning.kind ?? 'filler'))) index -= 1;
  const first = before[index]?.folded ?? '';
  if (!determiner.test(first) || isOrderAtEnd(words, at)) return false;
  // English has its compounds, "the payroll upgrade", and plurals that act: "the users call".
  const acts = english.test(first) ? /[^s]s$/.test(head.folded) : /e$/.test(verb.folded);
  return (
    (helped || acts) &&
    before.slice(0, index).every(({ meaning, folded }) => opens.has(meaning.kind) || determiner.test(folded))
  );
}

/**
 * What only looks like a verb, where nobody orders: "mort raide" is no slip of "raise", and "orders" ends like a thing
 * or like what somebody does.
 */
function isSlipInTold(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || staticLexicon.has(word.folded)) return false;
  const before = words[at - 1];
  const follows = before?.token.clause === word.token.clause && /^(?:symptom|auxiliary)$/.test(before.meaning.kind);
  return follows || (word.folded.endsWith('s') && staticLexicon.has(word.folded.slice(0, -1)));
}

/** "les envois vers la sonothèque": past where, or of what, to the thing itself. */
function pastPlace(before: readonly Word[], at: number): number {
  let index = at;
  while (index > 0 && names.has(before[index]?.meaning.kind ?? 'filler')) index -= 1;
  if (index === at) return at;
  while (index > 0 && determiner.test(before[index]?.folded ?? '')) index -= 1;
  const preposition =
    before[index]?.meaning.kind === 'place-preposition' || /^(?:de|vers|of)$/.test(before[index]?.folded ?? '');
  return preposition ? index - 1 : at;
}
const names = new Set<Word['meaning']['kind']>(['service', 'server', 'tag', 'environment']);

/** What may stand before the subject in its thought. */
const opens = new Set<Word['meaning']['kind']>(['filler', 'and', 'background', 'negation', 'mood', 'all']);

const isThing = (word: Word | undefined): boolean =>
  word?.meaning.kind === 'unknown' || (word?.meaning.kind === 'act' && word.meaning.part === 'topic');

/** "les vieux dossiers, purge-les": the pronoun hangs on an order. */
const isOrderAtEnd = (words: readonly Word[], at: number): boolean => {
  const clause = words[at]?.token.clause;
  return /^(?:le|la|les|moi|them|it)$/.test(words[at + 1]?.folded ?? '') && words[at + 2]?.token.clause !== clause;
};

const english = /^(?:the|a|an|our|my|their|his|her|these|those|some|any|all|every|each|many|most|half|several|no)$/;
