import type { RequestInput } from '../../contract.js';

/** What reading the words led to, in short; words, plans and findings stay in the records. */
export type Understanding =
  | { readonly kind: 'ignore'; readonly because: string }
  /** A command, an answer, a question, proposals or a refusal: said already. */
  | { readonly kind: 'answered'; readonly how: string }
  /** Reading steps to run; then understand again. */
  | {
      readonly kind: 'look';
      readonly title: string;
      readonly servers: readonly string[];
      readonly why: 'diagnose' | 'read';
    }
  | { readonly kind: 'propose'; readonly title: string };

export interface RequestActivities {
  /** 👀 within two seconds, when the words are for us. @returns false when they are not. */
  acknowledge(input: RequestInput): Promise<boolean>;
  /** Plans from the words, the thread and, on later rounds, from what the looking showed. */
  understand(input: RequestInput, round: number): Promise<Understanding>;
  /** Opens the pull request, or finds the one opened before. */
  propose(input: RequestInput): Promise<{ readonly pull: number; readonly url: string }>;
  nudgeChange(input: RequestInput, pull: number): Promise<void>;
}
/** Reads on servers: long, heartbeating. */
export interface LookActivities {
  /** Runs the reading steps that `understand` put on record; what they show goes to the records. */
  look(input: RequestInput, round: number): Promise<{ readonly servers: number; readonly troubled: number }>;
  /** Posts what a direct reading showed. */
  answerReading(input: RequestInput): Promise<void>;
}
