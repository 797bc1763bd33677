import type { Localized, Outputs } from '../../actions/action.js';
import { nearest, type Runbook } from '@chatops-commander/schemas';
import { fold } from '../../request/fold.js';
import { placeOfBackup } from '../slots/backup-place.js';
import type { IndexedEntry } from '../indexes/catalog-index.js';
import { chooseServers, type ServerChoice } from './choose-servers.js';
import { fillInputs, withoutUsed } from '../slots/fill-inputs.js';
import { isReading, type Match } from './match-entries.js';
import type { PlanOutcome, Proposal } from '../planner.js';
import { describeInput, fillText, proposeEntry } from './propose-entry.js';
import { saysNothing } from '../reading/read-place.js';
import { readReach } from '../slots/reach.js';
import type { Reading } from '../reading/reading.js';
import type { Request } from '../reading/request.js';
import { inSentence } from '../saying/say-names.js';
import { slotKind } from '../indexes/slot-kinds.js';
import { servicesMeant } from './services-meant.js';
import { questions } from '../saying/say-questions.js';

/** How many choices a question offers at most: more are not read on a phone. */
const maxChoices = 8;
/** A service on more servers than these is not offered whole. */
const fewHosts = 5;
/** An entry with all that it needs, ready to be bound. */
export interface ResolvedEntry {
  readonly kind: 'resolved';
  readonly indexed: IndexedEntry;
  readonly inputs: Outputs;
  readonly servers: readonly string[];
  /** Without the names that became inputs. */
  readonly reading: Reading;
}

/** The inputs and servers of one catalog entry for one request, or the one question that is missing. */
export function resolveEntry({ indexed, phrase }: Match, request: Request): ResolvedEntry | PlanOutcome {
  const { index, context } = request;
  const { runbook } = indexed.entry;
  const ask = (message: Localized, choices: readonly Proposal[] = []): PlanOutcome => ({
    kind: 'question',
    language: request.reading.language,
    message,
    choices,
  });

  const wantsService = runbook.spec.inputs?.service?.required === true;
  const [service, ...moreServices] = isReading(indexed) ? servicesMeant(request) : request.reading.services;
  if (wantsService && (service === undefined || moreServices.length > 0)) return askService(indexed, request, ask);
  const onlyService = moreServices.length > 0 ? undefined : service;
  const { inputs, used } = fillInputs(runbook, request.reading, context.inventory, onlyService, phrase.concepts);
  const reading = withoutUsed(request.reading, used);
  const reach = isReading(indexed) ? readReach(runbook, reading, context.inventory, inputs) : undefined;
  if (reach !== undefined) return { kind: 'resolved', indexed, inputs: reach.inputs, servers: [reach.from], reading };
  const lacking = lackingInputs(runbook, inputs);
  if (lacking.length > 0) {
    const described = lacking.map((name) => inSentence(describeInput(runbook, name)));
    return ask(questions.missing(fillText(runbook.metadata.title, inputs), described));
  }
  // Asked from the worker itself, it needs no server.
  const outside = runbook.spec.steps.every(({ on }) => on === 'controller');
  if (outside) return { kind: 'resolved', indexed, inputs, servers: [], reading };
  const choice = chooseServers({
    reading,
    index,
    service: wantsService ? service : undefined,
    readsState: isReading(indexed),
  });
  if (choice.kind === 'chosen') {
    const servers = isReading(indexed) && looksAtOther(runbook, reading) ? choice.servers.slice(0, 1) : choice.servers;
    const lying = isReading(indexed) ? placeOfBackup(runbook, inputs, servers) : servers;
    if (lying !== undefined) return { kind: 'resolved', indexed, inputs, servers: lying, reading };
    return askServers({ kind: 'ask', candidates: choice.servers }, request, { indexed, ask, inputs });
  }
  return askServers(choice, request, { indexed, ask, inputs });
}

function lackingInputs({ spec }: Runbook, given: Outputs): string[] {
  const declared = Object.entries(spec.inputs ?? {});
  return declared.flatMap(([name, input]) =>
    input.required === true && input.default === undefined && given[name] === undefined ? [name] : [],
  );
}

/** It is about something that is no server, a domain or an image, and any one server can see it. */
const looksAtOther = ({ spec }: Runbook, { place }: Reading): boolean =>
  saysNothing(place) &&
  Object.entries(spec.inputs ?? {}).some(
    ([name, input]) => input.required === true && /^(?:host|image|name)$/.test(slotKind(name)),
  );

type Ask = (message: Localized, choices?: readonly Proposal[]) => PlanOutcome;

