import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'runs',
  needs: 'viewer',
  typed: ['runs', 'exécutions', 'les executions', 'historique'],
  words: ['history of nginx'],
});

test('what others wrote in a title is shown as written', async () => {
  const { answer } = await commandStage({ runs: [{ title: '@everyone <img src=x> | **now**' }] }).say('/ops runs');
  expect(answer).toContain('`@everyone` &lt;img src=x&gt; \\| \\*\\*now\\*\\*');
});
