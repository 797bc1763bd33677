import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Fakes } from './fakes.js';
import { planOf, stretch } from './sample-plan.js';
import { type RunWorkflowStage, startRunWorkflowStage } from './stage.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let stage: RunWorkflowStage;
beforeAll(async () => {
  stage = await startRunWorkflowStage();
});
afterAll(() => stage?.stop());

/** Changing steps, each a stretch of its own, on batches of 100 servers. */
const planFor = (servers: number, steps: number) =>
  planOf({
    batches: Array.from({ length: Math.ceil(servers / 100) }, (_, batch) =>
      Array.from(
        { length: Math.min(100, servers) },
        (__, index) => `server-${String(batch * 100 + index).padStart(4, '0')}`,
      ),
    ),
    tolerated: servers,
    steps: Array.from({ length: steps }, (_, index) => stretch(`step_${index}`)),
  });

async function historyOf(servers: number, steps: number, fakes?: Fakes) {
  const { handle, ended } = await stage.start(planFor(servers, steps), fakes);
  await ended;
  const { raw, historyLength } = await handle.describe();
  const bytes = Number(raw.workflowExecutionInfo?.historySizeBytes);
  return { events: historyLength, bytes, each: bytes / (servers * steps) };
}

describe('what a run leaves in its history', () => {
  it('is a few bytes per step and server, and does not grow with either', async () => {
    const narrow = await historyOf(100, 10);
    const wide = await historyOf(1_000, 10);
    const long = await historyOf(100, 40);
    // measured: 38, 31 and 29 bytes, of which a name in quotes is twelve
    for (const { each } of [narrow, wide, long]) expect(each).toBeLessThan(50);
    expect(wide.each).toBeLessThan(narrow.each * 1.1);
    expect(long.each).toBeLessThan(narrow.each * 1.1);
    expect(wide.events).toBeLessThan(10 * narrow.events);
  });

  it('stays small when every server fails', async () => {
    const { bytes } = await historyOf(1_000, 2, { step: () => 'failed' });
    expect(bytes).toBeLessThan(1024 * 1024);
  });
});
