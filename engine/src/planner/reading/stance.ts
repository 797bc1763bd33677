import { isNoun, isWanted, nounAsks } from '../words/nouns.js';
import type { Stance } from '../vocabulary/meaning.js';
import { hasSubject } from '../words/subject-of-verb.js';
import { isWished } from '../words/wished.js';
import type { Word } from '../words/word.js';

/** What is wrong is that something cannot be done. */
const cannot =
  /\b(?:can|cant|cannot|peut|peuvent|pouvons|arrive|arrivent|arrivons|parvient|parviennent|unable|no longer)$|\b(?:arrive|arrivent|arrivons|parvient|parviennent|peut|peuvent|pouvons) plus$|\b(?:fait que|arrete pas de|plus personne(?: ne)?)$/;
/** How far back a word can govern the verb that follows it. */
const reach = 4;
const participle = /(?:é|ée|és|ées)$/u;
const pronouns = new Set(['il', 'elle', 'ils', 'elles', 'ca', 'it', 'they']);
const questions = new Set(
  'is are does did has was were will can could would est-ce est'.split(' ').concat('est ce que', 'est ce'),
);
const needs = new Set([
  'be',
  'needs',
  'need',
  'must',
  'to',
  'get',
  'etre',
  'faut',
  'besoin',
  'avoir',
  'try',
  'trying',
  'about',
  'by',
  'worth',
  'thinking of',
  'thinking about',
  'considering',
]);

/**
 * Whether the verb at `at` asks for something, is denied ("don't restart"), fails ("nginx won't start"), or is
 * only told ("nginx was restarted", "since the restart").
 */
export function stanceOf(words: readonly Word[], at: number): Stance {
  const word = words[at];
  if (word === undefined) return 'told';
  const clause = word.token.clause;
  const inClause = (index: number): Word | undefined =>
    words[index]?.token.clause === clause ? words[index] : undefined;
  // One quoted word is emphasis; more are somebody else's.
  if (word.token.quoted && (words[at - 1]?.token.quoted === true || words[at + 1]?.token.quoted === true))
    return 'told';
  const wanted = needs.has(inClause(at - 1)?.folded ?? '') || isWished(words, at);
  const described = word.meaning.kind === 'act' && word.meaning.described === true;
  if (described && !wanted && !(word.folded.endsWith('ing') && isWanted(words, at))) return 'told';
  // "pas de reboot ce soir", "no restart": the deed is what is denied.
  if (isNoun(words, at) && inClause(at - 1)?.meaning.kind === 'negation') return 'negated';
  // "web-01 a reboot": that it did.
  const told = word.token.raw === 'a' && word.folded.startsWith('a ') && isName(inClause(at - 1));
  if (told || (isNoun(words, at) && !nounAsks(words, at))) return 'told';

  const after = inClause(at + 1)?.meaning.kind === 'filler' ? [at + 1, at + 2] : [at + 1];
  if (after.some((index) => isBackwardNegation(inClause(index))))
    return subjectBefore(words, at, clause) ? 'failing' : 'negated';

  for (let index = at - 1; index >= Math.max(0, at - reach); index--) {
    const before = inClause(index);
    if (before === undefined) break;
    const { meaning } = before;
    if (meaning.kind === 'negation') {
      // "marche pas redémarre": the negation closes the verb before it and does not reach this one.
      const closes =
        meaning.reach === 'backward' && ['act', 'symptom'].includes(inClause(index - 1)?.meaning.kind ?? '');
      if (closes) break;
      return meaning.told === true && subjectBefore(words, index, clause) ? 'failing' : 'negated';
    }
    // "has to be restarted" asks; "had to be", "vient d'être" tell.
    if (meaning.kind === 'auxiliary')
      return wanted && /^(?:ha(?:s|ve|d)|were|be)$/.test(before.folded) ? 'asked' : 'told';
    if (meaning.kind === 'background') return 'told';
    // "nobody can move them", "on n'arrive plus à redémarrer nginx": what does not go is told.
    if (meaning.kind === 'symptom' && cannot.test(before.folded)) return 'told';
    if (meaning.kind === 'symptom') break;
    // "don't run the cleanup", "don't restart or stop": what hangs on a denied verb is denied with it.
    if (meaning.kind === 'act' && meaning.weak !== true && meaning.part !== 'topic') {
      if (stanceOf(words, index) === 'negated') return 'negated';
      break;
    }
  }
  if (isPurposeOfTold(words, at) || isSoTold(words, at)) return 'told';
  return describesSubject(words, at, clause) || hasSubject(words, at) ? 'told' : 'asked';
}

/** "lent, trente secondes pour sauver un texte": what takes long or fails is told, and nothing asked. */
const isPurposeOfTold = (words: readonly Word[], at: number): boolean =>
  /^(?:pour|to)$/.test(words[at - 1]?.folded ?? '') &&
  words
    .slice(0, at)
    .some(({ meaning, token }) => meaning.kind === 'symptom' && token.clause === words[at]?.token.clause);

/** "messages bounce with « connection refused »" */
const isSoTold = (words: readonly Word[], at: number): boolean =>
  /^(?:with|avec)$/.test(words[at + 1]?.folded ?? '') &&
  words.slice(at + 2, at + 5).some(({ meaning, token }) => meaning.kind === 'symptom' || token.quoted);

/** "nginx redémarre en boucle", "il redémarre", "does nginx start?": somebody else does it, and nobody is asked to. */
function describesSubject(words: readonly Word[], at: number, clause: number): boolean {
  const before = words[at - 1];
  if (before === undefined || before.token.clause !== clause) return false;
  if (pronouns.has(before.folded)) return true;
  if (
    before.token.raw === 'a' &&
    !isWanted(words, at) &&
    (participle.test(words[at]?.token.raw ?? '') || isName(words[at - 2]))
  )
    return true;
  if (questions.has(words[0]?.folded ?? '') && subjectBefore(words, at, clause)) return true;
  if (!isName(before)) return false;
  // "nginx redémarré": the accent tells, when a name stands before it.
  if (participle.test(words[at]?.token.raw ?? '')) return true;
  return words.slice(at + 1).some(({ meaning, token }) => token.clause === clause && meaning.kind === 'symptom');
}

const isName = (word: Word | undefined): boolean => word?.meaning.kind === 'service' || word?.meaning.kind === 'server';

const isBackwardNegation = (word: Word | undefined): boolean =>
  word?.meaning.kind === 'negation' && word.meaning.reach === 'backward';

/** A named thing stands before: the sentence tells what it does rather than asks for something. */
const subjectBefore = (words: readonly Word[], at: number, clause: number): boolean =>
  words.slice(0, at).some((word) => word.token.clause === clause && isName(word));
