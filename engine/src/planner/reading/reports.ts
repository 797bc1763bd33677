import type { Asked } from './reading.js';
import type { Word } from '../words/word.js';

/** Names of what is looked after here. */
const named = new Set<Word['meaning']['kind']>(['service', 'server', 'tag', 'environment']);
/** Stand for one of them, or for what it does. */
const pronoun = /^(?:it|they|he|she|il|elle|ils|elles|ca|cela)$/;
/** May stand between a name and what is told of it. */
const between = new Set<Word['meaning']['kind']>(['filler', 'auxiliary', 'negation', 'all', 'background', 'machines']);
/** "seems to have" */
const infinitive = /^(?:to|a)$/;
/** Told, for want of a better name, by how it ends. */
const tellingEnd = /(?:[^m]ent|[a-z]ing|[a-z]ed|[^r]ait|ee?s?|[a-z]{3}s)$/;
/** "can app-02 reach cache-01", "est-ce que": a question, with or without its mark. */
const opensQuestion = /^(?:is|are|does|do|did|has|can|could|will|would|est ce que|est ce)$/;
/** More words than these that nobody knows, beside a name, are a sentence of their own. */
const sentence = 3;

/**
 * Whether the words tell what goes on with something and ask for nothing: "la barrière lit plus les plaques", "customs
 * hasn't cleared a box since four". Nobody writes that to somebody on call unless something is wrong.
 */
export function isReport(words: readonly Word[], acts: readonly Asked[]): boolean {
  if (words.some(({ meaning }) => meaning.kind === 'help' || meaning.kind === 'dismissal')) return false;
  if (
    acts.some(asksFor) ||
    words.some((_word, at) => looksAtSomething(words, at)) ||
    opensQuestion.test(words[0]?.folded ?? '') ||
    !words.some(({ meaning }) => named.has(meaning.kind))
  )
    return false;
  if (words.some((_word, at) => tells(words, at) || lacks(words, at) || dates(words, at))) return true;
  const unknown = words.filter(({ meaning }) => meaning.kind === 'unknown').length;
  return unknown >= sentence && acts.every(({ part, implied }) => part !== 'topic' || implied === true);
}

/** Whether a question that ends the text is about what is named; after a complaint, "vous pouvez regarder ?" is not. */
export function asksOfNames(words: readonly Word[]): boolean {
  const last = words.at(-1)?.token.clause;
  return (
    words.some(({ folded }) => interrogative.test(folded)) ||
    words.every(({ token }) => token.clause === last) ||
    // "nginx was restarted, is it ok?"
    words.some(
      ({ folded, token }, at) =>
        token.clause === last &&
        words[at - 1]?.token.clause !== last &&
        opensQuestion.test(folded) &&
        pronoun.test(words[at + 1]?.folded ?? ''),
    ) ||
    words.some(({ meaning, token }) => token.clause === last && named.has(meaning.kind))
  );
}

const interrogative = /^(?:quels?|quelles?|which|where|combien|how many|how much|comment)$/;

/** What is forbidden is said to somebody too. */
const asksFor = ({ stance, implied, part, weak, concept }: Asked): boolean =>
  part === 'verb' && implied !== true && !(weak && looks.test(concept)) && /^(?:asked|negated)$/.test(stance);

const looks = /^(?:launch|put|look|show|check)$/;

/** "regarde nginx" asks to see something; "tu peux regarder ?", "merci de voir ce qui se passe" wrap what was told. */
export function looksAtSomething(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word?.meaning.kind !== 'act' || word.meaning.weak !== true || word.stance !== 'asked') return false;
  if (!/^(?:look|show|check)$/.test(word.meaning.concept)) return false;
  return words
    .slice(at + 1)
    .some(
      ({ meaning, token }) =>
        token.clause === word.token.clause &&
        (named.has(meaning.kind) || meaning.kind === 'literal' || (meaning.kind === 'act' && meaning.part === 'topic')),
    );
}

/** "plus de wifi dans les amphis", "ils ne reçoivent plus de courrier": what is not there any more. */
function lacks(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word?.meaning.kind !== 'negation' || word.meaning.told !== true) return false;
  // "debout ou pas"
  if (/^(?:ou|or)$/.test(words[at - 1]?.folded ?? '')) return false;
  const clause = words.filter(({ token }) => token.clause === word.token.clause);
  const next = words.slice(at + 1).find(({ meaning, folded }) => meaning.kind !== 'filler' && folded !== 'de');
  if (next?.token.clause !== word.token.clause) return clause[0] !== word;
  const opens = clause[0] === word && /^(?:plus|aucune?)$/.test(word.folded);
  if (named.has(next.meaning.kind)) return opens || (clause[0] !== word && clause.some(isVerbLike));
  return next.meaning.kind !== 'act' || next.stance === 'told';
}

/** "newswire: zilch since breakfast": what lasts since a moment and is no question is told. */
function dates(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word?.meaning.kind !== 'background' || !/^(?:since|depuis)$/.test(word.folded)) return false;
  return words.slice(0, at).some((before) => isVerbLike(before) && before.token.clause === word.token.clause);
}

const isVerbLike = ({ meaning, stance }: Word): boolean =>
  meaning.kind === 'unknown' || (meaning.kind === 'act' && stance === 'told');

/** Something is said of the name, or of what stands for it, at `at`: by a word that is no name, no order, no place. */
function tells(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !isSubject(words, at)) return false;
  const rest = words.slice(at + 1).filter(({ token }) => token.clause === word.token.clause);
  const found = rest.findIndex(({ meaning, folded }) => !between.has(meaning.kind) && !infinitive.test(folded));
  // "handhelds in Antwerp keep disconnecting", "le cadastre met trois minutes"
  if (rest.some(({ meaning, folded }) => meaning.kind === 'unknown' && /[a-z]{3}ing$/.test(folded))) return true;
  if (lasts.test(rest[0]?.folded ?? '') && rest[1]?.meaning.kind === 'literal') return true;
  const said = rest[found];
  if (said === undefined) return false;
  const helped = rest
    .slice(0, found)
    .some(({ meaning }) => meaning.kind === 'auxiliary' || meaning.kind === 'negation');
  if (said.meaning.kind === 'act') {
    if (said.stance !== 'told' || said.meaning.part !== 'verb') return false;
    return helped || (said.meaning.weak === true && /[^m]ent$/.test(said.folded));
  }
  if (said.meaning.kind !== 'unknown') return false;
  return helped || tellingEnd.test(said.folded) || rest.length > found + 1;
}

const lasts = /^(?:met|mets|mettent|prend|prennent|takes?|took|needs?)$/;

/** What stands behind a preposition is where, and not who. */
function isSubject(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !(named.has(word.meaning.kind) || pronoun.test(word.folded))) return false;
  const before = words.slice(0, at).filter(({ token }) => token.clause === word.token.clause);
  if (before.some(({ meaning }) => meaning.kind === 'except')) return false;
  const last = before.at(-1);
  if (last !== undefined && (last.meaning.kind === 'place-preposition' || /^(?:de|of)$/.test(last.folded)))
    return false;
  // "il conviendrait de": nobody is meant by it.
  return named.has(word.meaning.kind) || words.slice(0, at).some(({ meaning }) => named.has(meaning.kind));
}
