import type { Localized } from '../../actions/action.js';

/** Something that a runbook does or shows, compared with trigger phrases. */
export interface Act {
  readonly kind: 'act';
  readonly concept: string;
  /** A verb, the noun made of one ("a restart"), or a topic that can only be looked at ("the disk"). */
  readonly part: 'verb' | 'noun' | 'topic';
  /** Says little alone: look, do. */
  readonly weak?: boolean;
  /** Tells what happened or happens. */
  readonly described?: boolean;
  /** Completes "I can't …" and "Je ne sais pas …" where no runbook does it. */
  readonly deed?: Localized;
}

/** What a word or a group of words stands for, before anything is decided. */
export type Meaning =
  | Act
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
  | {
      readonly kind: 'service';
      readonly services: readonly string[];
      readonly typed: string;
      readonly exact: boolean;
      /** The word is also a common one: "la base" is a service, and a database. */
      readonly topic?: string;
      /** Written as the common word, not by its name. */
      readonly common?: true;
    }
  /** A name given to a noun that stands beside it: "package htop", "the shop database". */
  | { readonly kind: 'named'; readonly role: string; readonly typed: string }
  /** `prefix`: only the names begin so; whether all of them are meant is less sure than with a tag. */
  | {
      readonly kind: 'tag';
      readonly servers: readonly string[];
      readonly typed: string;
      readonly prefix?: boolean;
      readonly dimension?: string;
    }
  | { readonly kind: 'environment'; readonly environment: string }
  /** Reads like a server's name, and no server has it. */
  | { readonly kind: 'unknown-server'; readonly typed: string }
  | { readonly kind: 'unknown'; readonly typed: string }
  | { readonly kind: 'literal'; readonly literal: Literal; readonly value: string };

/** Folded words, one space between, → meaning. */
export type Lexicon = ReadonlyMap<string, Meaning>;

/** Values that stand for themselves. */
export type Literal =
  | 'number'
  | 'code'
  | 'url'
  | 'path'
  | 'quote'
  | 'image'
  | 'version'
  | 'duration'
  | 'size'
  | 'clock';

/** How a verb stands in its sentence. Only `asked` is a request; `failing` is what something does not manage to do. */
export type Stance = 'asked' | 'negated' | 'told' | 'failing';
