import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'confirm',
  needs: 'operator',
  typed: ['confirm', 'confirm r-abc', 'confirme', 'je confirme'],
  words: ['confirm the backup of db-01'],
  slip: 'conifrm',
});

test('on the merged pull request it is written down, and judged again', async () => {
  expect((await commandStage().say('/ops confirm')).effects).toEqual(['confirm blob alice', 'nudge 3']);
});
test('elsewhere it is not about anything', async () => {
  const heard = await commandStage().say('/ops confirm', { on: 2 });
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('on the pull request') });
});