function askService(indexed: IndexedEntry, request: Request, ask: Ask): PlanOutcome {
  const { reading, index, context } = request;
  const { runbook } = indexed.entry;
  const [ambiguous] = reading.ambiguousServices;
  const [stranger] = reading.services.length === 0 ? reading.strangers : [];
  const [unknownServer] = reading.place.unknown;
  if (unknownServer !== undefined)
    return ask(questions.unknownName(unknownServer, nearestServers(unknownServer, index.servers).known));
  const here = namedServers(request);
  const known =
    here.length > 0
      ? [...new Set(here.flatMap((name) => index.servicesOn(name)))]
      : Object.keys(context.inventory.services ?? {});
  const candidates = ambiguous?.candidates ?? (reading.services.length > 1 ? reading.services : known);
  // An unknown name is answered with names that look like it; any other would be a guess.
  const wanted = candidates.filter((service) => !reading.exceptServices.includes(service));
  const offered = stranger === undefined ? wanted : nearest(stranger, wanted, 3);
  const choices = offered.slice(0, maxChoices).flatMap((service): Proposal[] => {
    const choice = chooseServers({ reading, index, service, readsState: isReading(indexed) });
    const hosts = choice.kind === 'chosen' ? choice.servers : index.hostsOf(service);
    const few = hosts.length > 0 && hosts.length <= fewHosts;
    return few ? [proposeEntry(indexed, fillInputs(runbook, reading, context.inventory, service).inputs, hosts)] : [];
  });
  if (ambiguous !== undefined) return ask(questions.ambiguous(ambiguous.typed, ambiguous.candidates), choices);
  if (stranger !== undefined) return ask(questions.unknownName(stranger, candidates.slice(0, maxChoices)), choices);
  if (here.length > 0 && !isReading(indexed)) {
    const machine = rebootOf(request);
    if (machine === undefined) return ask(questions.wholeServer(here), choices);
    return ask(questions.machineOrService(here), [
      ...choices.slice(0, maxChoices - 1),
      proposeEntry(machine, {}, here),
    ]);
  }
  const title = fillText(runbook.metadata.title, {});
  return ask(
    reading.services.length > 1 ? questions.oneService(title, reading.services) : questions.whichService(title),
    choices,
  );
}

/** What restarts the machine itself, when the catalog has it and it was a restart that was asked for. */
function rebootOf({ reading, catalog }: Request): IndexedEntry | undefined {
  if (!reading.acts.some(({ concept }) => concept === 'restart')) return undefined;
  return catalog.entries.find(({ phrases }) =>
    phrases.some(({ concepts }) => concepts.has('reboot') && concepts.size === 1),
  );
}

function namedServers({ reading, index }: Request): readonly string[] {
  if (saysNothing(reading.place)) return [];
  const choice = chooseServers({ reading, index, service: undefined, readsState: true });
  return choice.kind === 'chosen' ? choice.servers : [];
}

interface Asking {
  readonly indexed: IndexedEntry;
  readonly ask: Ask;
  readonly inputs: Outputs;
}

function askServers(
  choice: Exclude<ServerChoice, { kind: 'chosen' }>,
  request: Request,
  { indexed, ask, inputs }: Asking,
): PlanOutcome {
  const { index } = request;
  const each = (names: readonly string[]): Proposal[] => {
    const single = names.slice(0, maxChoices - 1).map((name) => proposeEntry(indexed, inputs, [name]));
    // All of them is one more choice, as long as a person can take in what that means.
    return names.length > 1 && names.length <= 20 ? [...single, proposeEntry(indexed, inputs, names)] : single;
  };
  switch (choice.kind) {
    case 'ask':
      return ask(
        questions.whichServer(fillText(indexed.entry.runbook.metadata.title, inputs)),
        each(choice.candidates),
      );
    case 'ambiguous':
      return ask(questions.ambiguous(choice.typed, choice.candidates), each(choice.candidates));
    case 'unknown': {
      const { service } = inputs;
      const pool = typeof service === 'string' ? index.hostsOf(service) : index.servers;
      const { near, known } = nearestServers(choice.typed, pool);
      return ask(
        questions.unknownName(choice.typed, known),
        near.map((name) => proposeEntry(indexed, inputs, [name])),
      );
    }
    case 'elsewhere':
      return ask(questions.elsewhere(choice.service, choice.named, choice.candidates), each(choice.candidates));
    case 'contradiction':
      return ask(questions.contradiction(choice.candidates), each(choice.candidates));
    case 'nowhere':
      return { kind: 'refusal', language: request.reading.language, message: questions.runsNowhere(choice.service) };
    default:
      return choice satisfies never;
  }
}

/** Names that look like what was typed, and what to name as known. */
export function nearestServers(
  typed: string,
  servers: readonly string[],
): { near: readonly string[]; known: readonly string[] } {
  const start = fold(typed).match(/^[a-z]+/)?.[0] ?? '';
  const alike = servers.filter((name) => start.length > 1 && name.startsWith(start)).slice(0, 5);
  const near = alike.length > 0 ? alike : nearest(fold(typed), servers, 3);
  return { near, known: near.length > 0 ? near : servers.slice(0, 5) };
}
