import { isExcepted, placeKinds } from '../words/excepted.js';
import type { Place } from './read-place.js';
import type { Word } from '../words/word.js';

/** Something that was said and that no plan would keep to: it may leave out, narrow or choose. */
export interface Unread {
  readonly typed: string;
  /** Looking too far harms nobody, so that only some of it is asked before a look. */
  readonly matters: 'always' | 'to-change';
}

/** Where it leaves something out, these are what it can leave out. */
const leavable = new Set<Word['meaning']['kind']>([
  ...placeKinds,
  'unknown',
  'named',
  'machines',
  'ordinal',
  'other-one',
  'literal',
]);
const some =
  /^(?:half|moitie|most|majority|few|quelques|quelques uns|quelques unes|certains|certaines|plupart|la plupart|partie|une partie|part of|tiers|third of|quart|quarter|canary|subset|some)$/;
const pointing = /^(?:celui|celle|ceux|celles|lui|elle|eux|it|them|him|her|that one|this one|those|these)$/;
const either = /^(?:or|ou|ou bien|either|soit|whichever|n importe lequel|n importe laquelle)$/;

/** What of the words a plan would not keep to, whoever made it. */
export function readUnread(words: readonly Word[], place: Place): Unread[] {
  return words.flatMap((word, at): Unread[] => {
    const { meaning, folded, token } = word;
    const near = nextSaid(words, at);
    // "sauf celui-là": which one, the plan does not know.
    if (meaning.kind === 'except' && pointsAway(words, at))
      return [{ typed: `${token.raw} ${words[at + 1]?.token.raw ?? ''}`, matters: 'always' }];
    if (meaning.kind === 'except' && !leavesNothing(words, at, near))
      return [{ typed: `${token.raw} ${near?.token.raw ?? ''}`.trim(), matters: 'always' }];
    if (either.test(folded) && isBetweenPlaces(words, at)) return [{ typed: token.raw, matters: 'to-change' }];
    if (meaning.kind === 'machines' && isOfUnknown(words, at, near))
      return [{ typed: near?.token.raw ?? '', matters: 'always' }];
    if (some.test(folded) && near !== undefined && (isPlaceWord(near) || near.meaning.kind === 'machines'))
      return [{ typed: `${token.raw} ${near.token.raw}`, matters: 'to-change' }];
    if (meaning.kind === 'ordinal' && place.pick === undefined && near !== undefined && isPlaceWord(near))
      return [{ typed: `${token.raw} ${near.token.raw}`, matters: 'always' }];
    if (meaning.kind === 'ordinal' && place.pick === undefined && !isOrder(words, at))
      return [{ typed: token.raw, matters: 'to-change' }];
    if (deniesUnknown(words, at))
      return [{ typed: `${token.raw} ${near?.token.raw ?? ''}`.trim(), matters: 'to-change' }];
    if (mayGovern(words, at)) return [{ typed: token.raw, matters: 'to-change' }];
    if (isApart(words, at)) return [{ typed: token.raw, matters: 'to-change' }];
    if (isPointedAt(words, at)) return [{ typed: token.raw, matters: 'to-change' }];
    return [];
  });
}

/** "les machines du cluster de recherche": which they are is said, and not known. */
const isOfUnknown = (words: readonly Word[], at: number, near: Word | undefined): boolean =>
  /^(?:de|d|du|des|of)$/.test(words[at + 1]?.folded ?? '') &&
  near?.token.clause === words[at]?.token.clause &&
  (near?.meaning.kind === 'unknown' ||
    (near?.meaning.kind === 'act' && near.meaning.part === 'topic' && !/^old$/.test(near.meaning.concept)));

/** "celui de staging" says which. */
function pointsAway(words: readonly Word[], at: number): boolean {
  const which = nextSaid(words, at + 1);
  const said = which?.token.clause === words[at]?.token.clause && leavable.has(which?.meaning.kind ?? 'filler');
  return pointing.test(words[at + 1]?.folded ?? '') && !said;
}

const isPlaceWord = ({ meaning }: Word): boolean => placeKinds.has(meaning.kind);

/** The next word of the thought that says something; articles and prepositions are passed over. */
function nextSaid(words: readonly Word[], at: number): Word | undefined {
  return words
    .slice(at + 1)
    .find(
      ({ meaning, token }, index) =>
        (meaning.kind !== 'filler' && meaning.kind !== 'place-preposition' && meaning.kind !== 'both') ||
        token.clause !== words[at + 1 + index]?.token.clause,
    );
}

/** "moins de 5 minutes", "skip the test": no servers or services are left out by it; or they are, and that is kept to. */
function leavesNothing(words: readonly Word[], at: number, near: Word | undefined): boolean {
  if (isClosing(words, at)) return true;
  // "app-03 except": what it stands behind may be what it leaves out.
  const before = words.slice(0, at).findLast(({ meaning }) => meaning.kind !== 'filler');
  if (near === undefined || near.token.clause !== words[at]?.token.clause)
    return before === undefined || before.token.clause !== words[at]?.token.clause || !isPlaceWord(before);
  if (!leavable.has(near.meaning.kind)) return true;
  if (near.meaning.kind === 'literal') return near.token.kind !== 'number' || keepsTo(words, at, near);
  return near.meaning.kind !== 'unknown' && near.meaning.kind !== 'unknown-server' && keepsTo(words, at, near);
}

