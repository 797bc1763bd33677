import type { Language } from '../actions/action.js';
import { readPlace, isExcepted } from './read-place.js';
import { type Known, readWords, type Word } from './read-words.js';
import type { Ambiguity, Asked, Mood, Reading } from './reading.js';
import { readRequestText } from './request-text.js';
import { stanceOf } from './stance.js';

const timely = new Set(['after', 'following', 'before', 'during', 'apres', 'avant', 'pendant']);
/** Concepts that are denied to say that something is wrong: "marche pas", "not responding". */
const states = new Set(['status', 'health', 'outside']);

/** Reads one request. Decides nothing: two readings of the same words are equal, whoever asks. */
export function interpret(text: string, language: Language, known: Known): Reading {
  const { words: sentence, attachments, cut } = readRequestText(text);
  const words = readWords(sentence, known);
  const acts = readActs(words);
  const strangers = readStrangers(words);
  const literal = (kind: string): string[] =>
    words.flatMap(({ meaning }) => (meaning.kind === 'literal' && meaning.literal === kind ? [meaning.value] : []));
  const has = (kind: Word['meaning']['kind']): boolean => words.some(({ meaning }) => meaning.kind === kind);
  return {
    language,
    acts,
    symptom: readSymptom(words, acts),
    moods: readMoods(words),
    ...readServices(words),
    place: readPlace(words, known.inventory),
    strangers,
    unknown: words.filter(({ meaning }) => meaning.kind === 'unknown' || meaning.kind === 'unknown-server').length,
    corrected: words.flatMap(({ meaning }) => {
      if ((meaning.kind !== 'service' && meaning.kind !== 'server') || meaning.exact) return [];
      const names = meaning.kind === 'service' ? meaning.services : meaning.servers;
      return names.length === 1 ? names.map((meant) => ({ typed: meaning.typed, meant })) : [];
    }),
    literals: {
      numbers: literal('number').map(Number),
      codes: literal('code'),
      urls: literal('url'),
      paths: literal('path'),
    },
    attachments,
    signs: {
      followUp: has('follow-up') || /^(?:et|and)$/.test(words[0]?.folded ?? ''),
      otherOne: has('other-one'),
      dismissal: has('dismissal'),
      help: has('help'),
      ordinal: words.flatMap(({ meaning }) => (meaning.kind === 'ordinal' ? [meaning.number] : []))[0],
      cut,
    },
  };
}

function readActs(words: readonly Word[]): Asked[] {
  const acts = words.flatMap(({ meaning }, at): Asked[] => {
    if (meaning.kind === 'act')
      return [{ concept: meaning.concept, weak: meaning.weak === true, stance: stanceOf(words, at) }];
    if (meaning.kind === 'out-of-reach')
      return [{ concept: meaning.concept, weak: false, stance: stanceOf(words, at), deed: meaning.deed }];
    return [];
  });
  return settleRevive(settleLaunch(acts, words));
}

/** "lance nginx" starts it; "lance une sauvegarde" only says that the other thing is wanted. */
function settleLaunch(acts: readonly Asked[], words: readonly Word[]): Asked[] {
  const strong = acts.some(({ weak }) => !weak);
  const at = words.findIndex(({ meaning }) => meaning.kind === 'act' && meaning.concept === 'launch');
  const code = words.some(({ meaning }) => meaning.kind === 'literal' && meaning.literal === 'code');
  const service = words.some(({ meaning }) => meaning.kind === 'service');
  return acts.map((act) => {
    if (act.concept !== 'launch' || strong || at < 0) return act;
    if (code) return { ...act, concept: 'run', weak: false };
    const starts = service && /^(?:lance|launch)/.test(words[at]?.folded ?? '');
    return starts ? { ...act, concept: 'start', weak: false } : act;
  });
}

/** "remets le site en route", "bring the site back up": the verb and the state that it leads to are one request. */
function settleRevive(acts: readonly Asked[]): Asked[] {
  const verb = acts.find(({ concept }) => concept === 'revive');
  const state = acts.some(({ concept }) => concept === 'status' || concept === 'backup');
  if (verb === undefined || !state) return [...acts];
  const rest = acts.filter(({ concept }) => concept !== 'revive' && concept !== 'status' && concept !== 'backup');
  return [...rest, { ...verb, concept: 'restart', weak: false }];
}

