import type { CatalogIndex, IndexedEntry, Phrase } from '../indexes/catalog-index.js';
import { isOwnWord, namedTopics } from './asked.js';
import { unmetLimits } from './limits.js';
import type { Reading } from '../reading/reading.js';
import { slotKind } from '../indexes/slot-kinds.js';
import { slotReader } from '../slots/slot-reader.js';
import { changeConcepts } from '../vocabulary/acts.js';
import { broader } from '../vocabulary/topics.js';

export interface Match {
  readonly indexed: IndexedEntry;
  readonly phrase: Phrase;
  readonly score: number;
  /** What was asked besides, and this entry does not do. */
  readonly beside: readonly string[];
}

export const isReading = ({ effect }: IndexedEntry): boolean => effect === 'read' || effect === 'content';

/** "delete the old logs" cleans up; who empties or tidies a folder does not have it removed. */
const alike: Readonly<Record<string, string>> = { clean: 'delete' };
/** A status tells of health, and the other way round. */
const sameFamily = new Set(['status', 'health', 'services']);

/** What a machine has and the state of a service does not show. */
const ofMachine = new Set(['load', 'cpu', 'memory', 'swap', 'clock', 'reboot-needed']);

/** A fit below this is none. */
const floor = 0.3;

interface Said {
  readonly asked: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
  readonly implied: ReadonlySet<string>;
  readonly weak: ReadonlySet<string>;
  /** Slots that values in the words call for: an address wants to be asked, a path to be read. */
  readonly wants: readonly (readonly [slots: RegExp, cost: number])[];
  /** Nouns that were given names: package, database. */
  readonly roles: readonly string[];
  fills(slot: string, phrase: Phrase): boolean;
  limits(indexed: IndexedEntry): number;
  readonly askable: boolean;
}

interface MatchOptions {
  readonly asked?: ReadonlySet<string>;
  readonly topics?: ReadonlySet<string>;
  /** Readings for which a value would have to be asked count too. */
  readonly askable?: boolean;
}

/**
 * Entries with a trigger phrase whose every word was said, best first. Order and form of the words do not matter; what
 * was said besides costs, a name where the phrase has a slot counts. Without `asked`, changes are not looked for.
 */
export function matchEntries(
  reading: Reading,
  catalog: CatalogIndex,
  { asked = new Set(), topics = namedTopics(reading), askable = false }: MatchOptions,
): Match[] {
  const said: Said = {
    asked,
    topics,
    askable,
    implied: new Set(reading.acts.filter(({ implied }) => implied === true).map(({ concept }) => concept)),
    weak: new Set(reading.acts.filter((act) => act.weak).map(({ concept }) => concept)),
    wants: [
      ...(reading.values.literals.url.length > 0 ? [[/^(?:url|host)$/, 0.9] as const, [/^url$/, 0.3] as const] : []),
      ...(reading.values.literals.path.length > 0 ? [[/^(?:path|paths|url)$/, 0.2] as const] : []),
    ],
    roles: reading.objects.flatMap(({ role }) => role ?? []),
    fills: slotReader(reading),
    limits: (indexed) => unmetLimits(reading, indexed),
  };
  const reachable = reachableConcepts(said);
  const matches: Match[] = [];
  for (const indexed of catalog.entries) {
    let best: Scored | undefined;
    for (const phrase of indexed.phrases) {
      if (!isSubset(phrase.concepts, reachable)) continue;
      const scored = scorePhrase(phrase, said, indexed);
      if (scored !== undefined && scored.score > (best?.score ?? floor)) best = scored;
    }
    if (best !== undefined) matches.push({ indexed, ...best });
  }
  // Of two that fit alike, the one that only looks comes first.
  return matches.sort(
    (first, other) => other.score - first.score || Number(isReading(other.indexed)) - Number(isReading(first.indexed)),
  );
}

type Scored = Pick<Match, 'phrase' | 'score' | 'beside'>;

/** Everything that a word of a phrase may be met by; most phrases of a large catalog are passed over by it. */
function reachableConcepts({ asked, topics, implied }: Said): ReadonlySet<string> {
  const reachable = new Set([...asked, ...topics, ...implied]);
  for (const concept of [...asked, ...topics])
    for (const near of [alike[concept], broader[concept]]) if (near !== undefined) reachable.add(near);
  return reachable;
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  for (const one of some) if (!all.has(one)) return false;
  return true;
}

