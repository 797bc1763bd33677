import type { Clock } from './clock.js';
import { ConnectionLost, ServerUnreachable } from './connection-errors.js';
import type { SessionSource } from './connection-pool.js';
import { followJob } from './follow-job.js';
import { createOutputCursor, type OutputCursor } from './output-cursor.js';
import type { JobLife, JobResult, RemoteJob, ServerAddress } from './remote-execution.js';
import { SessionEnded } from './session-ended.js';

export interface RunJobDeps {
  readonly sessions: SessionSource;
  readonly clock: Clock;
  /** How long to try to get back to a server where a job may be running, in milliseconds. */
  readonly reconnectForMs: number;
}

const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 5_000;

/** What outlives a broken session. */
interface Progress {
  readonly cursor: OutputCursor;
  /** The server may never have heard of this job. */
  first: boolean;
  everConnected: boolean;
  lostAt: number | undefined;
  backoffMs: number;
}

/**
 * Runs a job to its end, through lost connections: attaches again and reads on from where it was. Aborting the signal
 * stops the waiting, not the job (`cancel` does that), and rejects with the signal's reason; `onOutput` is never called
 * after this settled. Throws SshErrors; ConnectionLost, or ServerUnreachable when the server answered before, only after
 * `reconnectForMs` without it.
 */
export async function runJob(
  deps: RunJobDeps,
  server: ServerAddress,
  job: RemoteJob,
  life: JobLife,
): Promise<JobResult> {
  const { clock } = deps;
  const progress: Progress = {
    cursor: createOutputCursor(life),
    first: job.firstContact,
    everConnected: false,
    lostAt: undefined,
    backoffMs: FIRST_BACKOFF_MS,
  };
  try {
    for (;;) {
      life.signal.throwIfAborted();
      try {
        return await onOneSession({ deps, server, job, life, progress });
      } catch (error) {
        if (life.signal.aborted || !mayComeBack(error, progress)) throw error;
        progress.lostAt ??= clock.now();
        if (clock.now() - progress.lostAt > deps.reconnectForMs) throw error;
      }
      await clock.sleep(progress.backoffMs * (0.5 + Math.random()), life.signal);
      progress.backoffMs = Math.min(progress.backoffMs * 2, LONGEST_BACKOFF_MS);
    }
  } finally {
    await progress.cursor.close();
  }
}

/** A server that never answered is the caller's to hear of at once; one that did may be hiding a running job. */
const mayComeBack = (error: unknown, { everConnected }: Progress): boolean =>
  error instanceof ConnectionLost || (error instanceof ServerUnreachable && error.retryable && everConnected);

async function onOneSession(options: {
  readonly deps: RunJobDeps;
  readonly server: ServerAddress;
  readonly job: RemoteJob;
  readonly life: JobLife;
  readonly progress: Progress;
}): Promise<JobResult> {
  const { deps, server, job, life, progress } = options;
  const lease = await deps.sessions.lease(server, job.command.become);
  progress.everConnected = true;
  life.onStarting?.();
  let reusable = false;
  const stopListening = new AbortController();
  try {
    const aborted = new Promise<never>((_, reject) => {
      const onAbort = () => reject(life.signal.reason);
      if (life.signal.aborted) onAbort();
      life.signal.addEventListener('abort', onAbort, { signal: stopListening.signal });
    });
    const following = followJob(lease.session, {
      server,
      job,
      life,
      cursor: progress.cursor,
      clock: deps.clock,
      first: progress.first,
      onContact: () => {
        life.onContact?.();
        progress.first = false;
        progress.lostAt = undefined;
        progress.backoffMs = FIRST_BACKOFF_MS;
      },
    });
    // After an abort nobody waits for it any more.
    following.catch(() => undefined);
    const followed = await Promise.race([following, aborted]);
    reusable = followed.reusable;
    return followed.result;
  } catch (error) {
    throw error instanceof SessionEnded ? lease.lost() : error;
  } finally {
    stopListening.abort();
    if (reusable) lease.release();
    else lease.discard();
  }
}
