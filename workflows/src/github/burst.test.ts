import { beforeEach, describe, expect, test } from 'vitest';
import { createContentLimits, type Importance } from './content-limits.js';
import { createPacedRequest } from './pace-requests.js';
import { WritesSpent } from './writes-spent.js';

/** A clock that goes on when nothing else is to be done, and wakes who waits in the order of time. */
function fakeClock() {
  let now = 1_800_000_000_000;
  const sleepers: { readonly at: number; wake(): void }[] = [];
  return {
    now: () => now,
    wait: (ms: number) =>
      ms <= 0 ? Promise.resolve() : new Promise<void>((wake) => void sleepers.push({ at: now + ms, wake })),
    async runUntilAllIsDone() {
      for (;;) {
        // whatever follows from the last waking, however many promises it takes
        await new Promise(setImmediate);
        sleepers.sort((one, other) => one.at - other.at);
        const next = sleepers.shift();
        if (next === undefined) return;
        now = next.at;
        next.wake();
      }
    },
  };
}

interface Written {
  readonly what: string;
  readonly at: number;
}
let clock: ReturnType<typeof fakeClock>;
let started: number;
let written: Written[];
let write: (what: string, importance: Importance) => Promise<void>;
beforeEach(() => {
  clock = fakeClock();
  started = clock.now();
  written = [];
  const paced = createPacedRequest({
    limits: createContentLimits(),
    now: clock.now,
    wait: clock.wait,
    warn: () => {},
  });
  const comment = { method: 'POST', url: '/repos/acme/ops/issues/1/comments', baseUrl: 'https://api.github.com' };
  /** As an activity does: what is not sent now is tried again when its turn is told to come. */
  write = async (what, importance) => {
    try {
      await paced(
        async () => {
          await clock.wait(200);
          written.push({ what, at: clock.now() - 200 });
        },
        { ...comment, request: { importance } },
      );
    } catch (error) {
      if (!(error instanceof WritesSpent)) throw error;
      await clock.wait(error.retryAfterMs);
      await write(what, importance);
    }
  };
});

const secondsOf = (what: RegExp) =>
  written.filter((one) => what.test(one.what)).map(({ at }) => (at - started) / 1_000);
/** The most writes that any window of this length holds. */
const mostWithin = (ms: number) =>
  Math.max(...written.map(({ at: from }) => written.filter(({ at }) => from <= at && at < from + ms).length));

/** From words to a pull request that is looked at: seven writes, and a run beside all that whose progress goes on. */
function burst(requests: number): Promise<unknown>[] {
  const request = async (index: number) => {
    for (const step of ['answer', 'pull request', 'approval', 'preview', 'reviewers', 'answer again', 'approval again'])
      await write(`request ${index}: ${step}`, 'matters');
  };
  const progress = Array.from({ length: 120 }, async (_, index) => {
    await clock.wait(index * 5_000);
    await write(`progress ${index}`, 'progress');
  });
  return [...Array.from({ length: requests }, (_, index) => request(index)), ...progress];
}

describe('a burst of 50 requests beside a run', () => {
  test('is within what GitHub allows in every minute and every hour, and all of it is written in the end', async () => {
    const all = burst(50);
    await clock.runUntilAllIsDone();
    await Promise.all(all);
    expect(written).toHaveLength(50 * 7 + 120);
    expect(mostWithin(60_000)).toBeLessThanOrEqual(80);
    expect(mostWithin(60 * 60_000)).toBeLessThanOrEqual(500);
  });

  test('keeps nobody from a refusal, a failure or the report of a run, whenever it comes', async () => {
    const first = ['refusal', 'failure', 'report'].map(async (what, index) => {
      await clock.wait(30_000 + index * 45_000);
      await write(what, 'first');
    });
    const all = [...burst(50), ...first];
    await clock.runUntilAllIsDone();
    await Promise.all(all);
    expect(secondsOf(/^(refusal|failure|report)$/)).toEqual([30, 75, 120]);
  });

  test('fifty refusals at once: forgotten by none, and the last after a minute', async () => {
    const refusals = Array.from({ length: 50 }, (_, index) => write(`refusal ${index}`, 'first'));
    const all = [...burst(50), ...refusals];
    await clock.runUntilAllIsDone();
    await Promise.all(all);
    expect(secondsOf(/^refusal/)).toHaveLength(50);
    expect(Math.max(...secondsOf(/^refusal/))).toBeLessThanOrEqual(61);
    expect(mostWithin(60_000)).toBeLessThanOrEqual(80);
  });
});
