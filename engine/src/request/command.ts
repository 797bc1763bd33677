import type { Removal } from './clean-text.js';

/** Reading the arguments gives this when a part is missing: the person is told the whole form. */
export const INCOMPLETE: unique symbol = Symbol('incomplete');

/** What follows a command's own words. */
export interface CommandWords {
  /** Of the first line, split at white space. */
  readonly rest: readonly string[];
  /** All that follows, over all lines. */
  readonly text: string;
}

/** How one command is typed. `Found` is what reading its arguments gives. */
export interface CommandSyntax<Found> {
  readonly name: string;
  /** As help shows it, without `/ops`. */
  readonly usage: string;
  /** What people type for it, in English and in French, up to three words each; compared without accents and case. */
  readonly spellings: readonly string[];
  /** Undefined when what follows makes it plain words: "status of nginx". */
  read(words: CommandWords): Found | typeof INCOMPLETE | undefined;
}

/** What somebody wrote after `/ops`. */
export type Command<Found> =
  | { readonly kind: 'command'; readonly name: string; readonly found: Found }
  /** `/ops` alone. */
  | { readonly kind: 'nothing' }
  /** Plain words, for the planner. `removed` names what was hidden in them. */
  | { readonly kind: 'ask-for'; readonly words: string; readonly removed: readonly Removal[] }
  /** The number of a proposal, from 1. */
  | { readonly kind: 'choose'; readonly number: number }
  /** A command with a part missing; `usage` is the form to type. */
  | { readonly kind: 'incomplete'; readonly name: string; readonly usage: string }
  /** `corrected` is what was typed, with the command's own word in place of the slip. */
  | { readonly kind: 'near-miss'; readonly typed: string; readonly nearest: string; readonly corrected: string };
