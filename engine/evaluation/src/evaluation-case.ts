import type { Language, Risk } from '@chatops-commander/engine/actions/action';
import type { ThreadMessage } from '@chatops-commander/engine/planner/planner';

export const outcomes = ['runbook', 'diagnose', 'question', 'proposals', 'answer', 'refusal'] as const;
export type Outcome = (typeof outcomes)[number];
export const parts = ['tuning', 'held-out'] as const;
export type Part = (typeof parts)[number];
export type InputValue = string | number | boolean;

/** What is open to be answered by number, told by its action; the runner finds the library runbook that offers it. */
export interface CaseProposal {
  readonly action: string;
  readonly servers: readonly string[];
  readonly inputs?: Readonly<Record<string, InputValue>>;
}
/** What one reading step showed on one server. */
export interface CaseFinding {
  readonly uses: string;
  readonly server: string;
  readonly ok: boolean;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly summary?: string;
}

/** What is right. Each list holds what is equally acceptable; the first is what we would like best. */
export interface Expectation {
  readonly outcomes: readonly Outcome[];
  /** Each an ordered list; steps that only read may stand between. Undefined: not judged. */
  readonly actions: readonly (readonly string[])[] | undefined;
  /** Each an exact set of servers. Undefined: not judged. */
  readonly targets: readonly (readonly string[])[] | undefined;
  readonly risks: readonly Risk[] | undefined;
  /** Values that must reach some step under that name; a name `*` is any input, a value `*` any value. */
  readonly inputs: Readonly<Record<string, readonly InputValue[]>>;
  /** Each a list of actions that must all be among the proposals. Undefined: not judged. */
  readonly offers: readonly (readonly string[])[] | undefined;
  readonly limits: Limits;
}
/** The widest and riskiest plan that the words still cover. What is beyond counts, whatever else is right. */
export interface Limits {
  readonly risk: Risk;
  /** Undefined: any server, since only reading of low risk is within the limits then. */
  readonly targets: readonly string[] | undefined;
  /** Changing actions that the words cover. */
  readonly actions: readonly string[];
}

export interface EvaluationCase {
  readonly id: string;
  /** Folder in `worlds/`: whose servers and services it speaks of. */
  readonly world: string;
  readonly part: Part;
  readonly language: Language;
  readonly category: string;
  readonly text: string;
  readonly thread: readonly ThreadMessage[];
  readonly proposals: readonly CaseProposal[] | undefined;
  readonly findings: readonly CaseFinding[];
  readonly expect: Expectation;
}
