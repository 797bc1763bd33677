import { requests } from './agent-requests.js';
import { createBoundedOutput } from './bounded-output.js';
import type { Clock } from './clock.js';
import type { SessionSource } from './connection-pool.js';
import { exitFromShell } from './exit-status.js';
import { killGroupOf } from './kill-group.js';
import type { CommandExit, CommandResult, RemoteCommand, RemoteReads, ServerAddress } from './remote-execution.js';
import type { SessionLease } from './server-sessions.js';
import { SessionEnded } from './session-ended.js';
import { startTimeLimit } from './time-limit.js';

export interface ReadDeps {
  readonly sessions: SessionSource;
  readonly clock: Clock;
}
export interface Asked {
  readonly server: ServerAddress;
  readonly lease: SessionLease;
  readonly command: RemoteCommand;
  /** True when the request was sent before, with others. */
  readonly sent?: boolean;
}

/** Past the bound, so much is still read to its end for the true exit code; what goes on longer is ended. */
const EXCESS_BYTES = 1024 * 1024;
const LAST_WORDS_MS = 500;

/**
 * The answer to one reading command, within its own time limit and bound, both counted from here. `whole` is false when
 * one of them, or the signal, ended the command: then its session is gone too, and with it what was asked for after.
 * Throws SessionEnded.
 */
export async function readAnswer(
  { sessions, clock }: ReadDeps,
  { server, lease, command, sent = false }: Asked,
  { maxBytes, signal }: Parameters<RemoteReads['read']>[2],
): Promise<{ readonly result: CommandResult; readonly whole: boolean }> {
  const begun = clock.now();
  const stdout = createBoundedOutput(maxBytes);
  const stderr = createBoundedOutput(maxBytes);

  const stop = new AbortController();
  const tooMuch = new Promise<CommandExit>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve({ kind: 'signal', signal: 'SIGPIPE' }));
  });
  if (!sent) lease.session.request(requests.read(command));
  const finished = receive(lease, {
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
  try {
    const early = Promise.race([limit.reached, tooMuch]).then((exit) => ({ exit, whole: false }));
    const { exit, whole } = await Promise.race([finished.then((ended) => ({ exit: ended, whole: true })), early]);
    if (!whole) {
      await killGroupOf(sessions, server, command.become, lease);
      // With its group gone the streams end, and bring what was still on its way.
      await Promise.race([finished.catch(() => undefined), clock.sleep(LAST_WORDS_MS)]);
    }
    const durationMs = Math.round(clock.now() - begun);
    const truncated = stdout.isTruncated() || stderr.isTruncated();
    return { result: { exit, stdout: stdout.bytes(), stderr: stderr.bytes(), truncated, durationMs }, whole };
  } finally {
    limit.clear();
  }
}

/** Both streams at once, since they share one window: a full one would hold up the other. */
async function receive(
  { session }: Pick<SessionLease, 'session'>,
  sinks: { stdout(bytes: Buffer): void; stderr(bytes: Buffer): void },
): Promise<CommandExit> {
  const between = async (stream: 'stdout' | 'stderr') => {
    // Strays of an earlier command may have written before our mark.
    const begin = await session[stream].nextMark(() => undefined);
    const end = begin === undefined ? undefined : await session[stream].nextMark(sinks[stream]);
    if (end === undefined) throw new SessionEnded();
    return end;
  };
  const [end] = await Promise.all([between('stdout'), between('stderr')]);
  return exitFromShell(Number(end.split(' ')[1]));
}
