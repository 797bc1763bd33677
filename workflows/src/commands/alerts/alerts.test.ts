import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'alerts',
  needs: 'viewer',
  typed: ['alerts', 'alertes', 'les alertes'],
  words: ['alerts about nginx'],
});

test('says plainly that there are none to show yet', async () => {
  expect((await commandStage().say('/ops alerts')).answer).toContain('not part of this version yet');
});
