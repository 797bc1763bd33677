import type { Finding, Inventory, Runbook } from '@chatops-commander/schemas';
import type { FindAction } from '../find-action.js';

/** What every rule of the linter looks at. */
export interface LintSubject {
  readonly runbook: Runbook;
  /** A change runs once when it is merged; a library runbook is filled in first. */
  readonly as: 'change' | 'library';
  /** Undefined: nothing is said about names of servers and services. */
  readonly inventory: Inventory | undefined;
  readonly findAction: FindAction;
  /** For "did you mean". */
  readonly actionNames: readonly string[];
}

/** One kind of mistake; pure, and told only of runbooks whose form is right. */
export type LintRule = (subject: LintSubject) => Finding[];
