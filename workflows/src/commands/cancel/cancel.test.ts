import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'cancel',
  needs: 'operator',
  typed: ['cancel', 'cancel r-abc', 'cancel R-ABC', 'cancel!', 'annule', 'annuler le run', "annule l'exécution"],
  words: ['annule le redémarrage de nginx', 'cancel r-abc and restart nginx'],
  slip: 'cancle r-abc',
});

const steered = 'steer {"runId":"r-abc","attempt":1} {"kind":"cancel","by":"alice","comment":9}';

test.each([
  ['on the pull request', 3, [steered]],
  ['on the issue where it was asked for', 2, [steered]],
  ['elsewhere, where no run is at hand', 77, []],
])('%s', async (_case, on, effects) => {
  expect((await commandStage().say('/ops cancel', { on })).effects).toEqual(effects);
});
test('a run of another repository is never at hand', async () => {
  const heard = await commandStage({ runs: [{ repository: 'other/ops' }] }).say('/ops cancel r-abc');
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('no such run') });
});
test.each([
  ['that ended', { runs: [{ state: 'failed' as const }] }],
  ['whose workflow is gone', { deaf: true }],
])('a run %s is not going on', async (_case, options) => {
  const heard = await commandStage(options).say('/ops cancel');
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('not going on') });
});

test('promises nothing to a run that is going back', async () => {
  const heard = await commandStage({ runs: [{ state: 'rolling-back' }] }).say('/ops cancel');
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('no word stops that') });
});
