import type { InventoryIndex } from '../indexes/inventory-index.js';
import { applyPick } from '../reading/read-pick.js';
import { saysNothing } from '../reading/read-place.js';
import type { Reading } from '../reading/reading.js';

/** Which servers a request is for, or why that cannot be told without asking. */
export type ServerChoice =
  | { readonly kind: 'chosen'; readonly servers: readonly string[] }
  /** Nothing, or not enough, was said; `candidates` are what it could be. */
  | { readonly kind: 'ask'; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown'; readonly typed: string }
  | { readonly kind: 'ambiguous'; readonly typed: string; readonly candidates: readonly string[] }
  /** The named servers do not run the service. */
  | {
      readonly kind: 'elsewhere';
      readonly service: string;
      readonly named: readonly string[];
      readonly candidates: readonly string[];
    }
  /** The words name servers that others of the words leave out: "web-01 in staging". */
  | { readonly kind: 'contradiction'; readonly candidates: readonly string[] }
  | { readonly kind: 'nowhere'; readonly service: string };

export interface ServerQuestion {
  readonly reading: Reading;
  readonly index: InventoryIndex;
  /** The service the runbook is about, when it is about one. */
  readonly service: string | undefined;
  /** Looking at state harms nobody, so that what was left open may be all of it. */
  readonly readsState: boolean;
}

/** Chooses exactly the servers that the words say: never one more, and never one of two by guessing. */
export function chooseServers(question: ServerQuestion): ServerChoice {
  const { pick } = question.reading.place;
  // Picked ones are told by their order, so that which are meant is no longer open.
  const choice = choosePool(pick === undefined ? question : { ...question, readsState: true });
  if (pick === undefined || choice.kind !== 'chosen') return choice;
  const servers = applyPick(choice.servers, pick);
  return servers === undefined ? { kind: 'ask', candidates: choice.servers } : { kind: 'chosen', servers };
}

function choosePool({ reading, index, service, readsState }: ServerQuestion): ServerChoice {
  const { place } = reading;
  const [unknown] = place.unknown;
  if (unknown !== undefined) return { kind: 'unknown', typed: unknown };
  const [ambiguous] = place.ambiguous;
  if (ambiguous !== undefined) return { kind: 'ambiguous', ...ambiguous };

  const pool = service === undefined ? poolOf(reading, index) : index.hostsOf(service);
  if (service !== undefined && pool.length === 0) return { kind: 'nowhere', service };
  const inEnvironment = (name: string): boolean =>
    place.environments.length === 0 || place.environments.includes(index.environmentOf(name) ?? '');
  // "leave out the db": the servers that run it, where it is about servers.
  const spared = reading.exceptServices.filter((one) => one !== service).flatMap((one) => index.hostsOf(one));
  // "sans toucher à l'intranet qui est sur la même machine": the other service, and not the machine.
  const alone = pool.every((name) => spared.includes(name));
  const kept = (names: readonly string[]): string[] =>
    names.filter((name) => !place.except.includes(name) && (alone || !spared.includes(name)));

  if (place.named.some((name) => !inEnvironment(name))) return { kind: 'contradiction', candidates: place.named };
  if (place.range) return { kind: 'ask', candidates: kept(place.named) };
  const asked = new Set([...place.named, ...place.grouped.filter(inEnvironment)]);
  if (place.named.length + place.grouped.length > 0) {
    const servers = kept(pool.filter((name) => asked.has(name)));
    const outside = place.named.filter((name) => !pool.includes(name));
    if (service !== undefined && (outside.length > 0 || servers.length === 0)) {
      return { kind: 'elsewhere', service, named: outside.length > 0 ? outside : [...asked], candidates: pool };
    }
    if (servers.length === 0) return { kind: 'ask', candidates: kept(pool) };
    // "les deux serveurs de paris", of which there are three: which ones, only the writer knows.
    if (isMiscounted(place, servers)) return { kind: 'ask', candidates: servers };
    const unclear = (place.singular && servers.length > 1) || (place.both && servers.length !== 2);
    return unclear && !readsState ? { kind: 'ask', candidates: servers } : { kind: 'chosen', servers };
  }

  const candidates = kept(pool.filter(inEnvironment));
  if (candidates.length === 0) {
    return service === undefined
      ? { kind: 'ask', candidates: kept(pool) }
      : { kind: 'elsewhere', service, named: place.environments, candidates: pool };
  }
  const open = saysNothing(place);
  if (isMiscounted(place, candidates)) return { kind: 'ask', candidates };
  if (place.both && candidates.length !== 2) return { kind: 'ask', candidates };
  if (place.singular && candidates.length > 1 && !readsState) return { kind: 'ask', candidates };
  // Everything is looked at where every word was understood; an unread one may have said where.
  const onlyAll = place.all && saysNothing({ ...place, all: false });
  if (
    (open || onlyAll) &&
    service === undefined &&
    reading.services.length === 0 &&
    reading.unknown > 0 &&
    candidates.length > 1
  )
    return { kind: 'ask', candidates };
  if (candidates.length === 1 || !open || readsState) return { kind: 'chosen', servers: candidates };
  return { kind: 'ask', candidates };
}

const isMiscounted = ({ counted }: Reading['place'], servers: readonly string[]): boolean =>
  counted !== undefined && servers.length !== counted;

/** Without a service of its own a runbook looks at servers: those of a service that was named, or any. */
function poolOf({ services }: Reading, index: InventoryIndex): readonly string[] {
  if (services.length === 0) return index.servers;
  const hosts = new Set(services.flatMap((service) => index.hostsOf(service)));
  return index.servers.filter((name) => hosts.has(name));
}
