import type { ChangeInput, RunInput, RunResult } from '../../contract.js';

/** What one look at a pull request led to. Everything that can be done in the look itself has been done. */
export type ChangeStep =
  /** Nothing to do until something happens; `closed` pull requests end the workflow. */
  | {
      readonly kind: 'wait';
      readonly because: string;
      /** ISO 8601: something is known to happen then. */
      readonly until?: string;
      /** The head whose servers were not looked at yet. */
      readonly preview?: string;
    }
  | { readonly kind: 'end'; readonly because: string }
  /** Look again at once: a merge by the app went through. */
  | { readonly kind: 'again'; readonly because: string }
  /** Runs that are on record and may start, in file order. */
  | { readonly kind: 'run'; readonly runs: readonly StartableRun[] };

export interface StartableRun {
  readonly runId: string;
  readonly attempt: number;
  readonly title: string;
  readonly input: RunInput;
}

export interface ChangeActivities {
  /** Reads the pull request afresh, decides, and publishes what the decision says. */
  lookAtChange(input: ChangeInput): Promise<ChangeStep>;
  /** A run before it failed, so this one does not start. */
  skipRun(run: { readonly runId: string; readonly attempt: number }, after: RunResult): Promise<void>;
}
