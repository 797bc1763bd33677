import type { StepLife } from '@chatops-commander/engine/execution/step-run';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleIntent } from './sample-run.fixture.js';
import { watchStart } from './start-watch.js';

const key = { runId: 'r-abc', stepId: 's1', server: 'web-01', attempt: 1 };
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage(contacted: () => Promise<void> = async () => {}) {
  const notes: string[] = [];
  const start = watchStart<StepLife>({ signal: new AbortController().signal }, { onIntent: async () => {} }, key, {
    async contacted({ stepId }) {
      notes.push(stepId);
      await contacted();
    },
  });
  return { start, notes };
}

describe('that a server has heard of a start', () => {
  it('is noted once while the command goes on', async () => {
    const { start, notes } = stage();
    start.life.onContact?.();
    start.life.onContact?.();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(notes).toEqual(['s1']);
  });

  it('is not noted of a command that ends at once, whose outcome says it', async () => {
    const { start, notes } = stage();
    start.life.onContact?.();
    start.end();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(notes).toEqual([]);
  });

  it('does no harm when it cannot be noted', async () => {
    const { start } = stage(() => Promise.reject(new Error('database is away')));
    start.life.onContact?.();
    await vi.advanceTimersByTimeAsync(5_000);
  });
});

describe('whether a change was certainly not started', () => {
  it.each<[string, readonly ('intent' | 'starting')[], boolean]>([
    ['nothing was written down: somebody else may have', [], false],
    ['it was written down, and nothing sent', ['intent'], true],
    ['the start was about to be sent', ['intent', 'starting'], false],
    ['it was found on record, and asked about', ['starting'], false],
  ])('%s', async (_case, happened, certain) => {
    const { start } = stage();
    for (const event of happened) {
      if (event === 'intent') await start.hooks.onIntent(sampleIntent);
      else start.life.onStarting?.();
    }
    expect(start.certainlyNotStarted()).toBe(certain);
  });

  it('an intent that could not be written is none', async () => {
    const refusing = { onIntent: () => Promise.reject(new Error('not held')) };
    const start = watchStart<StepLife>({ signal: new AbortController().signal }, refusing, key, {
      contacted: async () => {},
    });
    await expect(start.hooks.onIntent(sampleIntent)).rejects.toThrow('not held');
    expect(start.certainlyNotStarted()).toBe(false);
  });
});
