import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'status',
  needs: 'viewer',
  typed: ['status', 'status r-abc', 'statut', 'état', 'avancement'],
  words: ['status of nginx', 'état de nginx'],
  slip: 'stauts',
});

test('shows what holds it', async () => {
  const heard = await commandStage({ holds: [{ pull: null, reason: 'fire', by: 'chloe' }] }).say('/ops status');
  expect(heard.answer).toContain('`r-abc` **running**');
  expect(heard.answer).toContain('`/ops unhold --all`');
});
