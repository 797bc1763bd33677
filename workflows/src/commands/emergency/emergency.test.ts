import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'emergency',
  needs: 'operator',
  typed: ['emergency customers cannot pay', 'urgence on ne peut plus payer'],
  incomplete: ['emergency', 'urgence'],
  slip: 'emergncy customers cannot pay',
});

test('on the pull request it is declared for its files, and judged again', async () => {
  const heard = await commandStage().say('/ops emergency customers cannot pay');
  expect(heard.effects).toEqual(['emergency blob alice customers cannot pay', 'nudge 3']);
  expect(heard.audited).toContain('change.emergency-declared');
});
test('elsewhere it is not about anything', async () => {
  const heard = await commandStage().say('/ops emergency customers cannot pay', { on: 2 });
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('on the pull request') });
});
