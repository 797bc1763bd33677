import type { Language } from '../../actions/action.js';
import { numberedLines } from './answer-number.js';
import type { InventoryIndex } from '../indexes/inventory-index.js';
import type { PlanContext } from '../planner.js';
import { nowhere, type Place, saysNothing } from '../reading/read-place.js';
import type { Reading } from '../reading/reading.js';

/** Earlier words are looked back on this far. */
const memory = 6;

export type ReadText = (text: string, language: Language) => Reading;

/** A value answers a question in a few words; in a longer sentence it is about something else. */
const shortAnswer = 5;

/** Whether a reading says what is wanted, by itself. */
export const saysWhat = ({ acts, symptom }: Reading): boolean =>
  symptom || acts.some(({ weak, stance, implied }) => !weak && implied !== true && stance === 'asked');

/** "is the worklist running?" wants to know, and orders nothing. */
const lookedOrAsked = (reading: Reading): boolean =>
  saysWhat(reading) ||
  reading.acts.some(({ part, stance, implied }) => part === 'topic' && stance === 'told' && !implied);

/**
 * "et web-02 ?", "plutôt web-01", "same in staging", or a bare name after a question: the new words say where or on
 * what, the earlier ones of the same person say what. Undefined where the words stand on their own.
 */
export function continueThread(
  reading: Reading,
  context: PlanContext,
  index: InventoryIndex,
  read: ReadText,
): Reading | undefined {
  if (context.thread.length === 0) return undefined;
  const corrects = isCorrection(reading, context);
  if (saysWhat(reading) && !corrects) return continueSubject(reading, context, read);
  const names =
    !saysNothing(reading.place) ||
    reading.services.length > 0 ||
    (saysValue(reading) && reading.said.size <= shortAnswer);
  if (!names && !reading.signs.otherOne && !reading.signs.followUp) return undefined;
  // "et l'uatre ?": whatever that was, it is not the same again.
  if (!names && !reading.signs.otherOne && reading.unknown > 0) return undefined;
  const recent = context.thread.filter(({ by }) => by === 'bot').slice(-2);
  const answersQuestion = recent.some(({ text }) => text.includes('?'));
  const { followUp } = reading.signs;
  const otherOne = reading.signs.otherOne && !notTheOthers.test(context.text);
  const leavesOut = reading.place.except.length > 0 && saysNothing({ ...reading.place, except: [] });
  const short = reading.said.size <= shortAnswer && isOnlyNames(reading);
  if (!followUp && !otherOne && !answersQuestion && !leavesOut && !corrects && !short) return undefined;

  const earlier = lastSaid(context, (text) => read(text, reading.language), lookedOrAsked);
  if (earlier === undefined) return undefined;
  // A bare name after something was changed may ask how that one is; only what was looked at is looked at again.
  const plain = short && !followUp && !otherOne && !answersQuestion && !leavesOut && !corrects;
  if (plain && !connects(reading) && !onlyLooked(earlier)) return undefined;
  return {
    ...earlier,
    language: reading.language,
    services: reading.services.length > 0 ? reading.services : earlier.services,
    ambiguousServices: reading.services.length > 0 ? [] : earlier.ambiguousServices,
    place: nextPlace({ ...reading, signs: { ...reading.signs, otherOne } }, earlier, index),
    ...(saysValue(reading) ? { values: reading.values, objects: [...reading.objects, ...earlier.objects] } : {}),
    parts: [],
    strangers: reading.strangers,
    unread: [...earlier.unread, ...reading.unread, ...unanswered(reading, context)],
    unknown: reading.unknown,
    corrected: reading.corrected,
  };
}

