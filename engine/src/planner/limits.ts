import type { IndexedEntry } from './catalog-index.js';
import type { Reading } from './reading.js';

const sizes = /^(?:[kmgt](?:i?b|o)|octets?|bytes?|gigas?|gigs?|megas?|megs?)$/;

/**
 * Limits that were said and that an entry has no input for: "older than 45 days", "bigger than 1 GB", "keep 3". Done
 * without them, what is deleted would be more than was asked.
 */
export function unmetLimits({ values }: Reading, { inputs, effect }: IndexedEntry): number {
  if (effect !== 'destroy') return 0;
  const aged = values.spans.some(({ relation }) => relation === 'older') && !inputs.has('older');
  const sized =
    (values.literals.size.length > 0 || values.numbers.some(({ unit }) => sizes.test(unit))) && !inputs.has('size');
  const kept = values.numbers.some(({ before }) => /^(?:keep|garde|gardes|garder|gardez|conserve)$/.test(before));
  return Number(aged) + Number(sized) + Number(kept && !inputs.has('keep'));
}
