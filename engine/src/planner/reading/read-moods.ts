import type { Word } from '../words/word.js';
import type { Mood } from './reading.js';

const timely = new Set(['after', 'following', 'during', 'apres', 'pendant']);

/** How the whole request is meant: as a question, under a condition, for later. */
export function readMoods(words: readonly Word[]): Set<Mood> {
  const moods = new Set<Mood>();
  words.forEach(({ meaning, token, folded }, at) => {
    if (
      meaning.kind === 'mood' &&
      !isIndirect(words, at) &&
      !isPastDay(words, at) &&
      !isCourtesy(words, at) &&
      (meaning.mood !== 'inquiry' || !/^(?:who|whos|qui|qui a)$/.test(folded) || at === 0)
    )
      moods.add(meaning.mood);
    const before = words[at - 1]?.folded ?? '';
    const clock =
      /^\d{1,2}(?:h(?:\d\d)?|am|pm|:\d\d)$/.test(token.folded) &&
      /^(?:a|at|vers|around|by|wait|attends|attendez|attendre|until|till)$/.test(before);
    const delay =
      meaning.kind === 'literal' &&
      /^(?:dans|in|after)$/.test(before) &&
      /^(?:min|mn|minute|hour|heure|h$|sec|jour|day)/.test(words[at + 1]?.folded ?? '');
    // "after the deploy", "before lunch": not now, unless it tells since when something is wrong.
    const moment =
      meaning.kind === 'background' &&
      timely.has(folded) &&
      !words.some((word) => word.meaning.kind === 'symptom' && word.token.clause === token.clause);
    const repeated =
      /^(?:every|each|chaque|toutes|tous)(?: les)?$/.test(folded) &&
      words.slice(at + 1, at + 3).some(({ meaning: next }) => next.kind === 'literal');
    if (
      repeated ||
      clock ||
      delay ||
      moment ||
      (/^(?:dans|in)$/.test(before) && /^\d+(?:min|mn|h|s|m)$/.test(token.folded))
    )
      moods.add('later');
  });
  // "wouldn't … it help to", "how wold one": a word that nobody knows does not make an order of it.
  if (asksWhether(words.filter(({ meaning }) => meaning.kind !== 'unknown')) || asksHow(words)) moods.add('advice');
  return moods;
}

const asksHow = (words: readonly Word[]): boolean =>
  words.some(
    ({ folded, token }, at) =>
      /^(?:how|why|comment|pourquoi)$/.test(folded) &&
      words[at + 1]?.meaning.kind === 'unknown' &&
      words[at + 1]?.token.clause === token.clause,
  );

/** "is it okay to reboot db-01?", "serait-il sage de …": a question about doing it is no order, whatever the word in it. */
function asksWhether(words: readonly Word[]): boolean {
  const said = words
    .slice(0, 4)
    .map(({ folded }) => folded)
    .join(' ');
  return /^(?:(?:and|so|ok|et|alors|mais|but) )?(?:is it|is this|is that|is there|are we|would it|wouldnt it|couldnt we|shouldnt we|wont it|will it|does it|do we|est il|est ce que ce (?:est|serait)|serait ce|serait il|ce serait)\b/.test(
    said,
  );
}
/** "I'd be obliged if", "may I ask that you", "serait-il possible, si": wrapping, no condition and no doubt. */
function isCourtesy(words: readonly Word[], at: number): boolean {
  const folded = words[at]?.folded ?? '';
  if (/^(?:can i|may i|puis je)$/.test(folded))
    return words.slice(at + 1, at + 3).some((word) => /^(?:ask|request|kindly|humbly|vous|te|you)$/.test(word.folded));
  // "9 am" is a time, "who I am" is none.
  if (folded === 'am') return words[at - 1]?.meaning.kind !== 'literal';
  // "when you've a moment", "si tu as le temps"
  const toYou = words.slice(at + 1, at + 3).some((word) => /^(?:you|youve|tu|te|t|vous)$/.test(word.folded));
  const spare = words.slice(at + 1, at + 7).some((word) => spared.test(word.folded));
  if (/^(?:when|whenever|if|quand|si|des que|once)$/.test(folded) && toYou && spare) return true;
  if (!/^(?:if|si)$/.test(folded)) return false;
  return words.slice(Math.max(0, at - 4), at).some((word) => gladly.test(word.folded));
}
const spared = /^(?:moment|minute|minutes|second|seconds|time|chance|temps|instant|min|mn)$/;
const gladly =
  /^(?:obliged|grateful|thankful|appreciate|appreciated|glad|happy|lovely|wonderful|delighted|nice|great|kind|reconnaissante?s?|gre|gentil|aimable|sympa|ravie?s?|bien|parfait)$/;

/** "since monday", "l’audit de lundi", "vendredi dernier": a day that is spoken of, and nothing put off to it. */
function isPastDay(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !/day$|^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)$/.test(word.folded))
    return false;
  const before = words[at - 1]?.folded ?? '';
  return (
    /^(?:de|du|of|since|depuis|last|from|previous)$/.test(before) ||
    /^(?:dernier|passe)$/.test(words[at + 1]?.folded ?? '')
  );
}

/** "tell me if it answers", "regarde si le disque est plein": what is wanted to be known, and no condition. */
function isIndirect(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !/^(?:si|if|when|quand|comment|why|pourquoi)$/.test(word.folded)) return false;
  // "il expire quand": at the end it asks, and supposes nothing.
  if (/^(?:when|quand)$/.test(word.folded) && at === words.length - 1) return true;
  return words
    .slice(Math.max(0, at - 3), at)
    .some(
      ({ meaning, token }) =>
        token.clause === word.token.clause &&
        meaning.kind === 'act' &&
        meaning.weak === true &&
        meaning.concept !== 'launch',
    );
}
