import { unmetLimits } from './limits.js';
import type { Match } from './match-entries.js';
import type { Reading } from '../reading/reading.js';

/** Below these a plan is asked about rather than made. From 0 to 1. */
export const bars = { look: 0.3, change: 0.6 } as const;

/**
 * How sure the reading of a request is, from 0 to 1, by what was matched: words that nobody understood, names that were
 * spelled otherwise, things said that the runbook does not do, slots of its phrase that nothing fills.
 */
export function confidenceOf(reading: Reading, match: Match): number {
  const misspelled = reading.corrected.length;
  const beside = match.beside.filter((concept) => !concept.startsWith('word:')).length;
  // What destroys is planned only where every word is understood, and every limit that was said is kept.
  const destroys = match.indexed.effect === 'destroy';
  const limits = unmetLimits(reading, match.indexed);
  const unread = destroys ? 3 * reading.unknown : Math.max(0, reading.unknown - 1);
  // "delete all there is in /srv": how much that is, nobody read.
  const all = reading.place.all || [...reading.said].some((word) => /^(?:tout|toute|tous|all|everything)$/.test(word));
  const { inputs } = match.indexed;
  const sweeping = destroys && all && (inputs.has('path') || inputs.has('paths')) && !inputs.has('older');
  const doubt =
    (sweeping ? 0.5 : 0) +
    0.14 * unread +
    0.5 * limits +
    0.08 * misspelled +
    0.08 * beside +
    (reading.signs.cut || reading.signs.meta ? 0.5 : 0);
  return Math.round(Math.max(0, Math.min(1, 1 - doubt)) * 100) / 100;
}
