import { INCOMPLETE } from './command.js';
import { fold } from './fold.js';

const runPattern = /^r-[a-z0-9][a-z0-9-]{0,60}$/i;
export const stepPattern = /^[a-z][a-z0-9_]{0,39}$/;
export const serverPattern = /^[a-z0-9][a-z0-9.-]{0,62}$/;

/** Objects that say no more than "the run at hand": "annule le run", "pause this". */
const theRunAtHand: ReadonlySet<string> = new Set(
  [
    ...['it', 'this', 'that', 'the run', 'this run', 'everything', 'the change', 'the request', 'please'],
    ...['ça', 'cela', 'tout', 'tout ça', 'le run', "l'exécution", 'cette exécution', 'le changement', 'la demande'],
    ...['stp', 'svp'],
  ].map(fold),
);

/** Whether nothing follows that says more than the command itself. */
export function saysNoMore(rest: readonly string[]): boolean {
  const said = fold(rest.join(' ')).replace(/[\s!.?]+$/, '');
  return said === '' || theRunAtHand.has(said);
}

/** A run's id as we write it; undefined when the word is none. */
export const asRun = (word: string | undefined): string | undefined =>
  word !== undefined && runPattern.test(word) ? word.toLowerCase() : undefined;

/** `[RUN]`: without one, the run of the thread is meant. */
export function optionalRun(rest: readonly string[]): { readonly run?: string } | undefined {
  const run = asRun(rest[0]);
  if (run !== undefined) return saysNoMore(rest.slice(1)) ? { run } : undefined;
  return saysNoMore(rest) ? {} : undefined;
}

/** `RUN`: only with a run's id is it the command. */
export function oneRun(rest: readonly string[]): { readonly run: string } | undefined {
  const run = asRun(rest[0]);
  return run !== undefined && saysNoMore(rest.slice(1)) ? { run } : undefined;
}

/** `#12`: a pull request by its number. */
export function asPull(word: string | undefined): number | undefined {
  const digits = /^#([1-9]\d{0,9})$/.exec(word ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** `[#PULL]`: without one, the pull request where it is said is meant. */
export function optionalPull(rest: readonly string[]): { readonly pull?: number } | undefined {
  const pull = asPull(rest[0]);
  if (pull !== undefined) return saysNoMore(rest.slice(1)) ? { pull } : undefined;
  return saysNoMore(rest) ? {} : undefined;
}

/** Nothing: what follows makes it plain words. */
export const nothing = (rest: readonly string[]): Record<string, never> | undefined =>
  saysNoMore(rest) ? {} : undefined;

const flags = {
  reason: /^--?(?:reason|raison|motif)$/i,
  for: /^--?(?:for|pendant|durée)$/i,
  all: /^--?(?:all|tout|tous)$/i,
} as const;
type Flag = keyof typeof flags;

/** The words before the first flag, and what stands behind each flag, up to the next one. */
export interface FlaggedWords {
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<Flag, string>;
}

export function splitFlags(rest: readonly string[]): FlaggedWords {
  const words: string[] = [];
  const found = new Map<Flag, string[]>();
  let behind: string[] = words;
  for (const word of rest.flatMap((one) => splitAssignment(one))) {
    const flag = flagOf(word);
    if (flag === undefined) behind.push(word);
    else {
      behind = [];
      found.set(flag, behind);
    }
  }
  const values = [...found].map(([flag, value]) => [flag, unquoted(value.join(' '))] as const);
  return { words, flags: new Map(values) };
}

/** `--reason=TEXT` is `--reason TEXT`, for our flags alone. */
function splitAssignment(word: string): readonly string[] {
  const assigned = /^(--?[^=\s]+)=(.*)$/.exec(word);
  const [, name, value] = assigned ?? [];
  return name !== undefined && value !== undefined && flagOf(name) !== undefined ? [name, value] : [word];
}

// Object.keys widens to string
const flagOf = (word: string): Flag | undefined =>
  (Object.keys(flags) as Flag[]).find((flag) => flags[flag].test(word));

const unquoted = (text: string): string => text.replace(/^["'“”«\s]+|["'“”»\s]+$/g, '');

/** `STEP --reason TEXT` and the like: a name and a reason, or what is missing. */
export function nameAndReason(
  rest: readonly string[],
  name: RegExp,
): { readonly name: string; readonly reason: string; readonly duration?: string } | typeof INCOMPLETE | undefined {
  const said = splitFlags(rest);
  const [first, ...more] = said.words;
  const looksRight = first === undefined || name.test(first.toLowerCase());
  const reason = said.flags.get('reason');
  // "ignore the alerts" and "passe nginx en version 2" are words for the planner, not a step without its reason.
  if (reason === undefined) return looksRight && more.length === 0 ? INCOMPLETE : undefined;
  if (first === undefined || !looksRight || more.length > 0 || reason === '') return INCOMPLETE;
  const duration = said.flags.get('for');
  return { name: first.toLowerCase(), reason, ...(duration === undefined ? {} : { duration }) };
}