/** How well one word of a phrase is met: 1 as it stands, less by something near, undefined not at all. */
function meets(
  concept: string,
  phrase: Phrase,
  said: Said,
  reads: boolean,
): { readonly worth: number; readonly by: readonly string[] } | undefined {
  const sources = sourcesOf(concept, phrase, said, reads);
  if (sources.some((source) => source.has(concept))) return { worth: 1, by: [concept] };
  const near = alike[concept];
  if (near !== undefined && sources.some((source) => source.has(near))) return { worth: 0.7, by: [near] };
  const ofService = [...phrase.slots].some((slot) => slotKind(slot) === 'service');
  const parts = [...said.topics].filter((topic) => broader[topic] === concept && !(ofService && ofMachine.has(topic)));
  if (parts.length > 0) return { worth: 0.8, by: parts };
  if (said.implied.has(concept)) return { worth: isOwnWord(concept) ? 0.5 : -0.1, by: [] };
  return undefined;
}

/** Where a word of a phrase may have been said: a deed must be asked for, unless it is only spoken of. */
function sourcesOf(concept: string, phrase: Phrase, said: Said, reads: boolean): readonly ReadonlySet<string>[] {
  if (phrase.objects.has(concept) || !(changeConcepts.has(concept) || isOwnWord(concept)))
    return [said.asked, said.topics];
  if (!reads) return [said.asked];
  // "test the last backup" is no answer to "back up", nor the other way round.
  return isOwnWord(concept) ? [said.asked, said.topics] : [phrase.nouns.has(concept) ? said.topics : said.asked];
}

function scorePhrase(phrase: Phrase, said: Said, indexed: IndexedEntry): Scored | undefined {
  const reads = isReading(indexed);
  const met = new Set<string>();
  let worth = 0;
  for (const concept of phrase.concepts) {
    const found = meets(concept, phrase, said, reads);
    if (found === undefined) return undefined;
    worth += found.worth;
    for (const concept of found.by) met.add(concept);
  }
  const slots = [...phrase.slots];
  // "back up postgres" is about a database, whose name is asked for.
  const known = slots.filter((slot) => said.fills(slot, phrase) || said.implied.has(slotKind(slot)));
  const soft = [...phrase.weak].reduce((sum, concept) => sum + softWorth(concept, said), 0);
  // A change is asked for by its verb; a phrase of names alone would answer to anything that mentions them.
  const launched = phrase.weak.has('launch') && said.asked.has('launch') && met.size > 0;
  if (!reads && !launched && ![...met].some((concept) => said.asked.has(concept))) return undefined;
  if (met.size === 0 && (known.length === 0 || known.length < slots.length || soft <= 0)) return undefined;
  const beside = [...new Set([...said.asked, ...said.topics])].filter((concept) => !met.has(concept));
  // Where a service and a server are named, the service is the subject and the server only the place.
  const names = known.reduce((sum, slot) => sum + (isPlace(slot) ? 0.3 : 0.35), 0);
  const missing = slots
    .filter((slot) => !known.includes(slot))
    .reduce((sum, slot) => sum + absence(slot, reads && !said.askable), 0);
  const strange = said.roles.filter((role) => !phrase.concepts.has(role) && !indexed.inputs.has(role));
  const cost = beside.reduce((sum, concept) => sum + costOf(concept, said, met), 0);
  return {
    phrase,
    beside,
    score:
      worth +
      soft +
      names -
      Math.min(missing, reads ? 9 : 0.6) -
      cost -
      0.5 * strange.length -
      unusedOf(phrase, said) -
      said.limits(indexed),
  };
}

/** To check a thing is another thing than to show it; a phrase that does either without it being said fits less. */
const softWorth = (concept: string, { weak }: Said): number =>
  weak.has(concept) ? (concept === 'check' ? 0.4 : 0.2) : concept === 'check' && !weak.has('look') ? -0.2 : 0;

/** What can be looked at without asking back goes before what can't. */
const absence = (slot: string, reads: boolean): number =>
  reads && !['service', 'place'].includes(slotKind(slot)) ? 1.2 : 0.4;

const unusedOf = ({ slots }: Phrase, { wants }: Said): number =>
  wants.reduce((sum, [kinds, cost]) => sum + ([...slots].some((slot) => kinds.test(slotKind(slot))) ? 0 : cost), 0);

const isPlace = (slot: string): boolean => slotKind(slot) === 'place';

function costOf(concept: string, said: Said, met: ReadonlySet<string>): number {
  if (concept === 'launch') return 0;
  if (isOwnWord(concept) || (!said.asked.has(concept) && changeConcepts.has(concept))) return 0.25;
  if (said.asked.has(concept)) return 0.6;
  // What is changed is looked at anyway.
  if (sameFamily.has(concept) && said.asked.size > 0) return 0.1;
  return sameFamily.has(concept) && [...met].some((other) => sameFamily.has(other)) ? 0.1 : 0.4;
}
