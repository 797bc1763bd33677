import type { Language, Localized } from '@chatops-commander/engine/actions/action';
import type { Finding, Proposal } from '@chatops-commander/engine/planner/planner';
import type { Runbook } from '@chatops-commander/schemas';

/** What the planner wants done next, kept on record between two activities of one request. */
export interface RequestPlan {
  readonly kind: 'read' | 'diagnose' | 'propose';
  readonly runbook: Runbook;
  readonly message: { readonly en: string; readonly fr: string };
  /** What whoever reviews it has to know besides. */
  readonly notices?: readonly Localized[];
}
export interface StoredRequest {
  readonly id: string;
  readonly repository: string;
  readonly issue: number;
  readonly comment: number | undefined;
  readonly login: string;
  readonly words: string;
  readonly wordsDigest: string;
  readonly language: Language;
  /** What it came to, in a word. */
  readonly outcome: string;
  readonly plan?: RequestPlan;
  readonly proposals?: readonly Proposal[];
  readonly pull?: number;
  readonly runbookPath?: string;
  readonly askedAt?: string;
}
export interface RequestStore {
  save(request: StoredRequest): Promise<void>;
  find(id: string): Promise<StoredRequest | undefined>;
  /** The latest requests that led to a pull request, newest first. */
  proposed(repository: string): Promise<readonly StoredRequest[]>;
  openProposals(repository: string, issue: number): Promise<readonly Proposal[]>;
  /** A number no longer answers what was offered in this thread. */
  closeProposals(repository: string, issue: number): Promise<void>;
  /** What the reading steps of this request showed, round by round. */
  findings(id: string): Promise<readonly Finding[]>;
  /** Milliseconds from the first reading to the last. */
  readingMs(id: string): Promise<number>;
}
