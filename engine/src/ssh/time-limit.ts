import type { CommandExit } from './remote-execution.js';

/** `reached` resolves when the time is over or the signal aborts, whichever comes first; after `clear` it never does. */
export function startTimeLimit(timeoutMs: number, signal: AbortSignal | undefined) {
  const cleared = new AbortController();
  const reached = new Promise<CommandExit>((resolve) => {
    const timer = setTimeout(() => resolve({ kind: 'timeout' }), timeoutMs);
    cleared.signal.addEventListener('abort', () => clearTimeout(timer));
    const onAbort = () => resolve({ kind: 'cancelled' });
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { signal: cleared.signal });
  });
  return { reached, clear: () => cleared.abort() };
}
