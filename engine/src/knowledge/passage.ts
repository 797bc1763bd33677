import type { Localized } from '../actions/action.js';

/** Where a reader finds the whole of it. */
export type PassageSource =
  | {
      readonly kind: 'file';
      readonly path: string /** Without `#`; empty for the top of the file. */;
      readonly anchor: string;
    }
  | { readonly kind: 'pull'; readonly number: number };

/** Something that can be found and shown as an answer. */
export interface Passage {
  readonly title: string;
  readonly source: PassageSource;
}
/** A part of a document that people wrote. */
export interface DocumentPassage extends Passage {
  /** Markdown of its writer: to be shown as quoted text only. */
  readonly text: string;
}
/** Something we know of by ourselves: a server, a service, a run, a library runbook. */
export interface FactPassage extends Passage {
  /** One line. */
  readonly says: Localized;
  /** What it can be found by, in both languages. */
  readonly words: string;
}
