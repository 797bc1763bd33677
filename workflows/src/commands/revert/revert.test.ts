import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

const unrun = { runs: [] };

keepsConventions({
  name: 'revert',
  needs: 'operator',
  typed: ['revert', 'revert #3', 'annule la fusion', 'défais la fusion #3'],
  words: ['revert the site to 2.4', 'annule la fusion des bases'],
  slip: 'rever',
  stage: unrun,
});

test('opens a pull request that removes what was added, and saves who asked', async () => {
  const heard = await commandStage(unrun).say('/ops revert', { by: 'bruno' });
  expect(heard.effects).toEqual(['commit changes/x.yaml', 'pull request Revert #3: Title', 'nudge 44', 'nothing']);
  expect(heard.saved).toMatchObject([{ login: 'bruno', outcome: 'revert', pull: 44 }]);
  expect(heard.audited).toContain('revert.proposed');
  expect(heard.answer).toContain('[#44]');
});
test.each([
  ['one that ran', {}, '/ops revert', '/ops rollback r-abc'],
  ['an issue', unrun, '/ops revert #2', '/ops revert #12'],
])('%s is not taken back', async (_case, stage, words, said) => {
  const heard = await commandStage(stage).say(words);
  expect(heard).toMatchObject({ effects: [], saved: [], answer: expect.stringContaining(said) });
});
