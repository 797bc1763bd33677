import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { type GateDecision, type Hearing, signalNames, type Steer, updateNames, type WaitsFor } from '../contract.js';
import { isWaitedFor } from './is-waited-for.js';

export const steerSignal = defineSignal<[Steer]>(signalNames.steer);
export const tellUpdate = defineUpdate<Hearing, [Steer]>(updateNames.tell);
export const decideUpdate = defineUpdate<Hearing, [GateDecision]>(updateNames.decide);

/** What people told this run, in the order it came. */
export interface Steering {
  /** Whether a cancel came; it holds until the end. */
  cancelled(): Steer | undefined;
  pauseRequested(): boolean;
  /**
   * Waits for one of the words that answer this; undefined after `timeoutMs`. Words from before the question do not answer it: a
   * second "retry" that was sent twice must not try the next unknown step again. A rollback does: it asks for the same
   * whenever it comes.
   */
  next(question: Question, timeoutMs: number): Promise<Steer | undefined>;
  /**
   * Asks whether to go on, and waits for a yes or no of somebody who may give it; undefined after `timeoutMs`, or when a
   * rollback was asked for before or meanwhile. Words from before the question do not answer it.
   */
  decide(question: Extract<WaitsFor, { readonly kind: 'gate' }>, timeoutMs: number): Promise<GateDecision | undefined>;
  /** Whether a rollback was asked for, so that nobody needs to answer any more. */
  backAsked(): boolean;
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
export type Question = Extract<WaitsFor, { readonly kind: 'resume' | 'way-on' }>;
export interface CarriedWords {
  readonly words: readonly Steer[];
  readonly pause: boolean;
}

/** Listens from the workflow's first task on, so that no early signal is lost. */
export function listenForSteering(carried: CarriedWords = { words: [], pause: false }): Steering {
  const queue: Steer[] = [...carried.words];
  let decision: GateDecision | undefined;
  let cancel = queue.find((steer) => steer.kind === 'cancel');
  let { pause } = carried;
  let waitsFor: WaitsFor = { kind: 'nobody' };
  let tell = () => {};
  const hear = (steer: Steer) => {
    if (steer.kind === 'cancel') cancel = steer;
    pause = steer.kind === 'pause' || (pause && steer.kind !== 'resume');
    queue.push(steer);
    tell();
  };
  const decide = (word: GateDecision) => {
    decision = word;
    tell();
  };
  /** A word that answers what is asked is the only one that does: whoever comes second is told so. */
  const answer = <Word extends Steer | GateDecision>(word: Word, take: (word: Word) => void): Hearing => {
    if (!isWaitedFor(word, waitsFor, pause)) return { kind: 'unheard', waitsFor };
    const asks = 'kind' in word && word.kind === 'pause';
    if (!asks && isWaitedFor(word, waitsFor, false)) waitsFor = { kind: 'nobody' };
    take(word);
    return { kind: 'heard' };
  };
  const asking = async (question: WaitsFor, wait: () => Promise<unknown>) => {
    waitsFor = question;
    try {
      await wait();
    } finally {
      waitsFor = { kind: 'nobody' };
    }
  };
  setHandler(steerSignal, hear);
  setHandler(tellUpdate, (steer) => answer(steer, hear));
  setHandler(decideUpdate, (word) => answer(word, decide));
  const backAsked = () => queue.some(({ kind }) => kind === 'rollback');
  return {
    cancelled: () => cancel,
    pauseRequested: () => pause,
    async next(question, timeoutMs) {
      queue.splice(0, queue.length, ...queue.filter(({ kind }) => kind === 'rollback'));
      const wanted = () => queue.findIndex((steer) => steer.kind !== 'cancel' && isWaitedFor(steer, question, false));
      await asking(question, () => condition(() => wanted() >= 0, timeoutMs));
      const index = wanted();
      if (index < 0) return undefined;
      const [steer] = queue.splice(0, index + 1).slice(-1);
      pause = false;
      return steer;
    },
    async decide(question, timeoutMs) {
      decision = undefined;
      await asking(question, () => condition(() => decision !== undefined || backAsked(), timeoutMs));
      return decision;
    },
    backAsked,
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
