import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'unhold',
  needs: 'operator',
  typed: ['unhold', 'unhold --all', 'hold cancel', 'hold off', 'dégèle --tout', 'release'],
  words: ['release 2.5.0 of shop'],
});

const one = { id: 'a', pull: 3, reason: 'later', by: 'bruno' };
const all = { id: 'b', pull: null, reason: 'fire', by: 'bruno' };

test.each([
  ['this one', '/ops unhold', 'alice', [one], ['lift 3 alice', 'nudge 3']],
  ['not the one over everything', '/ops unhold', 'alice', [all], []],
  ['everything, by who placed it', '/ops unhold --all', 'bruno', [all], ['lift all bruno', 'nudge all']],
  ['everything, by an admin', '/ops unhold --all', 'chloe', [all], ['lift all chloe', 'nudge all']],
  ['everything, by another operator', '/ops unhold --all', 'alice', [all], []],
  ['nothing', '/ops unhold', 'alice', [], []],
])('%s', async (_case, body, by, holds, effects) => {
  const heard = await commandStage({ holds }).say(body, { by });
  expect(heard.effects).toEqual(effects);
  expect(heard.audited.includes('hold.lifted')).toBe(effects.length > 0);
});
test('names the one over everything when only that stands', async () => {
  expect((await commandStage({ holds: [all] }).say('/ops unhold')).answer).toContain('/ops unhold --all');
});
