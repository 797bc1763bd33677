import type { IndexedEntry } from '../indexes/catalog-index.js';
import type { Reading } from '../reading/reading.js';

const sizes = /^(?:[kmgt](?:i?b|o)|octets?|bytes?|gigas?|gigs?|megas?|megs?)$/;

/**
 * Limits that were said and that an entry has no input for: "older than 45 days", "bigger than 1 GB", "keep 3". Done
 * without them, what is deleted would be more than was asked.
 */
export function unmetLimits({ values, said }: Reading, { inputs, effect }: IndexedEntry): number {
  if (effect !== 'destroy') return 0;
  const aged = values.spans.some(({ relation }) => relation === 'older') && !inputs.has('older');
  const sized =
    (values.literals.size.length > 0 || values.numbers.some(({ unit }) => sizes.test(unit))) && !inputs.has('size');
  const keeps = ['keep', 'garde', 'gardes', 'garder', 'gardez', 'conserve', 'retain'];
  // "garde 14 jours" is a limit as "garde 3" is.
  const spanned = values.spans.length > 0 && keeps.some((word) => said.has(word)) && !inputs.has('older');
  const kept = values.numbers.some(({ before }) => keeps.includes(before));
  return Number(spanned) + Number(aged) + Number(sized) + Number(kept && !inputs.has('keep'));
}
