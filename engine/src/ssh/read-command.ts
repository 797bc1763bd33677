import { requests } from './agent-requests.js';
import { createBoundedOutput } from './bounded-output.js';
import type { Clock } from './clock.js';
import { ConnectionLost } from './connection-errors.js';
import type { SessionSource } from './connection-pool.js';
import { exitFromShell } from './exit-status.js';
import { killGroupOf } from './kill-group.js';
import type { CommandExit, CommandResult, RemoteCommand, RemoteReads, ServerAddress } from './remote-execution.js';
import type { SessionLease } from './server-sessions.js';
import { SessionEnded } from './session-ended.js';
import { startTimeLimit } from './time-limit.js';

type ReadOptions = Parameters<RemoteReads['read']>[2];

/** Past the bound, so much is still read to its end for the true exit code; what goes on longer is ended. */
const EXCESS_BYTES = 1024 * 1024;
const LAST_WORDS_MS = 500;

/**
 * Runs a reading command in one round trip. It leaves nothing on the server, so a connection that breaks is answered by
 * running it once more. On time-out and abort it is killed there and counts as ended so. Throws SshErrors.
 */
export async function readCommand(
  deps: { readonly sessions: SessionSource; readonly clock: Clock },
  server: ServerAddress,
  command: RemoteCommand,
  options: ReadOptions,
): Promise<CommandResult> {
  try {
    return await readOnce(deps, server, command, options);
  } catch (error) {
    if (!(error instanceof ConnectionLost) || options.signal?.aborted) throw error;
    return readOnce(deps, server, command, options);
  }
}

async function readOnce(
  deps: { readonly sessions: SessionSource; readonly clock: Clock },
  server: ServerAddress,
  command: RemoteCommand,
  { maxBytes, signal }: ReadOptions,
): Promise<CommandResult> {
  const { sessions, clock } = deps;
  const lease = await sessions.lease(server, command.become);
  const begun = clock.now();
  const stdout = createBoundedOutput(maxBytes);
  const stderr = createBoundedOutput(maxBytes);

  const stop = new AbortController();
  const tooMuch = new Promise<CommandExit>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve({ kind: 'signal', signal: 'SIGPIPE' }));
  });
  const finished = receive(lease, command, {
    stdout: (bytes) => {
      stdout.add(bytes);
      if (stdout.excess() > EXCESS_BYTES) stop.abort();
    },
    stderr: (bytes) => {
      stderr.add(bytes);
      if (stderr.excess() > EXCESS_BYTES) stop.abort();
    },
  });
  finished.catch(() => undefined);
  const limit = startTimeLimit(command.timeoutMs, signal);

  let done = false;
  try {
    const early = Promise.race([limit.reached, tooMuch]).then((exit) => ({ exit, early: true }));
    const outcome = await Promise.race([finished.then((exit) => ({ exit, early: false })), early]);
    done = !outcome.early;
    if (outcome.early) {
      await killGroupOf(sessions, server, command.become, lease);
      // With its group gone the streams end, and bring what was still on its way.
      await Promise.race([finished.catch(() => undefined), clock.sleep(LAST_WORDS_MS)]);
    }
    const durationMs = Math.round(clock.now() - begun);
    const truncated = stdout.isTruncated() || stderr.isTruncated();
    return { exit: outcome.exit, stdout: stdout.bytes(), stderr: stderr.bytes(), truncated, durationMs };
  } catch (error) {
    throw error instanceof SessionEnded ? lease.lost() : error;
  } finally {
    limit.clear();
    if (done) lease.release();
    else lease.discard();
  }
}

/**
 * Both streams at once, since they share one window: a full one would hold up the other. `command` is undefined when it
 * was asked for already.
 */
export async function receive(
  { session }: Pick<SessionLease, 'session'>,
  command: RemoteCommand | undefined,
  sinks: { stdout(bytes: Buffer): void; stderr(bytes: Buffer): void },
): Promise<CommandExit> {
  const between = async (stream: 'stdout' | 'stderr') => {
    // Strays of an earlier command may have written before our mark.
    const begin = await session[stream].nextMark(() => undefined);
    const end = begin === undefined ? undefined : await session[stream].nextMark(sinks[stream]);
    if (end === undefined) throw new SessionEnded();
    return end;
  };
  if (command !== undefined) session.request(requests.read(command));
  const [end] = await Promise.all([between('stdout'), between('stderr')]);
  return exitFromShell(Number(end.split(' ')[1]));
}
