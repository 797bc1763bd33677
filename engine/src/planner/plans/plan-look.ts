import { nearest } from '@chatops-commander/schemas';
import type { Localized } from '../../actions/action.js';
import { sayAbilities } from '../matching/abilities.js';
import { bindEntry } from '../matching/bind-entry.js';
import { combinePlans, type PlannedPart } from './combine-plans.js';
import { confidenceOf } from '../matching/confidence.js';
import { readComplaint } from '../diagnosis/diagnose.js';
import { namedTopics } from '../matching/asked.js';
import { isReading, type Match, matchEntries } from '../matching/match-entries.js';
import { lookChoices } from './look-choices.js';
import { lookInto } from '../diagnosis/look-into.js';
import { askForValue, justLook, offerInstead } from './offer-instead.js';
import type { PlanOutcome } from '../planner.js';
import { proposeEntry } from '../matching/propose-entry.js';
import { saysNothing } from '../reading/read-place.js';
import type { Reading } from '../reading/reading.js';
import type { Request } from '../reading/request.js';
import { nearestServers } from '../matching/nearest-servers.js';
import { resolveEntry } from '../matching/resolve-entry.js';
import { answers, questions } from '../saying/say-questions.js';

/** A complaint is looked into; topics other than these say exactly at what. */
const states = new Set(
  'status health services outside uptime load cpu memory database version network disk certificate replication connections container swap port where image account'.split(
    ' ',
  ),
);
/** "only the logs": that, and no look at everything. */
const restriction = /^(?:only|just|seulement|uniquement|juste|rien que|simplement)$/;
/** Beyond so many unknown words a lone name is no request. */
const tolerableUnknown = 2;

/** A request in which nothing asks for a change: look, diagnose, ask, or decline. */
export function planLook(request: Request): PlanOutcome {
  const { reading } = request;
  const { language } = reading;
  const topics = namedTopics(reading);
  // "logs of nginx, it crashes" asks for logs; "search results are slow" complains.
  const looks = reading.acts.some(({ weak }) => weak);
  const looksThere = looks && (reading.signs.looksAt || !reading.symptom);
  const asksFor = (topic: string): boolean => looksThere || reading.acts.find(({ weak }) => !weak)?.concept === topic;
  const exact = [...topics].some((topic) => !states.has(topic) && !topic.startsWith('word:') && asksFor(topic));
  const inquired = reading.moods.has('inquiry') && reading.services.length > 0;

  const onlyThat =
    [...topics].some((topic) => !states.has(topic)) && [...reading.said].some((word) => restriction.test(word));
  if (
    (reading.symptom || inquired) &&
    !((exact || onlyThat) && matchEntries(reading, request.catalog, { topics }).length > 0)
  )
    return complain(request);
  const onlyDenied = reading.acts.some(({ stance, weak }) => stance === 'negated' && !weak);
  if (onlyDenied && topics.size === 0 && !looks) return { kind: 'answer', language, message: answers.leftAlone };

  // "what does medium risk mean?", "c'est quoi la différence …": nothing that a server could show.
  if (reading.moods.has('how-to') && topics.size === 0 && !looks)
    return { kind: 'answer', language, message: answers.help(sayAbilities(request.catalog)) };
  const stranger = reading.strangers[0];
  const named =
    reading.services.length + reading.values.literals.url.length > 0 ||
    reading.ambiguousServices.length > 0 ||
    reading.objects.some(({ role }) => role === 'host') ||
    !saysNothing(reading.place);
  // "nginx on the foobar" is not nginx everywhere.
  const machine = reading.objects.find((object) => object.machine === true && reading.strangers.includes(object.typed));
  if (machine !== undefined && reading.place.named.length === 0 && !topics.has('query'))
    return askName(machine.typed, request);
  // Several words that nobody knows, and nothing to look at: that is about something else.
  if (stranger !== undefined && !named && topics.size === 0 && reading.unknown > 1 && !reading.symptom)
    return notUnderstood(request);
  if (stranger !== undefined && !named && (topics.size > 0 || looks || reading.unknown === 1))
    return askName(stranger, request);
  // "hmm ok", "test": no word of it is strange, and none asks for anything.
  if (topics.size === 0 && !named && isIdle(reading))
    return { kind: 'answer', language, message: answers.help(sayAbilities(request.catalog)) };
  if (topics.size === 0 && !named) return notUnderstood(request);
  if (topics.size === 0 && reading.unknown > tolerableUnknown && !looks) return notUnderstood(request);

  // A name alone asks how it is; with a word that nobody knows it asks for something.
  const bare = topics.size === 0 && !looks;
  const onlyPlace = reading.services.length + reading.acts.length + reading.values.literals.url.length === 0;
  if (bare && onlyPlace && reading.unknown > 0 && !reading.symptom) return offerInstead(request);
  const look: Request = bare ? { ...request, reading: { ...reading, acts: [...reading.acts, justLook] } } : request;
  const matches = matchEntries(look.reading, request.catalog, { topics }).filter(({ indexed }) => isReading(indexed));
  const [best] = matches;
  if (best === undefined)
    return (
      askForValue(look, topics) ??
      (topics.size > 0 && reading.services.length === 0 ? offerInstead(request) : planByName(request))
    );
  // What was only touched on is looked at where nothing has to be asked for it.
  const [first = best, ...others] = chosenMatches(best, matches, topics);
  return readAll([first, ...others.filter((match) => resolveEntry(match, look).kind === 'resolved')], look);
}

