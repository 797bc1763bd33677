import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'rollback',
  needs: 'operator',
  typed: ['rollback', 'rollback r-abc', 'roll back', 'reviens en arrière', 'retour arrière'],
  words: ['rollback the shop to 2.4'],
  slip: 'rolback',
});

test('after the end it is an attempt that only goes back', async () => {
  expect((await commandStage({ runs: [{ state: 'succeeded' }] }).say('/ops rollback')).effects).toEqual([
    'attempt r-abc 2 rollback',
    'start {"runId":"r-abc","attempt":2,"title":"X"} {"kind":"rollback","by":"alice","comment":9}',
  ]);
});
test('a hold of the change does not keep it from going back', async () => {
  const hold = { pull: 3, reason: 'not now', by: 'bruno' };
  const heard = await commandStage({ runs: [{ state: 'failed' }], holds: [hold] }).say('/ops rollback');
  expect(heard.effects).toHaveLength(2);
});
