import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'resume',
  needs: 'operator',
  typed: ['resume', 'resume r-abc', 'reprends', 'continuer'],
  words: ['continue the migration of db-01'],
});

test('tells the run', async () => {
  expect((await commandStage().say('/ops resume')).effects).toEqual([
    'steer {"runId":"r-abc","attempt":1} {"kind":"resume","by":"alice","comment":9}',
  ]);
});