const isIdle = ({ acts, unknown, strangers, objects, signs }: Reading): boolean =>
  !signs.meta && unknown + strangers.length + objects.length === 0 && acts.every(({ weak }) => weak) && acts.length < 2;

const notUnderstood = ({ reading, catalog }: Request): PlanOutcome => ({
  kind: 'refusal',
  language: reading.language,
  message: answers.notUnderstood(sayAbilities(catalog)),
});

/** The best match, and for each topic that it leaves out the best match of that topic. */
function chosenMatches(best: Match, matches: readonly Match[], topics: ReadonlySet<string>): Match[] {
  // A status tells of health, and the other way round.
  const told = [...topics].some((topic) => isState(topic) && !best.beside.includes(topic));
  const left = best.beside.filter((topic) => !told || !isState(topic));
  const others = left.flatMap(
    (topic) => matches.find((match) => match !== best && topics.has(topic) && !match.beside.includes(topic)) ?? [],
  );
  return [...new Set([best, ...others])];
}

const isState = (topic: string): boolean => topic === 'status' || topic === 'health' || topic === 'services';

function readAll(matches: readonly Match[], request: Request): PlanOutcome {
  const parts: PlannedPart[] = [];
  for (const match of matches) {
    const resolved = resolveEntry(match, request);
    if (resolved.kind !== 'resolved') return resolved;
    // "from A, how is B?" is no look at both.
    if (request.reading.signs.across && resolved.servers.length > 1)
      return { kind: 'question', language: request.reading.language, message: questions.fromThere, choices: [] };
    const [stranger] = [
      ...resolved.reading.strangers.filter((typed) => isPlaced(typed, request.reading)),
      ...resolved.reading.beside,
    ];
    if (stranger !== undefined && resolved.servers.length > 1) return askName(stranger, request);
    const unkept = request.reading.unread.find(({ matters }) => matters === 'always');
    if (unkept !== undefined && resolved.servers.length > 1)
      return {
        kind: 'question',
        language: request.reading.language,
        message: questions.unread(unkept.typed),
        choices: resolved.servers.slice(0, 8).map((name) => proposeEntry(match.indexed, resolved.inputs, [name])),
      };
    const confidence = confidenceOf(resolved.reading, match);
    const outcome = bindEntry(resolved, { ...request, confidence });
    if (outcome.kind !== 'runbook') return outcome;
    parts.push({ plan: outcome, reads: true });
  }
  return combinePlans(parts) ?? notUnderstood(request);
}

/** It stands where a place is named, "in both datacenters": without it, more would be looked at than was meant. */
const isPlaced = (typed: string, { objects }: Reading): boolean =>
  objects.some((object) => object.typed === typed && object.placed && object.of === undefined);

/** Words that ask to look at something no phrase is for: a name says enough. */
function planByName(request: Request): PlanOutcome {
  const { reading, catalog } = request;
  const bare = { ...reading, acts: [justLook] };
  const [match] = matchEntries(bare, catalog, {}).filter(({ indexed }) => isReading(indexed));
  return match === undefined ? notUnderstood(request) : readAll([match], { ...request, reading: bare });
}

function complain(request: Request): PlanOutcome {
  const { reading, index } = request;
  const complaint = readComplaint(reading, index);
  if (complaint !== undefined) return lookInto(complaint, request);
  const [unknown] = [...reading.place.unknown, ...reading.strangers];
  if (unknown !== undefined) return askName(unknown, request);
  const ambiguous = reading.ambiguousServices[0];
  const message =
    ambiguous === undefined ? questions.whichSite : questions.ambiguous(ambiguous.typed, ambiguous.candidates);
  return {
    kind: 'question',
    language: reading.language,
    message,
    choices: lookChoices(ambiguous?.candidates, request),
  };
}

function askName(typed: string, request: Request): PlanOutcome {
  const { reading, context, index } = request;
  const services = Object.keys(context.inventory.services ?? {});
  const servers = nearestServers(typed, index.servers).known;
  const known = /\d/.test(typed) ? servers : [...services.slice(0, 5), ...servers.slice(0, 3)];
  const message: Localized = questions.unknownName(typed, known.slice(0, 5));
  return {
    kind: 'question',
    language: reading.language,
    message,
    choices: lookChoices(nearest(typed, services, 3), request),
  };
}