function readSymptom(words: readonly Word[], acts: readonly Asked[]): boolean {
  const denied = acts.some(
    ({ concept, stance }) => states.has(concept) && (stance === 'negated' || stance === 'failing'),
  );
  // "nginx won't start", "nginx arrêté": what it did, or does not manage to do, is the complaint.
  const told = acts.some(
    ({ concept, stance, weak }) => !weak && (stance === 'failing' || (concept === 'stop' && stance === 'told')),
  );
  const named = words.some(({ meaning }, at) => {
    if (meaning.kind !== 'symptom') return false;
    const negated = words.slice(Math.max(0, at - 2), at).some(({ meaning: before }) => before.kind === 'negation');
    return !negated;
  });
  // "le site ne s'affiche plus": what something does not do, when nothing is asked, is wrong with it.
  const lacking =
    acts.every(({ weak }) => weak) && words.some(({ meaning }) => meaning.kind === 'negation' && meaning.told === true);
  const about = words.some(({ meaning }) => meaning.kind === 'service' || meaning.kind === 'server');
  return named || denied || told || (lacking && about);
}

function readMoods(words: readonly Word[]): Set<Mood> {
  const moods = new Set<Mood>();
  words.forEach(({ meaning, token, folded }, at) => {
    if (meaning.kind === 'mood' && (meaning.mood !== 'inquiry' || !/^(?:who|whos|qui)$/.test(folded) || at === 0))
      moods.add(meaning.mood);
    const before = words[at - 1]?.folded ?? '';
    const clock = /^\d{1,2}(?:h(?:\d\d)?|am|pm)$/.test(token.folded) && /^(?:a|at|vers|around|by)$/.test(before);
    const delay =
      meaning.kind === 'literal' &&
      /^(?:dans|in|after)$/.test(before) &&
      /^(?:min|mn|minute|hour|heure|h$|sec|jour|day)/.test(words[at + 1]?.folded ?? '');
    // "after the deploy", "before lunch": not now, unless it tells since when something is wrong.
    const moment =
      meaning.kind === 'background' &&
      timely.has(folded) &&
      !words.some((word) => word.meaning.kind === 'symptom' && word.token.clause === token.clause);
    if (clock || delay || moment || (/^(?:dans|in)$/.test(before) && /^\d+(?:min|mn|h|s|m)$/.test(token.folded)))
      moods.add('later');
  });
  return moods;
}

function readServices(words: readonly Word[]): Pick<Reading, 'services' | 'exceptServices' | 'ambiguousServices'> {
  const services = new Set<string>();
  const exceptServices = new Set<string>();
  const ambiguousServices: Ambiguity[] = [];
  words.forEach(({ meaning }, at) => {
    if (meaning.kind !== 'service') return;
    const [only, ...others] = meaning.services;
    if (isExcepted(words, at)) for (const name of meaning.services) exceptServices.add(name);
    else if (only !== undefined && others.length === 0) services.add(only);
    else ambiguousServices.push({ typed: meaning.typed, candidates: meaning.services });
  });
  // "le site nginx": the vaguer word is settled by the name beside it.
  const settled = ambiguousServices.filter(({ candidates }) => !candidates.some((name) => services.has(name)));
  return { services: [...services], exceptServices: [...exceptServices], ambiguousServices: settled };
}

/** Unknown words right after a verb, a preposition or "service": something is meant by them, and it is not known. */
function readStrangers(words: readonly Word[]): string[] {
  return words.flatMap((word, at) => {
    if (word.meaning.kind !== 'unknown') return [];
    const clause = word.token.clause;
    // A circumstance may name anything: "because the payments fail".
    if (words.slice(0, at).some(({ meaning, token }) => token.clause === clause && meaning.kind === 'background'))
      return [];
    const before = words
      .slice(0, at)
      .filter(({ meaning, token }) => token.clause === clause && meaning.kind !== 'filler')
      .at(-1)?.meaning;
    const after = words[at + 1]?.meaning.kind;
    const placed =
      before?.kind === 'act' ||
      before?.kind === 'place-preposition' ||
      before?.kind === 'service-noun' ||
      before?.kind === 'machines' ||
      before?.kind === 'and' ||
      before?.kind === 'except' ||
      before?.kind === 'all' ||
      after === 'service-noun' ||
      after === 'machines' ||
      (before === undefined &&
        (after === 'symptom' ||
          after === undefined ||
          after === 'auxiliary' ||
          after === 'act' ||
          after === 'negation'));
    return placed ? [word.token.raw] : [];
  });
}
