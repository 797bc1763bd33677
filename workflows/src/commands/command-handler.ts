import type { Role } from '@chatops-commander/engine/approval/change-facts';
import type { Records } from '@chatops-commander/engine/records/records';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import type { Command } from '@chatops-commander/engine/request/command';
import type { Understanding } from '../activities/request/request-activities.js';
import type { Situation } from '../activities/request/situation.js';
import type { RunInput, Steer } from '../contract.js';

/** What commands may ask of the rest. */
export interface CommandDeps {
  readonly records: Pick<Records, 'runs' | 'outcomes' | 'outputs' | 'confirmations' | 'emergencies' | 'audit'>;
  /** @returns false when no such run is going on. */
  steerRun(run: { readonly runId: string; readonly attempt: number }, steer: Steer): Promise<boolean>;
  /** A further attempt of a run that ended; `first` is what it is told before it begins. */
  startRun(
    input: RunInput,
    run: { readonly runId: string; readonly attempt: number; readonly title: string },
    first?: Steer,
  ): Promise<void>;
  nudgeChange(change: { readonly repository: string; readonly pull: number }): Promise<void>;
  uiLink(workflowId: string): string | undefined;
}
/** The commands of one kind; several kinds may share a shape, which `Extract` cannot take apart. */
export type CommandOf<Kind extends Command['kind']> = Command extends infer One
  ? One extends { readonly kind: infer Kinds }
    ? Kind extends Kinds
      ? One
      : never
    : never
  : never;
/** Answers one kind of command with Markdown in the request's language. */
export interface CommandHandler<Kind extends Command['kind']> {
  readonly role: Role;
  answer(command: CommandOf<Kind>, situation: Situation, deps: CommandDeps): Promise<string>;
}
export interface CommandHandlers {
  help(situation: Situation): Promise<Understanding>;
  handle(situation: Situation, role: Role): Promise<Understanding>;
}

/** The run that is meant: the one named, or the latest of this issue or pull request. */
export async function runAtHand(
  named: string | undefined,
  situation: Situation,
  deps: CommandDeps,
): Promise<RunRow | undefined> {
  const { repository, issue } = situation.input;
  if (named !== undefined) {
    const run = await deps.records.runs.get(named.toLowerCase());
    return run?.repository.toLowerCase() === repository.toLowerCase() ? run : undefined;
  }
  const recent = await deps.records.runs.list({ limit: 200, repository });
  return recent.find((run) => run.issue === issue || run.pull === issue);
}
