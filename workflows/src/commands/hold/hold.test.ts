import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'hold',
  needs: 'operator',
  typed: ['hold', 'hold --all', 'hold --all --reason fire', 'hold r-abc', 'gèle --tout', 'retiens'],
  words: ['hold nginx at version 2'],
  slip: 'hodl --all',
});

test.each([
  ['this pull request', '/ops hold', 3, ['hold 3 alice #3', 'nudge 3']],
  ['with a reason', '/ops hold --reason not before noon', 3, ['hold 3 alice not before noon', 'nudge 3']],
  ['the run at hand, on its issue', '/ops hold', 2, ['hold 3 alice #2', 'nudge 3']],
  ['a run by name', '/ops hold r-abc', 77, ['hold 3 alice #77', 'nudge 3']],
  ['everything', '/ops hold --all --reason fire', 77, ['hold all alice fire', 'nudge all']],
  ['nothing at hand', '/ops hold', 77, []],
])('%s', async (_case, body, on, effects) => {
  const heard = await commandStage().say(body, { on });
  expect(heard.effects).toEqual(effects);
  expect(heard.audited.includes('hold.placed')).toBe(effects.length > 0);
});
test('over everything, it names what goes on and how to lift it', async () => {
  const { answer } = await commandStage().say('/ops hold --all');
  expect(answer).toContain('r-abc');
  expect(answer).toContain('/ops unhold --all');
});
