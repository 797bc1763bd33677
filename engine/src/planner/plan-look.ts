import { nearest } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import { bindEntry } from './bind-entry.js';
import { combineReadings } from './combine-readings.js';
import { readComplaint } from './diagnose.js';
import { fillInputs } from './fill-inputs.js';
import { isReading, type Match, matchEntries } from './match-entries.js';
import { lookInto } from './look-into.js';
import type { PlanOutcome, PlannedRunbook, Proposal } from './planner.js';
import { proposeEntry } from './propose-entry.js';
import { saysNothing } from './read-place.js';
import type { Request } from './request.js';
import { nearestServers, resolveEntry } from './resolve-entry.js';
import { answers, questions } from './say-questions.js';

/** Topics that one can only look at, so that even a denied or told one is a request to look: "plus d'espace disque". */
const topics = new Set(['disk', 'largest', 'logs', 'info', 'health', 'status', 'outside']);
/** A complaint is looked into; these say exactly at what. */
const exactTopics = new Set(['disk', 'largest', 'logs', 'info']);
/** Beyond so many unknown words a lone name is no request. */
const tolerableUnknown = 2;

/** A request in which nothing asks for a change: look, diagnose, ask, or decline. */
export function planLook(request: Request, asked: ReadonlySet<string>): PlanOutcome {
  const { reading, index } = request;
  const { language } = reading;
  const mentioned = reading.acts
    .filter(({ weak, concept }) => !weak && topics.has(concept))
    .map(({ concept }) => concept);
  const concepts = new Set(
    [...asked, ...mentioned].filter((concept) => topics.has(concept) || concept.startsWith('word:')),
  );
  const exact = [...concepts].some((concept) => exactTopics.has(concept));
  const inquired = reading.moods.has('inquiry') && reading.services.length > 0;

  if ((reading.symptom || inquired) && !exact) return complain(request);
  const onlyDenied = reading.acts.some(({ stance, weak }) => stance === 'negated' && !weak);
  const looks = reading.acts.some(({ weak }) => weak);
  if (onlyDenied && ![...concepts].some((concept) => topics.has(concept)) && !looks)
    return { kind: 'answer', language, message: answers.leftAlone };

  const stranger = reading.strangers[0];
  const named =
    reading.services.length + reading.literals.urls.length > 0 ||
    reading.ambiguousServices.length > 0 ||
    !saysNothing(reading.place);
  if (stranger !== undefined && !named && (concepts.size > 0 || looks || reading.unknown === 1))
    return askName(stranger, request);
  if (concepts.size === 0 && !named) return { kind: 'refusal', language, message: answers.notUnderstood };
  if (concepts.size === 0 && reading.unknown > tolerableUnknown && !looks)
    return { kind: 'refusal', language, message: answers.notUnderstood };

  // A name alone asks how it is.
  const look: Request =
    concepts.size > 0 || looks
      ? request
      : { ...request, reading: { ...reading, acts: [{ concept: 'look', weak: true, stance: 'asked' }] } };
  const matches = matchEntries(look.reading, request.catalog, concepts).filter(({ indexed }) => isReading(indexed));
  const [best] = matches;
  if (best === undefined) return index.servers.length === 0 ? notUnderstood(request) : planByName(request);
  return readAll(chosenMatches(best, matches, concepts), look);
}

const notUnderstood = ({ reading }: Request): PlanOutcome => ({
  kind: 'refusal',
  language: reading.language,
  message: answers.notUnderstood,
});

/** The best match, and for each topic that it leaves out the best match of that topic. */
function chosenMatches(best: Match, matches: readonly Match[], concepts: ReadonlySet<string>): Match[] {
  // A status tells of health, and the other way round.
  const told = [...concepts].some(
    (concept) => (concept === 'status' || concept === 'health') && !best.beside.includes(concept),
  );
  const left = best.beside.filter((concept) => !told || (concept !== 'status' && concept !== 'health'));
  const others = left.flatMap(
    (concept) =>
      matches.find((match) => match !== best && concepts.has(concept) && !match.beside.includes(concept)) ?? [],
  );
  return [...new Set([best, ...others])];
}

function readAll(matches: readonly Match[], request: Request): PlanOutcome {
  const plans: PlannedRunbook[] = [];
  for (const match of matches) {
    const resolved = resolveEntry(match.indexed, request);
    const outcome = resolved.kind === 'resolved' ? bindEntry(resolved, request) : resolved;
    if (outcome.kind !== 'runbook') return outcome;
    plans.push(outcome);
  }
  return combineReadings(plans) ?? plans[0] ?? notUnderstood(request);
}

/** Words that ask to look at something no phrase is for: a name says enough. */
function planByName(request: Request): PlanOutcome {
  const { reading, catalog } = request;
  const bare = { ...reading, acts: [{ concept: 'look', weak: true, stance: 'asked' as const }] };
  const [match] = matchEntries(bare, catalog, new Set()).filter(({ indexed }) => isReading(indexed));
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

/** Looking at each service, as numbered choices. */
function lookChoices(
  services: readonly string[] | undefined,
  { catalog, context, index, reading }: Request,
): Proposal[] {
  const indexed = catalog.entries.find(({ entry }) => entry.runbook.metadata.name === 'service-status');
  if (indexed === undefined) return [];
  return (services ?? Object.keys(context.inventory.services ?? {})).slice(0, 6).flatMap((service) => {
    const hosts = index.hostsOf(service);
    return hosts.length === 0
      ? []
      : [proposeEntry(indexed, fillInputs(indexed.entry.runbook, reading, context.inventory, service), hosts)];
  });
}
