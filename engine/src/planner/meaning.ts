import type { Localized } from '../actions/action.js';

/** What a word or a group of words stands for, before anything is decided. */
export type Meaning =
  /** Something a runbook does or shows, compared with trigger phrases. `weak` ones (look, do) say little alone. */
  | { readonly kind: 'act'; readonly concept: string; readonly weak?: boolean; readonly described?: boolean }
  /** Something that no action does yet. `deed` completes "I can't …" and "Je ne sais pas …". */
  | { readonly kind: 'out-of-reach'; readonly concept: string; readonly deed: Localized }
  | { readonly kind: 'symptom' }
  /** `forward` negates what follows, `backward` what stands before it; `told` describes a fact ("won't") rather than forbids. */
  | { readonly kind: 'negation'; readonly reach: 'forward' | 'backward'; readonly told?: boolean }
  | { readonly kind: 'mood'; readonly mood: 'how-to' | 'advice' | 'condition' | 'later' | 'inquiry' }
  | { readonly kind: 'auxiliary' }
  /** What follows is told as a circumstance: since, after, because. */
  | { readonly kind: 'background' }
  | { readonly kind: 'all' }
  | { readonly kind: 'both' }
  | { readonly kind: 'except' }
  | { readonly kind: 'machines'; readonly plural: boolean }
  | { readonly kind: 'service-noun' }
  | { readonly kind: 'place-preposition' }
  | { readonly kind: 'and' }
  | { readonly kind: 'follow-up' }
  | { readonly kind: 'other-one' }
  | { readonly kind: 'ordinal'; readonly number: number }
  | { readonly kind: 'dismissal' }
  | { readonly kind: 'help' }
  | { readonly kind: 'filler' }
  | { readonly kind: 'server'; readonly servers: readonly string[]; readonly typed: string; readonly exact: boolean }
  | { readonly kind: 'service'; readonly services: readonly string[]; readonly typed: string; readonly exact: boolean }
  /** `prefix`: only the names begin so; whether all of them are meant is less sure than with a tag. */
  | { readonly kind: 'tag'; readonly servers: readonly string[]; readonly typed: string; readonly prefix?: boolean }
  | { readonly kind: 'environment'; readonly environment: string }
  /** Reads like a server's name, and no server has it. */
  | { readonly kind: 'unknown-server'; readonly typed: string }
  | { readonly kind: 'unknown'; readonly typed: string }
  | { readonly kind: 'literal'; readonly literal: 'number' | 'code' | 'url' | 'path'; readonly value: string };

/** Folded words, one space between, → meaning. */
export type Lexicon = ReadonlyMap<string, Meaning>;
