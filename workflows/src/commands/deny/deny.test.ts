import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'deny',
  needs: 'operator',
  typed: ['deny switch_over', 'deny switch_over r-abc', 'refuse switch_over'],
  words: ['refuse le redémarrage de nginx'],
  incomplete: ['deny'],
  slip: 'rejct switch_over',
});

test('tells the run, with the role of who said it', async () => {
  expect((await commandStage().say('/ops deny switch_over --reason seen it', { by: 'chloe' })).effects).toEqual([
    'gate {"runId":"r-abc","attempt":1} {"approve":false,"step":"switch_over","role":"admin","by":"chloe","comment":9,"reason":"seen it"}',
  ]);
});
test.each([
  ['that ended', { runs: [{ state: 'succeeded' as const }] }],
  ['whose workflow is gone', { deaf: true }],
])('a run %s hears nothing', async (_case, options) => {
  const heard = await commandStage(options).say('/ops deny switch_over');
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('not going on') });
});
