import type { CatalogIndex, IndexedEntry, Phrase } from './catalog-index.js';
import { saysNothing } from './read-place.js';
import type { Reading } from './reading.js';

export interface Match {
  readonly indexed: IndexedEntry;
  readonly score: number;
  /** What was asked besides, and this entry does not do. */
  readonly beside: readonly string[];
}

export const isReading = ({ effect }: IndexedEntry): boolean => effect === 'read' || effect === 'content';

/** What is asked for in earnest. `reads` takes denied and told topics too: "plus d'espace disque" is about the disk. */
export function askedConcepts(reading: Reading): Set<string> {
  return new Set(reading.acts.filter(({ weak, stance }) => !weak && stance === 'asked').map(({ concept }) => concept));
}

/**
 * Entries with a trigger phrase whose every word was said, best first. Order and form of the words do not matter; what
 * was said besides costs, a name where the phrase has a slot counts.
 */
export function matchEntries(reading: Reading, catalog: CatalogIndex, concepts: ReadonlySet<string>): Match[] {
  const weak = new Set(reading.acts.filter((act) => act.weak).map(({ concept }) => concept));
  const filled = filledSlots(reading);
  const matches = catalog.entries.flatMap((indexed): Match[] => {
    const scores = indexed.phrases.flatMap((phrase) => scorePhrase(phrase, { concepts, weak, filled }) ?? []);
    const [best] = scores.sort((one, other) => other.score - one.score);
    return best === undefined ? [] : [{ indexed, ...best }];
  });
  // Of two that fit alike, the one that only looks comes first.
  return matches.sort(
    (one, other) => other.score - one.score || Number(isReading(other.indexed)) - Number(isReading(one.indexed)),
  );
}

interface Said {
  readonly concepts: ReadonlySet<string>;
  readonly weak: ReadonlySet<string>;
  readonly filled: ReadonlySet<string>;
}

function scorePhrase(phrase: Phrase, { concepts, weak, filled }: Said): Pick<Match, 'score' | 'beside'> | undefined {
  const slots = [...phrase.slots];
  const known = slots.filter((slot) => filled.has(slot));
  for (const concept of phrase.concepts) if (!concepts.has(concept)) return undefined;
  // A phrase of names alone would answer to anything that mentions them.
  if (phrase.concepts.size + phrase.weak.size === 0) return undefined;
  // Without a strong word the phrase is its verb and its names: "check {service}" is nothing without them.
  if (phrase.concepts.size === 0 && (known.length === 0 || known.length < slots.length)) return undefined;
  const beside = [...concepts].filter((concept) => !phrase.concepts.has(concept));
  const soft = [...phrase.weak].filter((concept) => weak.has(concept)).length;
  if (phrase.concepts.size === 0 && soft < phrase.weak.size) return undefined;
  // Where a service and a server are named, the service is the subject and the server only the place.
  const names = known.reduce((sum, slot) => sum + (slot === 'service' ? 0.35 : 0.3), 0);
  const score = phrase.concepts.size + 0.2 * soft + names - 0.4 * (slots.length - known.length) - 0.5 * beside.length;
  return { score, beside };
}

function filledSlots(reading: Reading): Set<string> {
  const slots = new Set<string>();
  const { literals } = reading;
  if (reading.services.length + reading.ambiguousServices.length > 0) slots.add('service');
  if (!saysNothing(reading.place)) for (const slot of ['server', 'servers']) slots.add(slot);
  if (literals.urls.length > 0) slots.add('url');
  if (literals.paths.length > 0) for (const slot of ['path', 'paths', 'file']) slots.add(slot);
  if (literals.codes.length > 0) slots.add('command');
  if (reading.attachments.length + literals.codes.length > 0) slots.add('content');
  if (literals.numbers.length > 0) slots.add('lines');
  return slots;
}
