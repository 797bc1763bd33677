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
        readonly reload?: Argv;
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
  /** The value behind a reference that the action lists in `secrets`; it goes by standard input and nowhere else. */
  secret?(reference: string): Buffer | undefined;
  readonly timeoutMs: number;
  /** What the probe showed, where the action has one and is about to change something. */
  readonly before?: Outputs;
  /** The bytes of the file that `sourceFile` names, of the digest that it names. */
  readonly sourceFile?: Uint8Array;
}

/** What a step came to. Expected failures are values; broken machinery throws. */
export type StepResult =
  | { readonly kind: 'done'; readonly outputs: Outputs; readonly summary: Localized; readonly changed: boolean }
  | { readonly kind: 'failed'; readonly reason: Localized; readonly outputs: Outputs };

/** As a probe of a file shows it. */
export type FileLeft = { readonly kind: 'absent' } | { readonly kind: 'file'; readonly sha256: string };

/** What undoes one started step on one server, decided from the state before it. */
export type Undo =
  | { readonly kind: 'step'; readonly uses: string; readonly with: Outputs; readonly describe: Localized }
  | {
      readonly kind: 'restore-backup';
      readonly backup: string;
      /** What the step leaves, where that is known before: anything else that is found is newer work, and stays. */
      readonly over?: FileLeft;
      readonly describe: Localized;
    }
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
  /** Why a server of these facts cannot do it; said before anything starts. Undefined: it can. */
  unsupported?(facts: ServerFacts, input: Outputs): Localized | undefined;
  /** The host, and port where there is one, that the server itself is made to connect to or look up. */
  reaches?(input: Outputs): { readonly host: string; readonly port?: number } | undefined;
  /** A file of the ops repo whose bytes the step takes along, pinned by its SHA-256 so that they are the approved ones. */
  sourceFile?(input: Outputs): { readonly path: string; readonly sha256: string | undefined } | undefined;
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
  /** References `secret:NAME` whose values the command needs; read right before it is made. */
  secrets?(input: Outputs): readonly string[];
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
  /** Why the state before forbids the change; then nothing is backed up or started. */
  refuse?(before: Outputs, input: Outputs): Localized | undefined;
  /** Facts of the state before whose change between review and start stops a run; absent: none matter. */
  guard?(before: Outputs): Outputs;
  /** The file that it writes anew, and what it makes of the text that is there (undefined: no file), for previews. */
  rewrites?(input: Outputs): Rewrite;
  /** Paths that are overwritten, and so backed up and verified before the command starts; some only show in the probe. */
  overwrites?(input: Outputs, before?: Outputs): readonly string[];
  /** The command ends in a reboot: so many milliseconds at most until the server answers again, under another boot id. */
  comesBackWithin?(input: Outputs): number;
  inverse?(input: Outputs, before: Outputs, backup: string | undefined): Undo;
}
/** An HTTP request made by the worker, or by the server where the inputs say so. */
export interface HttpAction extends ActionBase {
  readonly kind: 'http';
  /** How the server itself asks; undefined: the worker does. */
  fromServer?(input: Outputs): Pick<CommandAction, 'command' | 'parse'> | undefined;
}
/** Asks an image registry, from the worker. */
export interface RegistryAction extends ActionBase {
  readonly kind: 'registry';
}
/** What a backup is of. */
export type BackupSubject =
  | {
      readonly kind: 'files';
      readonly paths: readonly string[];
      readonly exclude: readonly string[];
      readonly compress: 'zstd' | 'gzip' | 'none';
    }
  | { readonly kind: 'postgres'; readonly database: string; readonly cluster: PostgresCluster };
/** How to reach a PostgreSQL cluster from its own server: always by its socket, as one of the server's users. */
export interface PostgresCluster {
  /** Undefined: the programs' own default. */
  readonly port: number | undefined;
  /** The folder of the socket. Undefined: the programs' own default. */
  readonly socket: string | undefined;
  /** Role, and system user where the server lets us become it. */
  readonly user: string;
}
/** Streams files or a database from a server into the backup store. */
export interface BackupAction extends ActionBase {
  readonly kind: 'backup';
  subject(input: Outputs): BackupSubject;
}
/** Works on a backup that is in the store: on the server that it was taken from. */
export interface StoreAction extends ActionBase {
  readonly kind: 'store';
  readonly operation: 'verify' | 'restore' | 'prune' | 'revert' | 'discard';
}
/** Something that the workflow itself waits for: time, a state that a probe shows, a person. Nothing is executed. */
export interface WaitAction extends ActionBase {
  readonly kind: 'wait';
}
export type Action = CommandAction | HttpAction | RegistryAction | BackupAction | StoreAction | WaitAction;

/** Whether the worker does it by itself, so that no server is touched. */
export const runsOnWorker = (action: Action, input: Outputs): boolean =>
  action.kind === 'registry' || (action.kind === 'http' && action.fromServer?.(input) === undefined);
