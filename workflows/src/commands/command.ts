import type { Localized } from '@chatops-commander/engine/actions/action';
import type { Role } from '@chatops-commander/engine/approval/change-facts';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { type CommandSyntax, INCOMPLETE } from '@chatops-commander/engine/request/command';
import type { Policy, Runbook } from '@chatops-commander/schemas';
import type { Situation } from '../activities/request/situation.js';
import type { CommandDeps } from './command-deps.js';

/** A runbook to open a pull request with, as if the planner had made it. */
export interface Proposal {
  readonly propose: Runbook;
  readonly message: Localized;
}
/** A run that goes on was told: it says so itself, in its own comment. */
export interface ToldRun {
  readonly told: Pick<RunRow, 'id' | 'issue' | 'pull'>;
  /** For somebody who reads elsewhere than where the run is told of: Markdown in the request's language. */
  readonly said: string;
}
/** Markdown in the request's language, what to propose, or what a run was told. */
export type Answer = string | Proposal | ToldRun;

/** One request of a command, by somebody who may. */
export interface Call {
  readonly situation: Situation;
  /** The role that the policy in force gives them; undefined for somebody who has none and asks for what anybody may. */
  readonly role: Role | undefined;
}

/** One command: how it is typed, who may, what help says, and what it does. */
export interface CommandDefinition<Args> extends CommandSyntax<Args> {
  readonly meaning: Localized;
  /** The role that it needs, by policy where policy says. */
  readonly needs: Role | 'anyone' | ((policy: Policy) => Role);
  answer(args: Args, call: Call, deps: CommandDeps): Promise<Answer>;
}

/** A command with its arguments read. */
export interface Recognised {
  readonly args: unknown;
  answer(call: Call, deps: CommandDeps): Promise<Answer>;
}
/** A command whose arguments are nobody else's business. */
export interface ChatCommand extends CommandSyntax<Recognised> {
  readonly meaning: Localized;
  /** Undefined: anybody. */
  roleUnder(policy: Policy): Role | undefined;
}

export function defineCommand<Args>(definition: CommandDefinition<Args>): ChatCommand {
  const { name, usage, spellings, meaning, needs } = definition;
  return {
    name,
    usage,
    spellings,
    meaning,
    roleUnder(policy) {
      if (needs === 'anyone') return undefined;
      return typeof needs === 'function' ? needs(policy) : needs;
    },
    read(words) {
      const args = definition.read(words);
      if (args === undefined) return undefined;
      if (args === INCOMPLETE) return INCOMPLETE;
      return { args, answer: (call, deps) => definition.answer(args, call, deps) };
    },
  };
}
