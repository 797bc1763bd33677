import type { Localized } from '../../actions/action.js';
import { nearest } from '@chatops-commander/schemas';
import type { IndexedEntry } from '../indexes/catalog-index.js';
import { bindEntry } from './bind-entry.js';
import { chooseServers } from './choose-servers.js';
import { fillInputs } from '../slots/fill-inputs.js';
import { isReading } from './match-entries.js';
import { nearestServers } from './nearest-servers.js';
import type { PlanOutcome, Proposal } from '../planner.js';
import { fillText, proposeEntry } from './propose-entry.js';
import { saysNothing } from '../reading/read-place.js';
import type { Request } from '../reading/request.js';
import { sayOnServers } from '../saying/say-names.js';
import { kindsOfService } from '../vocabulary/well-known-names.js';
import { questions } from '../saying/say-questions.js';

/** How many choices a question offers at most: more are not read on a phone. */
export const maxChoices = 8;
/** A service on more servers than these is not offered whole. */
const fewHosts = 5;

export type Ask = (message: Localized, choices?: readonly Proposal[]) => PlanOutcome;

/** Which service, where the entry is for one and none or several were named. */
export function askService(indexed: IndexedEntry, request: Request, ask: Ask): PlanOutcome {
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
  const fits = indexed.families.has('database') ? candidates.filter(isDatabase) : candidates;
  const wanted = (fits.length > 0 ? fits : candidates).filter((service) => !reading.exceptServices.includes(service));
  const offered = stranger === undefined ? wanted : nearest(stranger, wanted, 3);
  const choices = offered.slice(0, maxChoices).flatMap((service): Proposal[] => {
    const choice = chooseServers({ reading, index, service, readsState: isReading(indexed) });
    const hosts = choice.kind === 'chosen' ? choice.servers : index.hostsOf(service);
    const few = hosts.length > 0 && hosts.length <= fewHosts;
    return few ? [proposeEntry(indexed, fillInputs(runbook, reading, context.inventory, service).inputs, hosts)] : [];
  });
  if (ambiguous !== undefined) return ask(questions.ambiguous(ambiguous.typed, ambiguous.candidates), choices);
  if (stranger !== undefined) return ask(questions.unknownName(stranger, candidates.slice(0, maxChoices)), choices);
  const [only, ...others] = choices;
  // Of the one database there is, "replication lag?" asks nobody which; in a thread it may be about what was spoken of.
  if (
    only !== undefined &&
    others.length === 0 &&
    fits.length === 1 &&
    fits !== candidates &&
    context.thread.length + reading.place.except.length === 0 &&
    indexed.effect === 'read'
  )
    return bindEntry({ indexed, inputs: only.inputs, servers: only.servers }, request);
  if (here.length > 0 && !isReading(indexed) && reading.services.length === 0) {
    const machine = rebootOf(request);
    if (machine !== undefined)
      return ask(questions.machineOrService(here), [
        ...choices.slice(0, maxChoices - 1),
        proposeEntry(machine, {}, here),
      ]);
    if (reading.acts.some(({ concept, stance }) => concept === 'stop' && stance === 'asked'))
      return ask(questions.wholeServer(here), choices);
  }
  const inputs = fillInputs(runbook, reading, context.inventory, undefined).inputs;
  const title = withPlace(fillText(runbook.metadata.title, inputs), sayOnServers(here));
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

const isDatabase = (service: string): boolean =>
  kindsOfService.some(({ topic, services }) => topic === 'database' && services.includes(service.toLowerCase()));

const withPlace = (title: Localized, where: Localized): Localized => ({
  en: `${title.en}${where.en}`,
  fr: `${title.fr}${where.fr}`,
});
