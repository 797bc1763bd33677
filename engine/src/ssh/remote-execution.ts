/** What one needs to reach a server. Built from the inventory; the key stays a reference until the connection is made. */
export interface ServerAddress {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** `secret:NAME`; `agent` for the keys of the worker's ssh-agent; `ssh-config` for what the worker's ~/.ssh/config says. */
  readonly key: string;
  /** Pinned public host key, `TYPE BASE64`; without it every connection is refused. */
  readonly hostKey: string | undefined;
  readonly sudo: 'nopasswd' | 'root' | 'none';
  readonly jump?: ServerAddress;
}

/** A command as argv; nothing of it is ever parsed by a shell. */
export interface RemoteCommand {
  readonly argv: readonly [string, ...string[]];
  /** Given to the command's standard input, which is closed after it. Secrets travel here and nowhere else. */
  readonly stdin?: Uint8Array;
  readonly become: 'login-user' | 'root';
  /** Milliseconds; enforced on the server (TERM, then KILL to the process group) for jobs, by closing for reads. */
  readonly timeoutMs: number;
}

export interface CommandResult {
  readonly exit: CommandExit;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** True when a stream was longer than the caller's bound and its end was dropped. */
  readonly truncated: boolean;
  readonly durationMs: number;
}
export type CommandExit =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  /** `survivors`: processes of the job that left its group, and so were not ended with it. Only for durable jobs. */
  | { readonly kind: 'timeout'; readonly survivors?: readonly number[] }
  | { readonly kind: 'cancelled' };

/** Names one execution for ever: asking again for the same name attaches, it never starts a second one. */
export interface JobName {
  readonly run: string;
  readonly step: string;
  readonly server: string;
  /** Counted by the workflow, never by Temporal's own retries. */
  readonly attempt: number;
}

export interface RemoteJob {
  readonly name: JobName;
  readonly command: RemoteCommand;
  /**
   * False when the intent to start was on record before this call, so that the job may have been started already:
   * then an absent job folder is `unknown`, not a reason to start.
   */
  readonly firstContact: boolean;
  /** False to leave a job absent when it is; otherwise one that is not to be started is barred, so that none starts late. */
  readonly bars?: boolean;
}

export interface JobLife {
  readonly signal: AbortSignal;
  /** Output as it arrives, in order, each byte once, from the offsets given in `from`. Awaited: back-pressure. */
  onOutput(stream: 'stdout' | 'stderr', offset: number, bytes: Buffer): void | Promise<void>;
  /** Called at least every second while the job lives. */
  onAlive?(): void;
  /** A connection is open and the request is about to be sent; until then the job was not started by this call. */
  onStarting?(): void;
  /** The server answered: it knows the job's name, or has no trace of it. */
  onContact?(): void;
  /** Offsets already stored by an earlier attachment. */
  readonly from?: { readonly stdout: number; readonly stderr: number };
}

export type JobResult =
  | {
      readonly kind: 'exited';
      readonly exit: CommandExit;
      readonly bootId: string;
      readonly startedHere: boolean;
      readonly durationMs: number;
    }
  /** It cannot be known whether, or how far, the command ran; a person decides. `absent`: the server has no trace of it. */
  | { readonly kind: 'unknown'; readonly because: string; readonly absent?: boolean }
  /** The server was rebooted while the job ran. */
  | { readonly kind: 'rebooted'; readonly bootIdBefore: string; readonly bootIdNow: string }
  /** The server refused: another run's job is alive there. */
  | { readonly kind: 'busy'; readonly run: string; readonly pid: number };

export type CancelResult =
  | { readonly kind: 'gone' }
  | { readonly kind: 'never-started' }
  | { readonly kind: 'survived'; readonly pids: readonly number[] };

export interface LiveJob {
  readonly name: JobName;
  readonly pid: number;
}

/** Reading commands: one round trip, no files on the server, nothing to attach to. */
export interface RemoteReads {
  read(
    server: ServerAddress,
    command: RemoteCommand,
    options: { readonly maxBytes: number; readonly signal?: AbortSignal },
  ): Promise<CommandResult>;
}
/** Several reading commands at once. */
export interface RemoteLooks {
  /**
   * All of them in one round trip, one after the other in one shell; they become the same user. Each has its own time
   * limit and bound; what goes over one of them is ended, and those after it are asked for again. Throws SshErrors.
   */
  readTogether(
    server: ServerAddress,
    commands: readonly RemoteCommand[],
    options: { readonly maxBytes: number; readonly signal?: AbortSignal },
  ): Promise<readonly CommandResult[]>;
}
/** Changing commands, as durable jobs. */
export interface RemoteJobs {
  run(server: ServerAddress, job: RemoteJob, life: JobLife): Promise<JobResult>;
  cancel(server: ServerAddress, name: JobName, graceMs: number): Promise<CancelResult>;
  /** Jobs of any run that are alive on the server. */
  live(server: ServerAddress): Promise<readonly LiveJob[]>;
}
/** Bytes of any length from and to a server, with back-pressure. */
export interface RemoteStreams {
  /** The command's standard output; rejects `exit` when the connection is lost. */
  download(
    server: ServerAddress,
    command: RemoteCommand,
    signal?: AbortSignal,
  ): Promise<{ readonly stdout: AsyncIterable<Buffer>; readonly exit: Promise<CommandResult> }>;
  /** Feeds the command's standard input from `source`. */
  upload(
    server: ServerAddress,
    command: Omit<RemoteCommand, 'stdin'>,
    source: AsyncIterable<Uint8Array>,
    signal?: AbortSignal,
  ): Promise<CommandResult>;
}
