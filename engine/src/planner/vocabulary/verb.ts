import type { Inflection } from './inflect.js';

/** A thing to do: its verbs, and the nouns made of them, which name the deed as often as they ask for it. */
export interface Verb {
  readonly concept: string;
  readonly verbs: readonly Inflection[];
  readonly nouns?: string;
}
