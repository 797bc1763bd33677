import type { Localized } from '../actions/action.js';
import type { Approver } from './approver.js';
import type { ApprovalCount } from './count-approvals.js';
import type { Circumstances } from './emergency.js';
import type { RequiredApprovals } from './required-approvals.js';

/** A file by its path and git blob id: what was reviewed is exactly these bytes. */
export interface PinnedFile {
  readonly path: string;
  readonly blob: string;
}

/** A file to run. `recorded` is the state of its run from this pull request, when one is already on record. */
export interface FileToRun extends PinnedFile {
  readonly recorded: string | undefined;
}

/** What the approvals are for: running a change, or bringing a new policy or inventory into force. */
export type Purpose = 'run' | 'config';

export type RefusalReason =
  | 'fork'
  | 'other-base'
  | 'changes-and-config'
  | 'config-removed'
  | 'same-content-twice'
  | 'unreadable';
export type IgnoreReason = 'nothing-of-ours' | 'adds-no-runbook' | 'merged-before-installation';
export type StaleReason = 'old-merge' | 'before-installation' | 'ran-before';

/** The one thing to do about a pull request now. Every kind is safe to carry out again. */
export type ChangeDecision =
  | { readonly kind: 'ignore'; readonly reason: IgnoreReason }
  | { readonly kind: 'closed' }
  /** It touches the team's library only: looked at, and nothing runs. `files` are those with errors. */
  | {
      readonly kind: 'library';
      readonly files: readonly { readonly path: string; readonly problems: readonly Localized[] }[];
    }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason; readonly because: Localized }
  | {
      readonly kind: 'lint-failed';
      readonly purpose: Purpose;
      readonly merged: boolean;
      readonly files: readonly { readonly path: string; readonly problems: readonly Localized[] }[];
    }
  | ({
      readonly kind: 'await-approval';
      readonly purpose: Purpose;
      readonly required: RequiredApprovals;
      /** Who could approve has waited long enough to be told once more. */
      readonly remind: boolean;
    } & ApprovalCount &
      Circumstances)
  /** Nobody merged what the app proposed for as long as the policy says: close it. */
  | { readonly kind: 'expire'; readonly after: string }
  | ({
      readonly kind: 'ready-to-merge';
      readonly purpose: Purpose;
      readonly head: string;
      readonly approvers: readonly Approver[];
    } & Circumstances)
  /** Merge it now, with `head` as the expected sha. */
  | ({ readonly kind: 'merge'; readonly head: string; readonly approvers: readonly Approver[] } & Circumstances)
  /** Approved, but not now. `until`: ISO 8601, when it goes on by itself; undefined when nobody knows. */
  | {
      readonly kind: 'held';
      readonly merged: boolean;
      readonly because: Localized;
      readonly until?: string | undefined;
    }
  /** In this order, the next only after the one before it succeeded; those already `recorded` are not started again. */
  | ({
      readonly kind: 'run';
      readonly mergeCommit: string;
      readonly files: readonly FileToRun[];
      readonly approvers: readonly Approver[];
    } & Circumstances)
  | { readonly kind: 'already-ran'; readonly files: readonly FileToRun[] }
  | ({ readonly kind: 'unapproved-merge'; readonly required: RequiredApprovals } & ApprovalCount)
  | { readonly kind: 'changed-since-approval'; readonly paths: readonly string[]; readonly because: Localized }
  /** Approved, but somebody with `role` has to say `/ops confirm` first. */
  | {
      readonly kind: 'ask-stale';
      readonly reasons: readonly StaleReason[];
      readonly because: Localized;
      readonly files: readonly PinnedFile[];
      readonly role: RequiredApprovals['role'];
    }
  /** `mergedAt` orders it among other accepted versions: an older merge never replaces a newer one. */
  | {
      readonly kind: 'accept-config';
      readonly mergeCommit: string;
      readonly mergedAt: string;
      readonly files: readonly ConfigFile[];
      /** Paths of those for which a version merged later is in force already. */
      readonly overtaken: readonly string[];
      readonly approvers: readonly Approver[];
    }
  | { readonly kind: 'already-accepted'; readonly files: readonly PinnedFile[] }
  /** Merged, but the version in force stays: not approved by admins under it. */
  | ({ readonly kind: 'reject-config'; readonly required: RequiredApprovals } & ApprovalCount);

export interface ConfigFile extends PinnedFile {
  readonly content: 'policy' | 'inventory';
}
