import type { Outputs } from '../../actions/action.js';
import type { Runbook } from '@chatops-commander/schemas';
import { placeOfBackup } from '../slots/backup-place.js';
import type { IndexedEntry } from '../indexes/catalog-index.js';
import { askInput } from './ask-input.js';
import { type Ask, askService, maxChoices } from './ask-service.js';
import { chooseServers, type ServerChoice } from './choose-servers.js';
import { fillInputs, withoutUsed } from '../slots/fill-inputs.js';
import { isReading, type Match } from './match-entries.js';
import type { PlanOutcome, Proposal } from '../planner.js';
import { nearestServers } from './nearest-servers.js';
import { fillText, proposeEntry } from './propose-entry.js';
import { saysNothing } from '../reading/read-place.js';
import { readReach } from '../slots/reach.js';
import type { Reading } from '../reading/reading.js';
import type { Request } from '../reading/request.js';
import { slotKind } from '../indexes/slot-kinds.js';
import { servicesMeant } from './services-meant.js';
import { questions } from '../saying/say-questions.js';

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
  const { language } = request.reading;
  const ask: Ask = (message, choices = []) => ({
    kind: 'question',
    language,
    message,
    choices,
  });

  const wantsService = runbook.spec.inputs?.service?.required === true;
  const [service, ...moreServices] = isReading(indexed) ? servicesMeant(request) : request.reading.services;
  if (wantsService && (service === undefined || moreServices.length > 0)) return askService(indexed, request, ask);
  const onlyService = moreServices.length > 0 ? undefined : service;
  const filled = fillInputs(runbook, request.reading, context.inventory, onlyService, phrase.concepts);
  const { used } = filled;
  const answered = request.given?.template === indexed.entry.path ? request.given.inputs : {};
  const inputs = { ...filled.inputs, ...answered };
  const reading = withoutUsed(request.reading, used);
  const reach = isReading(indexed) ? readReach(runbook, reading, context.inventory, inputs) : undefined;
  if (reach !== undefined) return { kind: 'resolved', indexed, inputs: reach.inputs, servers: [reach.from], reading };
  const [lacking] = lackingInputs(runbook, inputs);
  if (lacking !== undefined) return askInput(indexed, lacking, { inputs, language });
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
  return askServers(likely(choice, inputs, index), request, { indexed, ask, inputs });
}

/** "upgrade nginx", on which servers? Those that run it. */
function likely(
  choice: ServerChoice & { kind: Unchosen },
  { packages }: Outputs,
  index: Request['index'],
): ServerChoice & { kind: Unchosen } {
  const hosts = choice.kind === 'ask' && typeof packages === 'string' ? index.hostsOf(packages) : [];
  const candidates = choice.kind === 'ask' ? choice.candidates.filter((name) => hosts.includes(name)) : [];
  return candidates.length === 0 ? choice : { kind: 'ask', candidates };
}
type Unchosen = Exclude<ServerChoice['kind'], 'chosen'>;

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
