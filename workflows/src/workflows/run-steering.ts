import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import { signalNames, type Steer } from '../contract.js';

export const steerSignal = defineSignal<[Steer]>(signalNames.steer);

/** What people told this run, in the order it came. */
export interface Steering {
  /** Whether a cancel came; it holds until the end. */
  cancelled(): Steer | undefined;
  pauseRequested(): boolean;
  /** Waits for the next word of these kinds; undefined after `timeoutMs`. Words of other kinds are dropped. */
  next(kinds: readonly Steer['kind'][], timeoutMs: number): Promise<Steer | undefined>;
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
      const wanted = () => queue.findIndex((steer) => kinds.includes(steer.kind));
      await condition(() => wanted() >= 0, timeoutMs);
      const index = wanted();
      if (index < 0) return undefined;
      const [steer] = queue.splice(0, index + 1).slice(-1);
      pause = false;
      return steer;
    },
    untilCancelled: () => condition(() => cancel !== undefined),
  };
}
