import type { Removal } from './clean-text.js';

/** Commands that name at most a run. Without one, the run of the thread is meant. */
export const runCommands = ['status', 'cancel', 'pause', 'resume', 'retry', 'rollback', 'confirm'] as const;
export type RunCommand = (typeof runCommands)[number];
export const commandNames = ['help', ...runCommands, 'skip', 'emergency', 'logs', 'runs', 'servers'] as const;
export type CommandName = (typeof commandNames)[number];

/** What somebody wrote after `/ops`. */
export type Command =
  | { readonly kind: 'help' | 'runs' | 'servers' }
  | { readonly kind: RunCommand; readonly run?: string }
  | { readonly kind: 'skip'; readonly step: string; readonly reason: string }
  | { readonly kind: 'emergency'; readonly reason: string }
  | { readonly kind: 'logs'; readonly run: string; readonly step?: string; readonly server?: string }
  /** Plain words, for the planner. `removed` names what was hidden in them. */
  | { readonly kind: 'ask-for'; readonly words: string; readonly removed: readonly Removal[] }
  /** The number of a proposal, from 1. */
  | { readonly kind: 'choose'; readonly number: number }
  /** A command with a part missing; `usage` is the form to type. */
  | { readonly kind: 'incomplete'; readonly command: CommandName; readonly usage: string }
  | { readonly kind: 'near-miss'; readonly typed: string; readonly nearest: CommandName; readonly usage: string };

/** How each command is typed, without `/ops`. */
export const usages: Readonly<Record<CommandName, string>> = {
  help: 'help',
  status: 'status [RUN]',
  cancel: 'cancel [RUN]',
  pause: 'pause [RUN]',
  resume: 'resume [RUN]',
  retry: 'retry [RUN]',
  rollback: 'rollback [RUN]',
  confirm: 'confirm [RUN]',
  skip: 'skip STEP --reason TEXT',
  emergency: 'emergency REASON',
  logs: 'logs RUN [STEP] [SERVER]',
  runs: 'runs',
  servers: 'servers',
};
