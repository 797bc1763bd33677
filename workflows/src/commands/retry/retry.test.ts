import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'retry',
  needs: 'operator',
  typed: ['retry', 'retry r-abc', 'réessaie', 'reessayer'],
  words: ['retry the backup'],
});

test('a run that waits is told', async () => {
  expect((await commandStage({ runs: [{ state: 'paused' }] }).say('/ops retry')).effects).toEqual([
    'steer {"runId":"r-abc","attempt":1} {"kind":"retry","by":"alice","comment":9}',
  ]);
});
test.each(['failed', 'cancelled', 'unknown', 'rolled-back', 'refused'] as const)(
  '%s: a further attempt',
  async (state) => {
    const heard = await commandStage({ runs: [{ state }] }).say('/ops retry');
    expect(heard.effects).toEqual(['attempt r-abc 2 run', 'start {"runId":"r-abc","attempt":2,"title":"X"} ']);
    expect(heard.audited).toContain('run.retried');
  },
);
test('an attempt that was asked for before and never taken up is started, not counted again', async () => {
  const lost = { state: 'registered' as const, workflowId: null, attempt: 2 };
  expect((await commandStage({ runs: [lost] }).say('/ops retry')).effects).toEqual([
    'start {"runId":"r-abc","attempt":2,"title":"X"} ',
  ]);
});
test('one that was asked for to go back, and never taken up, is over before another begins', async () => {
  const lost = { state: 'registered' as const, workflowId: null, attempt: 2, purpose: 'rollback' as const };
  expect((await commandStage({ runs: [lost] }).say('/ops retry')).effects).toEqual([
    'finish r-abc 2 cancelled',
    'attempt r-abc 3 run',
    'start {"runId":"r-abc","attempt":3,"title":"X"} ',
  ]);
});
test('one that was taken up after all, while this was asked, is told and goes on', async () => {
  const lost = { state: 'registered' as const, workflowId: null, attempt: 2, purpose: 'rollback' as const };
  expect((await commandStage({ runs: [lost], begunMeanwhile: true }).say('/ops retry')).effects).toEqual([
    'steer {"runId":"r-abc","attempt":2} {"kind":"retry","by":"alice","comment":9}',
  ]);
});
test('a run that succeeded runs once', async () => {
  const heard = await commandStage({ runs: [{ state: 'succeeded' }] }).say('/ops retry');
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('/ops again RUN') });
});
test('a hold keeps it from running again until it is lifted', async () => {
  const hold = { pull: 3, reason: 'rolled back', by: 'chatops' };
  const heard = await commandStage({ runs: [{ state: 'rolled-back' }], holds: [hold] }).say('/ops retry');
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('/ops unhold') });
});
