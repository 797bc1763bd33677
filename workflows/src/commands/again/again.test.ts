import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

const blob = `apiVersion: chatops-commander/v1
kind: Runbook
metadata:
  name: x
  title: Restart nginx
  source: { issue: 1, requester: eve, words: something else, planner: catalog }
spec:
  targets: { servers: [web-01] }
  steps: [{ id: restart, uses: service.restart, with: { service: nginx } }]
`;
const ended = { runs: [{ state: 'succeeded' as const }], blob };

keepsConventions({
  name: 'again',
  needs: 'operator',
  typed: ['again r-abc', 'again', 'again #3', 'encore r-abc', 'relance r-abc', 'à nouveau r-abc'],
  words: ['relance nginx', 'encore une fois'],
  slip: 'agian r-abc',
  stage: ended,
});

test('proposes the same steps, asked for by this comment and nobody else', async () => {
  const heard = await commandStage(ended).say('/ops again r-abc', { by: 'bruno' });
  expect(heard.understanding.kind).toBe('propose');
  const runbook = heard.saved[0]?.plan?.runbook;
  expect(runbook?.spec.steps).toMatchObject([{ uses: 'service.restart', with: { service: 'nginx' } }]);
  expect(runbook?.metadata.source).toMatchObject({
    issue: 3,
    comment: 9,
    requester: 'bruno',
    words: '/ops again r-abc',
  });
});
test.each([
  ['a run that goes on', { blob }, 'still going on'],
  ['a run of a held change', { ...ended, holds: [{ pull: 3, reason: 'rolled back', by: 'chatops' }] }, '/ops unhold'],
  ['a run of another repository', { blob, runs: [{ repository: 'other/ops' }] }, 'no such run'],
])('%s is not proposed', async (_case, options, said) => {
  const heard = await commandStage(options).say('/ops again r-abc');
  expect(heard).toMatchObject({
    understanding: { kind: 'answered' },
    saved: [],
    answer: expect.stringContaining(said),
  });
});

test('without a run, what was merged here and never ran', async () => {
  const heard = await commandStage({ runs: [], blob }).say('/ops again', { by: 'bruno' });
  expect(heard.understanding.kind).toBe('propose');
  expect(heard.saved[0]?.plan?.runbook.metadata.source).toMatchObject({ requester: 'bruno', words: '/ops again' });
});
test('what is no runbook is not proposed, and says so', async () => {
  const heard = await commandStage({ runs: [], blob: 'kind: Other' }).say('/ops again');
  expect(heard).toMatchObject({ effects: [], saved: [], answer: expect.stringContaining('/ops revert') });
});