/** A number said to a list that was numbered is one of its lines; repeated without it, the earlier request is wider. */
function unanswered({ values, place }: Reading, { openProposals, thread }: PlanContext): Reading['unread'] {
  const listed = openProposals.length > 0 || numberedLines(thread) > 0;
  const [number] = values.numbers.filter(({ unit }) => !/^(?:lines?|lignes?)$/.test(unit));
  if (!listed || number === undefined || !saysNothing(place)) return [];
  return [{ typed: String(number.value), matters: 'to-change' }];
}
/** "pas les autres": these are left out, and no other one is meant. */
const notTheOthers = /\b(?:pas|not|sans|without|never|jamais)\s+(?:les?\s+|l['’]|the\s+)?(?:autres?|others?)\b/i;
/** "non, web-03", "je me suis trompé, c'est app-02": what was said is taken back for what is said now. */
const takesBack =
  /^\W*(?:non|no|nope|nan|belay|oops|oups|pardon|sorry|wait|attends|attendez|mince|zut|err|euh)\b|\b(?:tromp[ée]e?s?|mistake|my bad|wrong (?:one|box|server|host|machine)|mauvais(?:e)? (?:serveur|machine|service)|je voulais|i meant?|i said)\b/i;
const joining =
  /^(?:only|seulement|uniquement|just|juste|yes|oui|ok|vas|go|too|aussi|also|first|abord|then|ensuite|puis|now|maintenant|egalement|as|well|next|apres)$/;

/** Names and nothing of what is wanted with them, said against what was said before. */
const isCorrection = (reading: Reading, { text }: PlanContext): boolean => takesBack.test(text) && isOnlyNames(reading);

/** Says where, or of what, and not what. */
const isOnlyNames = ({ acts, services, place }: Reading): boolean =>
  (services.length > 0 || !saysNothing(place)) &&
  acts.every(({ weak, implied, stance }) => weak || implied === true || stance !== 'asked');

const connects = ({ said }: Reading): boolean => [...said].some((word) => joining.test(word));
const onlyLooked = ({ acts }: Reading): boolean => acts.every(({ part, weak }) => weak || part === 'topic');

const pronoun =
  /(?<![\p{L}'’-])(?:m[êe]me (?:service|serveur|machine|h[ôo]te)|same (?:service|server|machine|box|host)|it|its|them|their|there|ses|son|sa|leurs?|lui|dessus|là-dessus|la-dessus)(?![\p{L}])/iu;
/** "redémarre-le", "tu peux la relancer": where the word is no article. */
const attached =
  /-(?:le|la|les|en|y)\b|\b(?:peux|peut|pouvez|faut|faudrait|veux)\s+(?:tu\s+)?(?:le|la|les|l['’])\s*\p{L}+(?:er|re|ir)\b/iu;

/** "et ses logs ?", "redémarre-le": the words say what, and the earlier ones of what. */
function continueSubject(reading: Reading, context: PlanContext, read: ReadText): Reading | undefined {
  const strangers = reading.strangers.filter((typed) => !/^m[êe]mes?$/i.test(typed));
  const names = reading.services.length + reading.ambiguousServices.length + strangers.length > 0;
  if (names || !saysNothing(reading.place) || reading.values.literals.url.length > 0) return undefined;
  // In a thread about one thing, "the disk" is that thing's; "is everything ok?" is about everything.
  const looks = reading.acts.every(({ part, weak }) => weak || part === 'topic');
  const about = reading.acts.some(({ concept, weak, part }) => !weak && part === 'topic' && concept !== 'health');
  const near = looks && about && !reading.symptom;
  if (!reading.signs.followUp && !near && !attached.test(context.text) && !pronoun.test(context.text)) return undefined;
  const earlier = lastSaid(context, (text) => read(text, reading.language), namesSomething);
  return earlier === undefined
    ? undefined
    : {
        ...reading,
        strangers,
        services: earlier.services,
        ambiguousServices: earlier.ambiguousServices,
        place: earlier.place,
      };
}

/** A number, a path or another value that may be what was asked for. */
const saysValue = ({ values: { numbers, spans, since, literals } }: Reading): boolean =>
  numbers.length + spans.length + since.length > 0 || Object.values(literals).some((values) => values.length > 0);

const namesSomething = ({ services, place }: Reading): boolean => services.length > 0 || place.named.length > 0;

/** The last thing that the person said which names a service or a server. */
export const lastNaming = (context: PlanContext, read: (text: string) => Reading): Reading | undefined =>
  lastSaid(context, read, namesSomething);

function lastSaid(
  { thread }: PlanContext,
  read: (text: string) => Reading,
  wanted: (reading: Reading) => boolean,
): Reading | undefined {
  const said = thread.filter(({ by }) => by === 'user').slice(-memory);
  return said
    .map(({ text }) => read(text))
    .filter(wanted)
    .at(-1);
}

function nextPlace(reading: Reading, earlier: Reading, index: InventoryIndex): Place {
  const { place } = reading;
  // "without app-03", of what was spoken of.
  if (place.except.length > 0 && saysNothing({ ...place, except: [], all: false, both: false }))
    return {
      ...earlier.place,
      all: earlier.place.all || (place.all && saysNothing(earlier.place)),
      except: place.except,
    };
  // "yes, both of them": all of what was spoken of.
  if ((place.all || place.both) && saysNothing({ ...place, all: false, both: false }))
    return { ...earlier.place, all: place.all, both: place.both };
  const [server, ...more] = earlier.place.named;
  const kin = server === undefined || more.length > 0 || earlier.services.length > 0 ? [] : index.siblingsOf(server);
  const inGroup = ofGroup(kin, place, index);
  // "the other bastion": of those that the words name, without the one that was spoken of.
  if (reading.signs.otherOne && place.grouped.length > 0) {
    const others = place.grouped.filter((name) => !earlier.place.named.includes(name));
    return { ...place, grouped: others, singular: others.length > 1 };
  }
  // "et à Canal, pareil ?": there, what has another tag in common with what was spoken of.
  const alike =
    server === undefined || more.length > 0 || kin.length === 0 ? [] : ofGroup(index.alike(server), place, index);
  if (inGroup.length === 0 && place.named.length === 0 && place.grouped.length > 0 && alike.length > 0)
    return { ...nowhere, grouped: alike, singular: alike.length > 1 };
  // "same in staging", "the one in lyon": of the kind that was spoken of.
  if (inGroup.length > 0 && place.named.length === 0 && (place.grouped.length > 0 || place.environments.length > 0))
    return { ...nowhere, grouped: inGroup, singular: inGroup.length > 1 };
  if (reading.signs.otherOne) {
    const [service] = earlier.services;
    const near = kin.filter(
      (name) => server !== undefined && index.environmentOf(name) === index.environmentOf(server),
    );
    const pool = service !== undefined ? index.hostsOf(service) : near.length > 1 ? near : index.servers;
    const others = pool.filter((name) => !earlier.place.named.includes(name));
    // "the other" is one; of several, somebody has to say which before anything is changed.
    return { ...nowhere, grouped: others, singular: others.length > 1 };
  }
  return saysNothing(reading.place) ? earlier.place : reading.place;
}

const ofGroup = (names: readonly string[], place: Place, index: InventoryIndex): string[] =>
  names.filter((name) => isOfGroup(name, place, index));

const isOfGroup = (name: string, { grouped, environments }: Place, index: InventoryIndex): boolean =>
  (grouped.length === 0 || grouped.includes(name)) &&
  (environments.length === 0 || environments.includes(index.environmentOf(name) ?? ''));
