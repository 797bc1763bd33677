import type { Clock } from './clock.js';
import { SshError } from './ssh-error.js';

/**
 * After so many failures in a row a server is left alone for a moment: whoever asks meanwhile hears at once what the last
 * one heard. Steps, monitors and sweeps would otherwise each wait for the time-out of a dead server, and a login that is
 * refused again and again gets the worker's address banned.
 */
export function createCircuitBreaker(options: {
  readonly clock: Clock;
  readonly failures: number;
  /** Milliseconds. After them one attempt is made: success closes the circuit, failure begins another rest. */
  readonly restMs: number;
}): <T>(attempt: () => Promise<T>) => Promise<T> {
  const { clock, failures, restMs } = options;
  let inARow = 0;
  let last: SshError | undefined;
  let restsUntil = Number.NEGATIVE_INFINITY;
  return async (attempt) => {
    if (last !== undefined && clock.now() < restsUntil) throw last;
    try {
      const connected = await attempt();
      inARow = 0;
      last = undefined;
      return connected;
    } catch (error) {
      if (!(error instanceof SshError)) throw error;
      inARow += 1;
      if (inARow >= failures) {
        last = error;
        restsUntil = clock.now() + restMs;
      }
      throw error;
    }
  };
}
