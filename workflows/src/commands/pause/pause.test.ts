import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'pause',
  needs: 'operator',
  typed: ['pause', 'pause r-abc', 'mets en pause', 'suspendre'],
  words: ['pause nginx'],
});

test('tells the run', async () => {
  expect((await commandStage().say('/ops pause')).effects).toEqual([
    'steer {"runId":"r-abc","attempt":1} {"kind":"pause","by":"alice","comment":9}',
  ]);
});

test('where the run is told of, a sign says that it heard; anywhere else, an answer', async () => {
  const here = await commandStage().say('/ops pause');
  expect(here).toMatchObject({ signs: ['+1 9'], answer: undefined });
  expect(here.audited).toContain('run.told');
  const elsewhere = await commandStage().say('/ops pause r-abc', { on: 8 });
  expect(elsewhere).toMatchObject({ signs: [], answer: expect.stringContaining('/ops resume') });
});
test('a run that is not there to hear it gets no sign', async () => {
  const heard = await commandStage({ deaf: true }).say('/ops pause');
  expect(heard).toMatchObject({ signs: [], answer: expect.stringContaining('not going on') });
});
test('promises nothing to a run that is going back', async () => {
  const heard = await commandStage({ runs: [{ state: 'rolling-back' }] }).say('/ops pause');
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('no word stops that') });
});
