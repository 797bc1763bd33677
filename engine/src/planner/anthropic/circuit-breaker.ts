/** Keeps from asking what does not answer: after failures in a row it rests, then lets one through to see. */
export interface CircuitBreaker {
  /** False: do not ask now. True must be followed by `succeeded` or `failed`. */
  admit(): boolean;
  succeeded(): void;
  failed(): void;
}

const failuresInARow = 3;
const restMs = 60_000;

export function createCircuitBreaker(now: () => number): CircuitBreaker {
  let failures = 0;
  let restUntil = 0;
  let probing = false;
  return {
    admit() {
      if (failures < failuresInARow) return true;
      if (probing || now() < restUntil) return false;
      probing = true;
      return true;
    },
    succeeded() {
      failures = 0;
      probing = false;
    },
    failed() {
      failures += 1;
      probing = false;
      if (failures >= failuresInARow) restUntil = now() + restMs;
    },
  };
}
