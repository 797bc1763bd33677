import type { Literal, Meaning } from '../vocabulary/meaning.js';

const address = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** What letters and digits together can stand for besides a host's name, most telling first. */
const kinds: readonly (readonly [Literal, RegExp])[] = [
  ['version', /^v?\d+\.\d[\w.+~-]*$/],
  ['version', /^v\d+[\w.+~-]*$/],
  ['clock', /^\d{1,2}h\d{2}$/],
  ['duration', /^\d+(?:s|sec|secs|m|mn|min|mins|h|hr|hrs|d|j|w)$/],
  ['size', /^\d+(?:k|kb|ko|m|mb|mo|mib|g|gb|go|gib|tb|to)$/],
];
const others = /^(?:\d+(?:ms|am|pm|x|e|eme|er|nd|th|st|rd)|x\d+|\d+(?:,\d+)+)$/;

/** Times, sizes and versions; undefined for anything else, addresses among them. */
export function readMeasure(folded: string): Meaning | undefined {
  if (address.test(folded)) return undefined;
  const kind = kinds.find(([, pattern]) => pattern.test(folded))?.[0];
  if (kind !== undefined) return { kind: 'literal', literal: kind, value: folded };
  return others.test(folded) ? { kind: 'filler' } : undefined;
}
