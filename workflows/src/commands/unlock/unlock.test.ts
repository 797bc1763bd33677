import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

const mine = { server: 'web-01', holder: 'person:alice', runId: null };

keepsConventions({
  name: 'unlock',
  needs: 'operator',
  typed: ['unlock', 'unlock web-01', 'déverrouille web-01', 'libère web-01'],
  words: ['libère de la place sur web-01'],
  slip: 'unlcok web-01',
  stage: { locks: [mine] },
});

test.each([
  ['one server', '/ops unlock web-01', 'alice', ['unlock web-01 person:alice', 'wake run:r-next:1']],
  ['all of mine', '/ops unlock', 'alice', ['unlock web-01 person:alice', 'wake run:r-next:1']],
  ["an admin, somebody else's", '/ops unlock web-01', 'chloe', ['unlock web-01 person:alice', 'wake run:r-next:1']],
  ["an operator, somebody else's", '/ops unlock web-01', 'bruno', []],
  ['an admin, of whom nothing is locked', '/ops unlock', 'chloe', []],
])('%s', async (_case, body, by, effects) => {
  const stage = commandStage({ locks: [mine], waiters: [{ holder: 'run:r-next:1' }] });
  expect((await stage.say(body, { by })).effects).toEqual(effects);
});
test('nobody gives back what a run holds', async () => {
  const stage = commandStage({ locks: [{ server: 'web-01', holder: 'run:r-abc:1', runId: 'r-abc' }] });
  const heard = await stage.say('/ops unlock web-01', { by: 'chloe' });
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('/ops cancel r-abc') });
});
