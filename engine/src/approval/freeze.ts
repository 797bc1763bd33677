import { nextMoment, type Policy } from '@chatops-commander/schemas';
import type { Risk } from '../actions/action.js';
import { isAtLeast } from '../runbook/risk-order.js';
import type { Reach } from './reach.js';

type Freeze = NonNullable<Policy['freezes']>[number];

/** A window in which no change starts. */
export interface StandingFreeze {
  readonly name: string;
  /** ISO 8601; undefined when the moment cannot be told. */
  readonly until: string | undefined;
  readonly timeZone: string;
}

/** The freeze that holds these files now: of several, the one that ends last. Reading is never held. */
export function standingFreeze(
  files: readonly (Reach & { readonly risk: Risk })[],
  policy: Policy,
  now: string,
): StandingFreeze | undefined {
  const standing = (policy.freezes ?? []).flatMap((freeze) => {
    if (!files.some((file) => isHeld(file, freeze))) return [];
    const window = windowAt(freeze, new Date(now));
    return window === undefined ? [] : [{ name: freeze.name, timeZone: freeze.timeZone, until: window.until }];
  });
  return standing.sort((left, right) => endOf(right) - endOf(left))[0];
}

function isHeld(file: Reach & { readonly risk: Risk }, { environments, risk }: Freeze): boolean {
  if (risk !== undefined && !isAtLeast(file.risk, risk)) return false;
  const altered = new Set(file.alters);
  return environments === undefined
    ? altered.size > 0
    : file.servers.some((server) => altered.has(server.name) && environments.includes(server.environment));
}

/**
 * Inside of a window its end comes before its next beginning. Asked of the clock of its zone, so that a window has the
 * hours that people wrote whatever happens to the clock within it. What cannot be told counts as inside.
 */
function windowAt({ from, until, timeZone }: Freeze, now: Date): { readonly until: string | undefined } | undefined {
  if (Number.isNaN(now.getTime())) return { until: undefined };
  const ends = nextMoment(until, timeZone, now);
  const begins = nextMoment(from, timeZone, now);
  if (ends === undefined) return undefined;
  return begins === undefined || ends <= begins ? { until: ends.toISOString() } : undefined;
}

const endOf = ({ until }: StandingFreeze): number =>
  until === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(until);

/** "2026-01-12 08:00 (Europe/Paris)", as the clock on the wall shows it there. */
export function wallTime(iso: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return `${parts.format(new Date(iso))} (${timeZone})`;
}
