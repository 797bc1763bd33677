import { setMaxListeners } from 'node:events';
import { Context } from '@temporalio/activity';

const beatEveryMs = 1_000;

/**
 * Heartbeats while `work` goes on, and hands it the signal with which Temporal cancels the activity, and whether a
 * cancel was asked for: the signal also fires when this worker stops, and then another one goes on.
 *
 * @param details what Temporal's UI shows of the activity's progress.
 */
export async function withHeartbeat<T>(
  details: () => unknown,
  work: (signal: AbortSignal, cancelRequested: () => boolean) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  const beat = () => context.heartbeat(details());
  beat();
  const timer = setInterval(beat, beatEveryMs);
  // a hundred servers listen to one signal, and each stops listening when it is done
  setMaxListeners(0, context.cancellationSignal);
  try {
    return await work(context.cancellationSignal, () => context.cancellationDetails?.cancelRequested === true);
  } finally {
    clearInterval(timer);
  }
}
