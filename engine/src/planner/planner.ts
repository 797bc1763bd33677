import type { Diagnosis, Inventory, Policy, Runbook, Step } from '@chatops-commander/schemas';
import type { Language, Localized, Outputs, Risk } from '../actions/action.js';
import type { Removal } from '../request/clean-text.js';

/** One thing said in the thread, as data. */
export interface ThreadMessage {
  readonly by: 'user' | 'bot';
  readonly login?: string;
  readonly text: string;
}

/** A library runbook with where it came from. */
export interface CatalogEntry {
  readonly path: string;
  /** git blob id of the file's bytes. */
  readonly blob: string;
  readonly runbook: Runbook;
}

/** A numbered choice offered to the user. */
export interface Proposal {
  readonly title: Localized;
  readonly effect: Localized;
  readonly risk: Risk;
  /** Catalog entry and its bound inputs; the next request makes the runbook from it. */
  readonly template: string;
  readonly inputs: Outputs;
  readonly servers: readonly string[];
}

/** What a diagnosis step showed on one server. */
export interface Finding {
  readonly step: string;
  readonly uses: string;
  readonly server: string;
  readonly ok: boolean;
  readonly outputs: Outputs;
  readonly summary: Localized;
}

/** A run or an alert of the last days, as far as a planner may know it. */
export interface RecentEvent {
  readonly kind: 'run' | 'alert';
  readonly title: string;
  readonly state: string;
  /** ISO 8601. */
  readonly at: string;
  readonly servers: readonly string[];
}

/** Log lines, as the server printed them. */
export interface Evidence {
  readonly server: string;
  readonly source: string;
  readonly lines: string;
}

export interface PlanContext {
  readonly text: string;
  /** What was hidden in the text before it was cleaned. */
  readonly removed?: readonly Removal[];
  /** The issue that the thread is of; its words are somebody's, not the request's. */
  readonly issue?: { readonly login: string; readonly title: string; readonly text: string };
  /** Earlier messages, oldest first. */
  readonly thread: readonly ThreadMessage[];
  readonly inventory: Inventory;
  readonly catalog: readonly CatalogEntry[];
  /** What is known of what goes wrong; without any, a diagnosis finds no cause. */
  readonly diagnoses?: readonly Diagnosis[];
  /** Proposals still open in this thread; "1" answers them. */
  readonly openProposals: readonly Proposal[];
  /** What the last diagnosis showed; empty on the first call. */
  readonly findings: readonly Finding[];
  /** In force; a plan is judged by it as well. */
  readonly policy?: Policy;
  /** Newest first. */
  readonly recent?: readonly RecentEvent[];
  readonly source: {
    /** Names the request in audit. */
    readonly request?: string;
    readonly issue: number;
    readonly comment?: number;
    readonly requester: string;
    readonly wordsDigest?: string;
  };
}

/** A bound runbook: every input filled, every server named, ready to lint and propose. */
export interface PlannedRunbook {
  readonly kind: 'runbook';
  readonly language: Language;
  readonly runbook: Runbook;
  /** One or two sentences: what will be done and why. */
  readonly message: Localized;
  /** How sure the words were understood, from 0 to 1; computed, never said by a model. */
  readonly confidence?: number;
}
export type PlanOutcome = PlannedKind & {
  /** What whoever reads or reviews this has to know besides: who answered instead, what was unusual. */
  readonly notices?: readonly Localized[];
};
type PlannedKind =
  | PlannedRunbook
  | {
      readonly kind: 'question';
      readonly language: Language;
      readonly message: Localized;
      readonly choices: readonly Proposal[];
      /** The one value that would do for an answer: an input of the entry at this path. */
      readonly lacks?: { readonly template: string; readonly input: string };
    }
  | {
      readonly kind: 'proposals';
      readonly language: Language;
      readonly message: Localized;
      readonly proposals: readonly Proposal[];
      /** Log lines that show what is wrong, where something was looked at. */
      readonly evidence?: readonly Evidence[];
    }
  | { readonly kind: 'answer'; readonly language: Language; readonly message: Localized }
  | { readonly kind: 'refusal'; readonly language: Language; readonly message: Localized }
  /** Look first: reading steps only; the caller runs them and calls again with `findings`. */
  | {
      readonly kind: 'diagnose';
      readonly language: Language;
      readonly message: Localized;
      readonly servers: readonly string[];
      readonly steps: readonly Step[];
      readonly runbook: Runbook /** What could be proposed afterwards, as far as the words alone tell. */;
      readonly likely?: readonly Proposal[];
    };

export interface Planner {
  readonly name: string;
  plan(context: PlanContext): Promise<PlanOutcome>;
}
