import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import { signalNames, type Steer } from '../contract.js';

export const steerSignal = defineSignal<[Steer]>(signalNames.steer);

/** What people told this run, in the order it came. */
export interface Steering {
  /** Whether a cancel came; it holds until the end. */
  cancelled(): Steer | undefined;
  pauseRequested(): boolean;
  /**
   * Waits for a word of these kinds; undefined after `timeoutMs`. Words from before the question do not answer it: a
   * second "retry" that was sent twice must not try the next unknown step again.
   */
  next(kinds: readonly Steer['kind'][], timeoutMs: number): Promise<Steer | undefined>;
  /** Takes a word of this kind that came already; undefined when there is none. */
  take(kind: Steer['kind']): Steer | undefined;
  /** Resolves when a cancel comes. */
  untilCancelled(): Promise<void>;
}

/** Listens from the workflow's first task on, so that no early signal is lost. */
export function listenForSteering(): Steering {
  const queue: Steer[] = [];
  let cancel: Steer | undefined;
  let pause = false;
  setHandler(steerSignal, (steer) => {
    if (steer.kind === 'cancel') cancel = steer;
    pause = steer.kind === 'pause' || (pause && steer.kind !== 'resume');
    queue.push(steer);
  });
  return {
    cancelled: () => cancel,
    pauseRequested: () => pause,
    async next(kinds, timeoutMs) {
      queue.length = 0;
      const wanted = () => queue.findIndex((steer) => kinds.includes(steer.kind));
      await condition(() => wanted() >= 0, timeoutMs);
      const index = wanted();
      if (index < 0) return undefined;
      const [steer] = queue.splice(0, index + 1).slice(-1);
      pause = false;
      return steer;
    },
    take(kind) {
      const index = queue.findIndex((steer) => steer.kind === kind);
      return index < 0 ? undefined : queue.splice(index, 1)[0];
    },
    untilCancelled: () => condition(() => cancel !== undefined),
  };
}
