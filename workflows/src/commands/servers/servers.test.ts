import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'servers',
  needs: 'viewer',
  typed: ['servers', 'serveurs', 'machines'],
  words: ['servers that are down'],
});

test('shows who has which, and how many wait', async () => {
  const { answer } = await commandStage({
    locks: [{ server: 'web-01', holder: 'person:bruno', runId: null, reason: 'disk swap' }],
    waiters: [{ servers: ['web-01', 'db-01'] }, { servers: ['web-01'] }],
  }).say('/ops servers');
  expect(answer).toContain('| `web-01` | production | `bruno` disk swap | 2 |');
  expect(answer).toContain('| `db-01` | production |  | 1 |');
});
