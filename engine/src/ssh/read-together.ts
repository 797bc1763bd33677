import { requests } from './agent-requests.js';
import { createBoundedOutput } from './bounded-output.js';
import type { Clock } from './clock.js';
import type { SessionSource } from './connection-pool.js';
import { killGroupOf } from './kill-group.js';
import { readCommand, receive } from './read-command.js';
import type { CommandResult, RemoteCommand, RemoteLooks, ServerAddress } from './remote-execution.js';
import type { SessionLease } from './server-sessions.js';
import { SessionEnded } from './session-ended.js';
import { startTimeLimit } from './time-limit.js';

interface ReadDeps {
  readonly sessions: SessionSource;
  readonly clock: Clock;
}
type ReadOptions = Parameters<RemoteLooks['readTogether']>[2];

/** More is not sent ahead: the requests lie in the server's buffers until their turn comes. */
const LONGEST_REQUESTS = 256 * 1024;

/**
 * Sends all requests before the first answer, so that many small looks cost one round trip. Where anything goes wrong
 * with one of them (a time limit, a bound, a connection that breaks), all are read once more, each by itself: they only
 * read. Throws SshErrors.
 */
export async function readTogether(
  deps: ReadDeps,
  server: ServerAddress,
  commands: readonly RemoteCommand[],
  options: ReadOptions,
): Promise<readonly CommandResult[]> {
  const [first] = commands;
  if (first === undefined) return [];
  const calls = commands.map((command) => requests.read(command));
  const fits = calls.reduce((sum, { length }) => sum + length, 0) <= LONGEST_REQUESTS;
  if (fits && commands.length > 1 && commands.every(({ become }) => become === first.become)) {
    const results = await readAll(deps, server, { commands, calls, become: first.become }, options);
    if (results !== undefined) return results;
    options.signal?.throwIfAborted();
  }
  const alone: CommandResult[] = [];
  for (const command of commands) alone.push(await readCommand(deps, server, command, options));
  return alone;
}

/** Undefined when not all of them came to their end by themselves. */
async function readAll(
  { sessions, clock }: ReadDeps,
  server: ServerAddress,
  asked: {
    readonly commands: readonly RemoteCommand[];
    readonly calls: readonly string[];
    readonly become: RemoteCommand['become'];
  },
  { maxBytes, signal }: ReadOptions,
): Promise<readonly CommandResult[] | undefined> {
  const lease = await sessions.lease(server, asked.become);
  const limit = startTimeLimit(
    asked.commands.reduce((sum, { timeoutMs }) => sum + timeoutMs, 0),
    signal,
  );
  let done = false;
  try {
    for (const call of asked.calls) lease.session.request(call);
    const finished = receiveAll(lease, asked.commands.length, maxBytes, clock);
    finished.catch(() => undefined);
    const results = await Promise.race([finished, limit.reached.then(() => undefined)]);
    done = results !== undefined;
    if (!done) await killGroupOf(sessions, server, asked.become, lease);
    return results;
  } catch (error) {
    if (error instanceof SessionEnded) return undefined;
    throw error;
  } finally {
    limit.clear();
    if (done) lease.release();
    else lease.discard();
  }
}

async function receiveAll(
  lease: Pick<SessionLease, 'session'>,
  count: number,
  maxBytes: number,
  clock: Clock,
): Promise<readonly CommandResult[]> {
  const results: CommandResult[] = [];
  while (results.length < count) {
    const begun = clock.now();
    const stdout = createBoundedOutput(maxBytes);
    const stderr = createBoundedOutput(maxBytes);
    const exit = await receive(lease, undefined, {
      stdout: (bytes) => stdout.add(bytes),
      stderr: (bytes) => stderr.add(bytes),
    });
    const truncated = stdout.isTruncated() || stderr.isTruncated();
    const durationMs = Math.round(clock.now() - begun);
    results.push({ exit, stdout: stdout.bytes(), stderr: stderr.bytes(), truncated, durationMs });
  }
  return results;
}
