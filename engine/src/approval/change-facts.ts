import type { Localized } from '../actions/action.js';
import type { Risk } from '../actions/action.js';
import type { StandingHold } from './held.js';
import type { FleetServer, Reach } from './reach.js';

export type Role = 'viewer' | 'operator' | 'admin';

/** A review as the API lists it. Times are the server's, never a pusher's. */
export interface ReviewFact {
  readonly id: number;
  readonly login: string;
  readonly state: 'approved' | 'changes_requested' | 'dismissed' | 'commented';
  /** The head the review was made on. */
  readonly commit: string;
  readonly submittedAt: string;
  /** The reviewer's role now, undefined when none or unreadable. */
  readonly role: Role | undefined;
  /** Of the teams that own servers of this change, those that the reviewer is an active member of. */
  readonly teams?: readonly string[];
  readonly isBot: boolean;
}

/** One file that the pull request touches, compared between its merge base and its head. */
export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  /** Where a renamed file was before. */
  readonly previousPath?: string;
  /** git blob id at the head; undefined when removed. */
  readonly blob: string | undefined;
}

/** A runbook that the pull request adds under changes/, read at the head. */
export interface ChangeFile extends Reach {
  readonly path: string;
  readonly blob: string;
  readonly lint: 'ok' | { readonly problems: readonly Localized[] };
  /** Computed by the engine, under the policy in force. */
  readonly risk: Risk;
  readonly environments: readonly string[];
  readonly requester: string | undefined;
}

/** What was found at the merge commit; compared with what was approved at the head. */
export interface MergeFacts {
  readonly commit: string;
  readonly mergedAt: string;
  readonly mergedBy: {
    readonly login: string;
    readonly role: Role | undefined;
    readonly teams?: readonly string[];
    readonly isBot: boolean;
  };
  /** path → blob at the merge commit, for every path of `changes` and every touched path under .chatops/. */
  readonly blobs: Readonly<Record<string, string | undefined>>;
}

export type NoticeKind = 'reviewers' | 'reminder' | 'closed-for-age';

/** Everything decideChange may know, read from GitHub and the records at one moment. */
export interface ChangeFacts {
  readonly repository: string;
  readonly pull: number;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly base: string;
  readonly defaultBranch: string;
  readonly head: string;
  readonly fromFork: boolean;
  readonly author: { readonly login: string; readonly isBot: boolean };
  /** The author is our own app. */
  readonly ours: boolean;
  /**
   * Logins of authors and committers of every commit, our own bot's included; undefined stands for one that GitHub
   * could not name. Empty means that they could not be read.
   */
  readonly committers: readonly (string | undefined)[];
  /**
   * Who pushed to the head branch, by GitHub's own account: git's names can be set by whoever pushes. Empty means that
   * it could not be read.
   */
  readonly pushers: readonly (string | undefined)[];
  /** Who asked for a pull request of ours, from our own records; the file's `requester` can be edited by a push. */
  readonly requester?: string;
  readonly files: readonly ChangedFile[];
  readonly changes: readonly ChangeFile[];
  readonly reviews: readonly ReviewFact[];
  readonly merge: MergeFacts | undefined;
  /** Runs on record for this pull request, and any run of the same blob elsewhere. */
  readonly runs: readonly {
    readonly path: string;
    readonly blob: string;
    readonly pull: number;
    readonly state: string;
  }[];
  /** Somebody with the role confirmed a stale or repeated change, by comment. */
  readonly confirmed: readonly { readonly blob: string; readonly login: string; readonly role: Role | undefined }[];
  /** This merge was judged unapproved before, on record: a role given to somebody later does not change that. */
  readonly judgedUnapproved?: boolean;
  /** Blobs of .chatops/ files that this pull request already brought into force. */
  readonly acceptedBlobs?: readonly string[];
  /** Files of `.chatops/` that do not parse as they stand at the head; absent when all do. */
  readonly unreadableConfig?: readonly { readonly path: string; readonly problems: readonly Localized[] }[];
  /** Library runbooks with errors as they stand at the head. */
  readonly unreadableLibrary?: readonly { readonly path: string; readonly problems: readonly Localized[] }[];
  /** Somebody said that this content cannot wait for the end of a freeze. */
  readonly emergencies: readonly {
    readonly blob: string;
    readonly login: string;
    readonly role: Role | undefined;
    readonly reason: string;
  }[];
  /** Every server of the inventory in force, for rules that count a share of them. */
  readonly fleet: readonly FleetServer[];
  /** When the accepted versions in force were merged: a merge before that replaces nothing. */
  readonly inForceSince?: Readonly<Partial<Record<'policy' | 'inventory', string>>>;
  /** When the pull request was opened, by GitHub's clock. */
  readonly openedAt: string;
  /** What was told to people about it before: a reminder, or that it was closed for its age. */
  readonly notices: readonly { readonly kind: NoticeKind; readonly head: string }[];
  readonly readOnly: boolean;
  /** What keeps it from running until somebody lifts it; those over everything first. */
  readonly holds?: readonly StandingHold[];
  readonly now: string;
  readonly installedAt: string;
}
