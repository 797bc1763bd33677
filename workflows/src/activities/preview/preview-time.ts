import type { Localized } from '@chatops-commander/engine/actions/action';

/** How long servers are waited for, all looks at one of them together, and all servers together. */
export interface PreviewTime {
  readonly serverMs: number;
  readonly wholeMs: number;
  /** Aborted once the whole is over. */
  readonly whole: AbortSignal;
}

/** From now on. Servers that hang must neither add up nor keep a reviewer, or locks before a run, waiting. */
export function previewTime({ serverMs = 45_000, wholeMs = 120_000 } = {}): PreviewTime {
  return { serverMs, wholeMs, whole: AbortSignal.timeout(wholeMs) };
}

export type InTime = <T>(work: () => Promise<T>) => Promise<T>;

/** A server did not answer in time, or its turn did not come. */
export class OutOfTime extends Error {
  constructor(readonly because: Localized) {
    super(because.en);
    this.name = 'OutOfTime';
  }
}

/**
 * One server's share of the time, from now on.
 *
 * @param signal ends the looking for another reason; work then rejects as it will.
 * @returns a signal for the work, and what waits for it no longer than there is time: then it throws OutOfTime, whether or
 *   not the work heeds the signal.
 */
export function shareOf({ serverMs, wholeMs, whole }: PreviewTime, signal: AbortSignal) {
  const own = AbortSignal.timeout(serverMs);
  const over = AbortSignal.any([whole, own]);
  const tooLate = () => new OutOfTime(whole.aborted ? wholeIsOver(wholeMs) : noAnswer(serverMs));
  const inTime: InTime = async (work) => {
    if (over.aborted) throw tooLate();
    let stop = () => {};
    const end = new Promise<never>((_, reject) => {
      stop = () => reject(tooLate());
      over.addEventListener('abort', stop, { once: true });
    });
    try {
      return await Promise.race([work(), end]);
    } catch (error) {
      // what an abort makes of the work is no trouble of its own
      throw over.aborted && !signal.aborted ? tooLate() : error;
    } finally {
      over.removeEventListener('abort', stop);
    }
  };
  return { signal: AbortSignal.any([signal, over]), inTime };
}

const seconds = (ms: number): number => Math.max(1, Math.round(ms / 1000));
const noAnswer = (ms: number): Localized => ({
  en: `the server did not answer within ${seconds(ms)} s`,
  fr: `le serveur n'a pas répondu en ${seconds(ms)} s`,
});
const wholeIsOver = (ms: number): Localized => ({
  en: `not looked at: the ${seconds(ms)} s for all servers together were over`,
  fr: `pas regardé : les ${seconds(ms)} s pour tous les serveurs ensemble étaient écoulées`,
});
