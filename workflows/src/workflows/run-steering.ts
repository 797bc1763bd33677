import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import { type GateDecision, signalNames, type Steer } from '../contract.js';

export const steerSignal = defineSignal<[Steer]>(signalNames.steer);
export const decideGateSignal = defineSignal<[GateDecision]>(signalNames.decideGate);

/** What people told this run, in the order it came. */
export interface Steering {
  /** Whether a cancel came; it holds until the end. */
  cancelled(): Steer | undefined;
  pauseRequested(): boolean;
  /**
   * Waits for a word of these kinds; undefined after `timeoutMs`. Words from before the question do not answer it: a
   * second "retry" that was sent twice must not try the next unknown step again. A rollback does: it asks for the same
   * whenever it comes.
   */
  next(kinds: readonly Steer['kind'][], timeoutMs: number): Promise<Steer | undefined>;
  /** Opens a gate: words on it count from now on. */
  openGate(step: string): OpenGate;
  /** Lets the time pass, unless a rollback is asked for before or meanwhile. Whether it passed. */
  pass(ms: number): Promise<boolean>;
  /** Takes a word of this kind that came already; undefined when there is none. */
  take(kind: Steer['kind']): Steer | undefined;
  /** Resolves when a cancel comes. */
  untilCancelled(): Promise<void>;
  /** Calls back at every word that comes from now on, once it is in the queue. */
  onWord(listener: () => void): void;
  /** What was said and not yet heeded, for a fresh history. */
  carry(): CarriedWords;
}
export interface OpenGate {
  /** Waits for the next word; undefined after `timeoutMs`, or when a rollback is asked for meanwhile. */
  next(timeoutMs: number): Promise<GateDecision | undefined>;
  /** Whether a rollback was asked for, so that nobody needs to answer any more. */
  brokenOff(): boolean;
}
export interface CarriedWords {
  readonly words: readonly Steer[];
  readonly pause: boolean;
}

/** Listens from the workflow's first task on, so that no early signal is lost. */
export function listenForSteering(carried: CarriedWords = { words: [], pause: false }): Steering {
  const queue: Steer[] = [...carried.words];
  const decisions: GateDecision[] = [];
  let cancel = queue.find((steer) => steer.kind === 'cancel');
  let { pause } = carried;
  let tell = () => {};
  setHandler(steerSignal, (steer) => {
    if (steer.kind === 'cancel') cancel = steer;
    pause = steer.kind === 'pause' || (pause && steer.kind !== 'resume');
    queue.push(steer);
    tell();
  });
  setHandler(decideGateSignal, (decision) => {
    decisions.push(decision);
    tell();
  });
  const backAsked = () => queue.some(({ kind }) => kind === 'rollback');
  return {
    cancelled: () => cancel,
    pauseRequested: () => pause,
    async next(kinds, timeoutMs) {
      queue.splice(0, queue.length, ...queue.filter(({ kind }) => kind === 'rollback'));
      const wanted = () => queue.findIndex((steer) => kinds.includes(steer.kind));
      await condition(() => wanted() >= 0, timeoutMs);
      const index = wanted();
      if (index < 0) return undefined;
      const [steer] = queue.splice(0, index + 1).slice(-1);
      pause = false;
      return steer;
    },
    openGate(step) {
      decisions.length = 0;
      return {
        brokenOff: backAsked,
        async next(timeoutMs) {
          const wanted = () => decisions.findIndex((one) => one.step === step);
          await condition(() => wanted() >= 0 || backAsked(), timeoutMs);
          return wanted() < 0 ? undefined : decisions.splice(wanted(), 1)[0];
        },
      };
    },
    pass: async (ms) => !(await condition(backAsked, ms)),
    take(kind) {
      const index = queue.findIndex((steer) => steer.kind === kind);
      return index < 0 ? undefined : queue.splice(index, 1)[0];
    },
    untilCancelled: () => condition(() => cancel !== undefined),
    onWord(listener) {
      tell = listener;
    },
    carry: () => ({ words: [...queue], pause }),
  };
}
