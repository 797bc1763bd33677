import type { Risk } from '../actions/action.js';

const ascending: readonly Risk[] = ['low', 'medium', 'high', 'critical'];

/** The highest of some risks; low when there are none. */
export function riskiest(risks: Iterable<Risk>): Risk {
  return ascending[Math.max(0, ...[...risks].map((risk) => ascending.indexOf(risk)))] ?? 'critical';
}

/** The lower of two risks. */
export function lowerOf(a: Risk, b: Risk): Risk {
  return ascending.indexOf(a) <= ascending.indexOf(b) ? a : b;
}

export function isAtLeast(risk: Risk, floor: Risk): boolean {
  return ascending.indexOf(risk) >= ascending.indexOf(floor);
}
