import type { Language } from '@chatops-commander/engine/actions/action';
import type { Records } from '@chatops-commander/engine/records/records';
import type { HostKey } from '@chatops-commander/engine/ssh/host-key';
import type { RequestStore } from '../activities/request/request-store.js';
import type { ChangeInput, GateDecision, Hearing, RunInput, Steer } from '../contract.js';

interface RunKey {
  readonly runId: string;
  readonly attempt: number;
}
/** Somebody's question about what is known, to be answered in words. */
export interface Question {
  readonly repository: string;
  readonly issue: number;
  readonly login: string;
  readonly language: Language;
  readonly question: string;
}

/** What commands may ask of the rest. */
export interface CommandDeps {
  readonly records: Pick<
    Records,
    'audit' | 'confirmations' | 'emergencies' | 'holds' | 'locks' | 'outcomes' | 'outputs' | 'runs'
  >;
  readonly store: Pick<RequestStore, 'save'>;
  /** @returns undefined when no such run is going on. */
  steerRun(run: RunKey, steer: Steer): Promise<Hearing | undefined>;
  /** @returns undefined when no such run is going on. */
  decideGate(run: RunKey, decision: GateDecision): Promise<Hearing | undefined>;
  /** A further attempt of a run that ended; `first` is what it is told before it begins. */
  startRun(input: RunInput, run: RunKey & { readonly title: string }, first?: Steer): Promise<void>;
  nudgeChange(change: ChangeInput): Promise<void>;
  /** Has every pull request of a repository that waits looked at again. */
  nudgeWaitingChanges(repository: string): Promise<void>;
  /** Tells a run that waits for servers to ask again now. */
  wake(workflowId: string): Promise<void>;
  uiLink(workflowId: string): string | undefined;
  /** @throws {SshError} when the server shows no key. */
  scanHostKey(where: { readonly host: string; readonly port: number }): Promise<HostKey>;
  /** Markdown, in the question's language. */
  answerQuestion(question: Question): Promise<string>;
}
