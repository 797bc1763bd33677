import type { Reading } from './reading.js';

const full = /^(?:disk full|disque plein)$/;
const room = /\b(?:room|space|place)\b/;

/**
 * "free up disk space", "disk full!": of what, nobody said, so that what fills the disk is to be looked at first. Not
 * where something was named that is to go, or that is to be shown.
 */
export function lacksRoom({ acts, said, services, values }: Reading): boolean {
  const concepts = new Set(
    acts.filter(({ weak, stance }) => !weak && stance === 'asked').map(({ concept }) => concept),
  );
  const only = (...wanted: readonly string[]): boolean => [...concepts].every((concept) => wanted.includes(concept));
  if (services.length + values.literals.path.length > 0 || acts.some(({ stance }) => stance === 'negated'))
    return false;
  const words = [...said];
  if (concepts.has('clean'))
    return only('clean', 'disk') && (concepts.has('disk') || words.some((one) => room.test(one)));
  return only('disk') && words.some((one) => full.test(one)) && acts.every(({ weak }) => !weak);
}
