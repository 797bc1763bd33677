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

test('promises nothing to a run that is going back', async () => {
  const heard = await commandStage({ runs: [{ state: 'rolling-back' }] }).say('/ops pause');
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('no word stops that') });
});