/** The exception reached what it names. */
function keepsTo(words: readonly Word[], at: number, near: Word): boolean {
  if (near.token.clause !== words[at]?.token.clause) return true;
  const from = words.indexOf(near);
  const list = words.slice(from).filter(({ token }) => token.clause === near.token.clause);
  return list.some((word) => isPlaceWord(word) && isExcepted(words, words.indexOf(word))) || isClosing(words, at);
}

/** "web-02 exclus": it stands behind what it leaves out. */
function isClosing(words: readonly Word[], at: number): boolean {
  const before = words.slice(0, at).findLast(({ meaning }) => meaning.kind !== 'filler');
  return before !== undefined && isPlaceWord(before) && isExcepted(words, words.indexOf(before));
}

/**
 * "thir messages bounce", "reddémarre toute la prod": before the verb of its thought it may be who does it, or deny it; at
 * the head of one that has a place and no verb it may be the verb.
 */
function mayGovern(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word?.meaning.kind !== 'unknown') return false;
  const thought = words.filter(({ token }) => token.clause === word.token.clause);
  const after = thought.slice(thought.indexOf(word) + 1);
  const isDeed = ({ meaning, stance }: Word): boolean =>
    meaning.kind === 'act' && meaning.part !== 'topic' && meaning.weak !== true && stance === 'asked';
  // "named doit être rechargé" names what it is done to.
  if (after.some((deed, index) => isDeed(deed) && !/^(?:etre|be)$/.test(after[index - 1]?.folded ?? ''))) return true;
  return thought[0] === word && after.some(isPlaceWord) && !thought.some(({ meaning }) => meaning.kind === 'act');
}

/** "web-01 or web-02": one of them, and not which. */
function isBetweenPlaces(words: readonly Word[], at: number): boolean {
  const clause = words[at]?.token.clause;
  const near = (list: readonly Word[]): boolean =>
    list.some((word) => word.token.clause === clause && isPlaceWord(word));
  return near(words.slice(Math.max(0, at - 3), at)) && near(words.slice(at + 1, at + 4));
}

/**
 * A second server named behind another verb of the same thought: "comme hier sur web-02 redémarre nginx sur web-01". One
 * of them is only spoken of.
 */
function isApart(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word?.meaning.kind !== 'server' || isExcepted(words, at)) return false;
  // "le port de db-01 est-il joignable depuis web-01": from where it is looked at.
  if (/^(?:from|depuis)$/.test(words[at - 1]?.folded ?? '')) return false;
  const before = words
    .slice(0, at)
    .findLastIndex(({ meaning }, index) => meaning.kind === 'server' && !isExcepted(words, index));
  if (before < 0 || words[before]?.token.clause !== word.token.clause) return false;
  const between = words.slice(before + 1, at);
  const stated = /^(?:est|is|va|va bien|looks)$/.test(between[0]?.folded ?? '');
  return (
    stated || between.some(({ meaning }) => meaning.kind === 'act' && meaning.part !== 'topic' && meaning.weak !== true)
  );
}

/** "le 4", "the 2": one of several by its number, which stands for nothing else there. */
function isPointedAt(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word?.token.kind !== 'number' || word.meaning.kind !== 'literal') return false;
  const [before, after] = [words[at - 1], words[at + 1]];
  const last = after === undefined || after.token.clause !== word.token.clause;
  return last && /^(?:le|la|les|the|number|numero)$/.test(before?.folded ?? '');
}

/** "first, restart …", "first back up /etc": in which order, and not which server. */
function isOrder(words: readonly Word[], at: number): boolean {
  const next = words[at + 1];
  return (
    next === undefined ||
    next.token.clause !== words[at]?.token.clause ||
    next.meaning.kind === 'act' ||
    /^(?:of all|time|things?|de|fois|choses?)$/.test(next.folded)
  );
}

/** "surtout pas clui de Lyon": what is denied there is not known, and a place hangs on it. */
function deniesUnknown(words: readonly Word[], at: number): boolean {
  const word = words[at];
  const next = words.slice(at + 1).find(({ folded, meaning }) => meaning.kind !== 'filler' && !pointing.test(folded));
  if (word?.meaning.kind !== 'negation' || next?.meaning.kind !== 'unknown') return false;
  return words.slice(at + 2, at + 5).some((other) => other.token.clause === word.token.clause && isPlaceWord(other));
}

const joining = /^(?:de|d|du|des|la|le|les|l|of|the)$/;

/** Unknown words right beside a place or a service: "the south nas", "bdd tilleuls". They may say which of several. */
export const unknownBeside = (words: readonly Word[]): string[] =>
  words.flatMap((word, at) => {
    if (word.meaning.kind !== 'unknown') return [];
    // "les app de pro": past "de la", "of the".
    const before = words.slice(0, at).findLast(({ folded }) => !joining.test(folded));
    // "staut de haproxy": at the head it is a word for what is wanted.
    const heads = words[at - 1]?.token.clause !== word.token.clause;
    const after = words.slice(at + 1).find(({ folded }) => heads || !joining.test(folded));
    const beside = [before, after].some(
      (other) =>
        other !== undefined &&
        other.token.clause === word.token.clause &&
        (isPlaceWord(other) || other.meaning.kind === 'machines') &&
        other.meaning.kind !== 'unknown-server',
    );
    return beside ? [word.token.raw] : [];
  });
