import { parseRunbook } from '@chatops-commander/schemas';
import { expect, test } from 'vitest';
import { standOfBatches } from './stand-of-batches.js';

const runbook = parseRunbook(
  `apiVersion: chatops-commander/v1
kind: Runbook
metadata: { name: x, title: X }
spec:
  targets: { servers: [a, b, c, d] }
  strategy: { batch: [1, 1, 2] }
  steps: [{ id: s, uses: service.restart, with: { service: nginx } }]
`,
  'x.yaml',
);
const because = { en: 'no', fr: 'non' };

test.each([
  ['before the first', 0, ['next', 'next', 'next']],
  ['in the second', 2, ['done', 'now', 'next']],
  ['in the last', 3, ['done', 'done', 'now']],
])('%s', (_case, batch, stands) => {
  expect(standOfBatches(runbook, { batch, trouble: [] }).map((one) => one.stands)).toEqual(stands);
});
test('servers in trouble are counted where they are', () => {
  const trouble = ['b', 'd', 'd'].map((server) => ({ server, step: 's', because }));
  expect(standOfBatches(runbook, { batch: 3, trouble }).map((one) => one.troubled)).toEqual([0, 1, 1]);
});
