import type { CommandResult, RemoteCommand } from '../ssh/remote-execution.js';

export type Language = 'en' | 'fr';
/** Every sentence that a user reads exists in both languages. */
export type Localized = Readonly<Record<Language, string>>;

export type Risk = 'low' | 'medium' | 'high' | 'critical';
/** `content`: reads what may be confidential; `destroy`: cannot be undone without a backup. */
export type Effect = 'read' | 'content' | 'change' | 'destroy';
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Outputs = { readonly [name: string]: Json };

/** Facts about one server, read once per run with `system.info`. */
export interface ServerFacts {
  readonly distribution: string;
  readonly kernel: string;
  readonly init: 'systemd' | 'sysv' | 'other';
  readonly packageManager: 'apt' | 'dnf' | 'apk' | 'none';
  readonly containerEngine: 'docker' | 'podman' | 'none';
  readonly isRoot: boolean;
  readonly canSudo: boolean;
  readonly bootId: string;
}

/** How a service is driven on one server: a manager that the machine has, or argv given in the inventory. */
export interface ServiceDefinition {
  readonly name: string;
  readonly unit: string;
  readonly manager:
    | { readonly kind: 'systemd' }
    | { readonly kind: 'service' }
    | {
        readonly kind: 'argv';
        readonly start: Argv;
        readonly stop: Argv;
        readonly restart?: Argv;
        readonly status: Argv;
        readonly validate?: Argv;
        readonly sudo: boolean;
      };
  readonly logs?: string;
  readonly health?: { readonly url: string; readonly status?: number; readonly contains?: string };
}
export type Argv = readonly [string, ...string[]];

/** What an action may know of where it runs. */
export interface ActionContext {
  readonly server: { readonly name: string; readonly environment: string; readonly sudo: 'nopasswd' | 'root' | 'none' };
  readonly facts: ServerFacts | undefined;
  /** The inventory's entry for a service, when the server runs it. */
  service(name: string): ServiceDefinition | undefined;
  readonly timeoutMs: number;
}

/** What a step came to. Expected failures are values; broken machinery throws. */
export type StepResult =
  | { readonly kind: 'done'; readonly outputs: Outputs; readonly summary: Localized; readonly changed: boolean }
  | { readonly kind: 'failed'; readonly reason: Localized; readonly outputs: Outputs };

/** What undoes one started step on one server, decided from the state before it. */
export type Undo =
  | { readonly kind: 'step'; readonly uses: string; readonly with: Outputs; readonly describe: Localized }
  | { readonly kind: 'restore-backup'; readonly backup: string; readonly describe: Localized }
  | { readonly kind: 'nothing'; readonly because: Localized }
  | { readonly kind: 'impossible'; readonly because: Localized };

interface ActionBase {
  readonly name: string;
  readonly effect: Effect;
  /** The floor; policy, environment and breadth can only raise it. */
  readonly risk: Risk;
  readonly summary: Localized;
  /** JSON Schema 2020-12 of `with`. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Inputs that take `{ from: steps.ID.outputs.NAME }`. */
  readonly bindable?: readonly string[];
  /** One sentence for previews and reports: what this step does with these inputs. */
  describe(input: Outputs): Localized;
  /** How this is undone, in words, for the pull request. */
  readonly undo: Localized;
  readonly defaultTimeoutMs: number;
}

/** A file and what becomes of its text; `next` gives undefined where that cannot be told beforehand. */
export interface Rewrite {
  readonly path: string;
  next(now: string | undefined): string | undefined;
}

/** Runs an argv on a server. */
export interface CommandAction extends ActionBase {
  readonly kind: 'command';
  command(input: Outputs, context: ActionContext): RemoteCommand;
  parse(result: CommandResult, input: Outputs, context: ActionContext): StepResult;
  /** A read that shows the state before; changing actions only. Its outputs decide "already so" and the undo. */
  readonly probe?: {
    command(input: Outputs, context: ActionContext): RemoteCommand;
    parse(result: CommandResult, input: Outputs): Outputs;
    alreadySo?(before: Outputs, input: Outputs): Localized | undefined;
    /** After an undo: whether the state is the one from before, in all that the step could have changed. */
    restored?(before: Outputs, now: Outputs): boolean;
  };
  /** Facts of the state before whose change between review and start stops a run; absent: none matter. */
  guard?(before: Outputs): Outputs;
  /** The file that it writes anew, and what it makes of the text that is there (undefined: no file), for previews. */
  rewrites?(input: Outputs): Rewrite;
  /** Paths that are overwritten, and so backed up and verified before the command starts. */
  overwrites?(input: Outputs): readonly string[];
  inverse?(input: Outputs, before: Outputs, backup: string | undefined): Undo;
}
/** An HTTP request made by the worker. */
export interface HttpAction extends ActionBase {
  readonly kind: 'http';
}
/** Streams files from a server into the backup store. */
export interface BackupAction extends ActionBase {
  readonly kind: 'backup';
  paths(input: Outputs): { readonly paths: readonly string[]; readonly exclude: readonly string[] };
}
/** Something that the workflow itself waits for: time, a state that a probe shows, a person. Nothing is executed. */
export interface WaitAction extends ActionBase {
  readonly kind: 'wait';
}
export type Action = CommandAction | HttpAction | BackupAction | WaitAction;
