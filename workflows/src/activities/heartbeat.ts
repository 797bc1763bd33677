import { Context } from '@temporalio/activity';

const beatEveryMs = 1_000;

/**
 * Heartbeats while `work` goes on, and hands it the signal with which Temporal cancels the activity.
 *
 * @param details what Temporal's UI shows of the activity's progress.
 */
export async function withHeartbeat<T>(details: () => unknown, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const context = Context.current();
  const beat = () => context.heartbeat(details());
  beat();
  const timer = setInterval(beat, beatEveryMs);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}
