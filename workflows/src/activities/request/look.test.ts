import { ServerUnreachable } from '@chatops-commander/engine/ssh/connection-errors';
import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import { describe, expect, it } from 'vitest';
import { createMemoryOutcomes, sampleContext } from '../run/sample-run.fixture.js';
import { look } from './look.js';

const { runbook, inventory } = sampleContext(['{ uses: system.disk }']);
const reason = { en: 'cut', fr: 'coupé' };
const unreachable = new ServerUnreachable({ name: 'web-01', host: '10.0.0.1', port: 22 }, 'refused');
const stopped = new Error('the worker stops');

function stage(read: (abort: AbortController) => Promise<StepOutcome>) {
  const abort = new AbortController();
  const { outcomes, rows } = createMemoryOutcomes();
  const runner = { read: () => read(abort) };
  return { rows, look: () => look('request:1', runbook, inventory, { runner, outcomes }, abort.signal) };
}

describe('look', () => {
  it.each<[string, () => Promise<StepOutcome>]>([
    ['a cancelled reading', async () => ({ kind: 'cancelled', reason, started: false, durationMs: 0 })],
    ['a connection that the abort broke', () => Promise.reject(unreachable)],
  ])('records nothing of %s when it is aborted', async (_case, end) => {
    const staged = stage((abort) => {
      abort.abort(stopped);
      return end();
    });
    await expect(staged.look()).rejects.toBe(stopped);
    expect([...staged.rows.values()]).toEqual([]);
  });

  it('takes a server that cannot be reached for a finding', async () => {
    const staged = stage(() => Promise.reject(unreachable));
    expect(await staged.look()).toEqual({ servers: 1, troubled: 1 });
    expect([...staged.rows.values()]).toMatchObject([{ result: { kind: 'failed' } }]);
  });
});
