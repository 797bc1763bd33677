/**
 * What the app, the command line and the workflows agree on: names, ids, inputs and signals. It imports nothing, so
 * that whoever starts a workflow needs none of what runs in it.
 */
export const workflowNames = {
  request: 'request',
  change: 'change',
  run: 'run',
  sweep: 'sweep',
  prune: 'prune',
} as const;
export const signalNames = {
  nudge: 'nudge',
  /** To a run: a word that it heeds whenever it comes. Carries a Steer. */
  steer: 'steer',
  /** To a run that waits: a server that it wants was freed. */
  serverFreed: 'serverFreed',
} as const;
/** To a run, which answers each with a Hearing: whether it waits for this word, it alone knows. */
export const updateNames = {
  /** Carries a Steer that answers something, or pauses. */
  tell: 'tell',
  /** Carries a GateDecision: a yes or no to one of its `gate.approve` steps. */
  decide: 'decide',
} as const;
/** One per task queue: two installations may share a namespace. */
export const sweepScheduleId = (taskQueue: string): string => `chatops-sweep:${taskQueue}`;
export const pruneScheduleId = (taskQueue: string): string => `chatops-prune:${taskQueue}`;

/** Registered by `chatops migrate`; an unregistered one fails the start of a workflow. */
export const searchAttributes = {
  ChatOpsRepository: 'KEYWORD',
  ChatOpsPullRequest: 'INT',
  ChatOpsRequester: 'KEYWORD',
  ChatOpsEnvironment: 'KEYWORD',
  ChatOpsRisk: 'KEYWORD',
} as const;

/** Where somebody wrote `/ops`. */
export type RequestSource =
  | { readonly kind: 'comment'; readonly id: number }
  | { readonly kind: 'issue' }
  | { readonly kind: 'review'; readonly id: number };

export interface RequestInput {
  /** `owner/name` */
  readonly repository: string;
  /** Issue or pull request the words stand on. */
  readonly issue: number;
  readonly source: RequestSource;
}
export interface ChangeInput {
  readonly repository: string;
  readonly pull: number;
}
/** References only: what they point to is read again, and judged again, by the run's first activity. */
export interface RunInput {
  readonly repository: string;
  readonly pull: number;
  readonly mergeCommit: string;
  readonly path: string;
  readonly blob: string;
}

/** A person's word to a run, already authorised by the request that carries it. */
export type Steer = {
  readonly by: string;
  /** Id of the comment that said it; absent when it came another way. A word that comes twice is recorded once. */
  readonly comment?: number;
} & (
  | { readonly kind: 'cancel' | 'pause' | 'resume' | 'retry' | 'rollback' }
  | { readonly kind: 'skip'; readonly step: string; readonly reason: string }
);

/** A person's yes or no to a `gate.approve` step. The run decides whether it waits for it, and whether the role is enough. */
export interface GateDecision {
  readonly approve: boolean;
  /** Id of the step that waits. */
  readonly step: string;
  readonly by: string;
  /** The role that the policy in force gives them now. */
  readonly role: 'viewer' | 'operator' | 'admin';
  readonly reason?: string;
  /** Id of the comment that said it; absent when it came another way. */
  readonly comment?: number;
}

/** What a run waits for from people. */
export type WaitsFor =
  | { readonly kind: 'nobody' }
  /** It was paused. */
  | { readonly kind: 'resume' }
  /** One of these steps failed, or how it ended is not known. */
  | { readonly kind: 'way-on'; readonly steps: readonly string[] }
  /** A yes or no at a `gate.approve` step; a yes needs this role. */
  | { readonly kind: 'gate'; readonly step: string; readonly role: 'operator' | 'admin' };
/** What became of a word: heard, or what the run waits for instead. */
export type Hearing = { readonly kind: 'heard' } | { readonly kind: 'unheard'; readonly waitsFor: WaitsFor };

export interface RunResult {
  readonly runId: string;
  readonly state: 'succeeded' | 'failed' | 'rolled-back' | 'cancelled' | 'unknown' | 'refused';
}

/** Ids come from the subject, so that a delivery that comes twice finds the workflow of the first. */
export function requestId(input: RequestInput): string {
  switch (input.source.kind) {
    case 'comment':
      return `request:${input.repository}:comment:${input.source.id}`;
    case 'review':
      return `request:${input.repository}:review:${input.source.id}`;
    case 'issue':
      return `request:${input.repository}:issue:${input.issue}`;
    default:
      return input.source satisfies never;
  }
}
export const changeId = (input: ChangeInput): string => `change:${input.repository}:${input.pull}`;
/** `attempt` 1 is the merge's own; `/ops retry` after the end is the next. */
export const runWorkflowId = (runId: string, attempt: number): string => `run:${runId}:${attempt}`;
