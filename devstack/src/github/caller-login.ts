import type { Caller } from './callers.js';

/** The login that a caller acts as; `ghost` for one without. */
export const loginOf = (caller: Caller): string =>
  caller.kind === 'person' || caller.kind === 'installation' ? caller.login : 'ghost';
