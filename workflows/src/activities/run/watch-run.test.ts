import { describe, expect, it } from 'vitest';
import { beginWatching, watch, type WatchPosition } from './watch-run.js';

/** Looks at these states, one every second and each taking `tookMs`; ends after the last. */
async function figures(states: readonly ('up' | 'down')[], from?: WatchPosition, tookMs = 0) {
  const stop = new AbortController();
  let now = from?.at ?? 0;
  let looks = 0;
  const position = from ?? beginWatching(undefined, undefined, now);
  return await watch(
    position,
    1_000,
    {
      async look() {
        const state = states[looks];
        looks += 1;
        now += tookMs;
        return state === 'up' ? 'done' : 'failed';
      },
      async pause(ms) {
        now += ms;
        if (looks === states.length) stop.abort();
      },
      now: () => now,
    },
    { signal: stop.signal, onLook: () => {} },
  );
}

describe('watching', () => {
  it.each<[string, readonly ('up' | 'down')[], number, number, number]>([
    ['always up', ['up', 'up', 'up'], 0, 0, 0],
    ['down once: until it is seen up again', ['up', 'down', 'up'], 1, 1_000, 1_000],
    ['down twice: the longest is the longer one', ['down', 'up', 'down', 'down', 'up'], 3, 3_000, 2_000],
    ['down at the end: until the end', ['up', 'down', 'down'], 2, 2_000, 2_000],
  ])('%s', async (_case, states, failed, downtimeMs, longestMs) => {
    expect(await figures(states)).toEqual({ checks: states.length, failed, downtimeMs, longestMs, unwatchedMs: 0 });
  });

  it('counts the time of a check that hangs as down', async () => {
    expect(await figures(['down', 'up'], undefined, 5_000)).toMatchObject({ checks: 2, downtimeMs: 5_000 });
  });

  it('goes on after a worker died, and does not call the gap up or down', async () => {
    const before = { checks: 5, failed: 1, downtimeMs: 1_000, longestMs: 1_000, unwatchedMs: 0 };
    const position = beginWatching(undefined, { figures: before, at: 10_000, downSince: 9_000 }, 40_000);
    expect(await figures(['up'], position)).toEqual({ ...before, checks: 6, unwatchedMs: 30_000 });
  });
});
