import { requests } from './agent-requests.js';
import { createBoundedOutput } from './bounded-output.js';
import type { Clock } from './clock.js';
import type { SessionSource } from './connection-pool.js';
import { killGroupOf } from './kill-group.js';
import type { CommandExit, CommandResult, RemoteCommand, ServerAddress } from './remote-execution.js';
import type { SessionLease } from './server-sessions.js';
import { startTimeLimit } from './time-limit.js';

export interface StreamDeps {
  readonly sessions: SessionSource;
  readonly clock: Clock;
}

/** A command that a session turned into: the channel's streams are its own. */
export interface StreamingCommand {
  readonly channel: SessionLease['session']['channel'];
  /** Resolves when the command ended by itself or was ended, or when the connection broke. */
  readonly over: Promise<void>;
  stdout(): AsyncGenerator<Buffer, void, undefined>;
  stderr(): AsyncGenerator<Buffer, void, undefined>;
  /** Kills it on the server; its exit is then `cancelled`. */
  stop(): Promise<void>;
  /** To be called once, after both outputs were read to their end. Throws ConnectionLost. */
  finish(output: { stdout: Buffer; stderr: Buffer; truncated: boolean }): Promise<CommandResult>;
}

/** What is kept of a stream that is there for messages only. */
const MESSAGE_BYTES = 256 * 1024;

/** Starts the command on a session that it uses up. Throws SshErrors. */
export async function startStreaming(
  deps: StreamDeps,
  server: ServerAddress,
  command: Omit<RemoteCommand, 'stdin'>,
  signal: AbortSignal | undefined,
): Promise<StreamingCommand> {
  const { sessions, clock } = deps;
  const lease = await sessions.lease(server, command.become);
  const { session } = lease;
  const begun = clock.now();

  let status: CommandExit | undefined;
  const over = new Promise<void>((resolve) => {
    session.channel.once('exit', (code: number | null, name?: string) => {
      status ??= code === null ? { kind: 'signal', signal: withPrefix(name ?? 'KILL') } : { kind: 'code', code };
      resolve();
    });
    session.channel.once('close', () => resolve());
  });
  session.request(requests.become(command.argv));
  const ready = await session.stdout.nextMark(ignore);
  if (ready === undefined || (await session.stderr.nextMark(ignore)) === undefined) {
    lease.discard();
    throw lease.lost();
  }

  const end = async (exit: CommandExit) => {
    if (status !== undefined) return;
    status = exit;
    await killGroupOf(sessions, server, command.become, lease);
    session.close();
  };
  const limit = startTimeLimit(command.timeoutMs, signal);
  void limit.reached.then(end);

  return {
    channel: session.channel,
    over,
    stdout: () => session.stdout.rest(),
    stderr: () => session.stderr.rest(),
    stop: () => end({ kind: 'cancelled' }),
    async finish(output) {
      await over;
      limit.clear();
      lease.discard();
      if (status === undefined) throw lease.lost();
      return { exit: status, ...output, durationMs: Math.round(clock.now() - begun) };
    },
  };
}

const ignore = () => undefined;

/** SSH names signals without SIG (RFC 4254, 6.10); ssh2 hands them on with it. */
const withPrefix = (name: string): string => (name.startsWith('SIG') ? name : `SIG${name}`);

/** Reads a stream of messages to its end. */
export async function readMessages(stream: AsyncIterable<Buffer>): Promise<{ bytes: Buffer; truncated: boolean }> {
  const output = createBoundedOutput(MESSAGE_BYTES);
  for await (const bytes of stream) output.add(bytes);
  return { bytes: output.bytes(), truncated: output.isTruncated() };
}
