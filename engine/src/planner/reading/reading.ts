import type { Language, Localized } from '../../actions/action.js';
import type { Knowledge } from './knowledge.js';
import type { NamedObject } from './read-objects.js';
import type { Place } from './read-place.js';
import type { Values } from './read-values.js';
import type { Stance } from '../vocabulary/meaning.js';
import type { Unread } from './unread.js';

/** A verb or topic of the request and how it stands there. */
export interface Asked {
  readonly concept: string;
  readonly part: 'verb' | 'noun' | 'topic';
  readonly weak: boolean;
  readonly stance: Stance;
  /** Completes "I can't …" where no runbook does it. */
  readonly deed?: Localized;
  /** Only goes with the name of a service: "la base" is a database, and that was not the question. */
  readonly implied?: true;
}

export type Mood = 'how-to' | 'advice' | 'condition' | 'later' | 'inquiry';

/** A name that fits several things equally well; nobody guesses between them. */
export interface Ambiguity {
  readonly typed: string;
  readonly candidates: readonly string[];
}

/** Everything the words of one request say, before anything is decided on it. */
export interface Reading {
  readonly language: Language;
  readonly acts: readonly Asked[];
  readonly symptom: boolean;
  readonly moods: ReadonlySet<Mood>;
  readonly services: readonly string[];
  /** Named to be left out: "everything except nginx". */
  readonly exceptServices: readonly string[];
  readonly ambiguousServices: readonly Ambiguity[];
  readonly place: Place;
  /** Words that stand where a name should, and name nothing. */
  readonly strangers: readonly string[];
  /** Said, and kept to by no plan: exceptions of nothing known, one of two, half of them. */
  readonly unread: readonly Unread[];
  /** Not understood, right beside a name: "the south nas" may be one of several. */
  readonly beside: readonly string[];
  /** How many words were not understood at all. */
  readonly unknown: number;
  /** Spellings taken for a name: typed → meant. */
  readonly corrected: readonly { readonly typed: string; readonly meant: string }[];
  readonly values: Values;
  readonly objects: readonly NamedObject[];
  /** Every word as it was typed, folded. */
  readonly said: ReadonlySet<string>;
  readonly attachments: readonly string[];
  /** The several things asked for in one request, in order; empty where it is one. */
  readonly parts: readonly Reading[];
  readonly signs: {
    readonly followUp: boolean;
    readonly otherOne: boolean;
    readonly dismissal: boolean;
    /** Something that is named is to be looked at; "tu peux regarder ?" only wraps what was told. */
    readonly looksAt: boolean;
    /** What no look shows is to be told. */
    readonly knowledge: Knowledge | undefined;
    readonly help: boolean;
    /** Machines are spoken of as such. */
    readonly machines: boolean;
    /** Which ones, is the question. */
    readonly which: boolean;
    readonly ordinal: number | undefined;
    /** The server after "from", "depuis". */
    readonly from: string | undefined;
    /** One place is to be looked at from another. */
    readonly across: boolean;
    /** It speaks of its own making: instructions, the assistant, approvals that were given. */
    readonly meta: boolean;
    /** Taken back or wondered about on the way, and not plainly settled. */
    readonly wavers: boolean;
    /** Half a text was read. */
    readonly cut: boolean;
  };
}
