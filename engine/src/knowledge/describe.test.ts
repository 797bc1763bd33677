import { type Inventory, parseInventory } from '@chatops-commander/schemas';
import { expect, test } from 'vitest';
import type { RunRow } from '../records/run-row.js';
import { describeInventory } from './describe-inventory.js';
import { describeRuns } from './describe-runs.js';

const inventory: Inventory = parseInventory(
  `apiVersion: chatops-commander/v1
kind: Inventory
servers:
  web-01: { host: 10.9.8.7, user: secretuser, key: "secret:prod-ssh", environment: production, tags: { role: web } }
services:
  nginx: { on: { tags: { role: web } }, manager: systemd, aliases: [le site], health: { url: "http://10.9.8.7/up" } }
  idle: { on: { tags: { role: none } }, manager: systemd }
`,
  'inventory.yaml',
);

test('servers and services are said with what runs where, and nothing of how to reach them', () => {
  const said = describeInventory(inventory);
  expect(said.map(({ says }) => says.en)).toEqual([
    'web-01: server, production, role web; runs nginx',
    'nginx (le site): service on web-01',
    'idle: service on no server',
  ]);
  expect(said[0]?.says.fr).toBe('web-01 : serveur, production, role web ; fait tourner nginx');
  expect(JSON.stringify(said)).not.toMatch(/10\.9\.8\.7|secretuser|prod-ssh/);
});

const row: RunRow = {
  id: 'r-abc',
  repository: 'acme/ops',
  pull: 12,
  path: 'changes/a.yaml',
  blob: 'b'.repeat(40),
  mergeCommit: 'c'.repeat(40),
  requester: 'alice',
  approvers: ['bruno'],
  risk: 'medium',
  inventoryDigest: 'x',
  policyDigest: 'y',
  issue: 3,
  language: 'en',
  servers: Array.from({ length: 10 }, (_, index) => `web-${index}`),
  title: 'Restart nginx',
  registeredAt: '2026-01-02T03:04:05.000Z',
  attempt: 1,
  purpose: 'run',
  state: 'failed',
  workflowId: null,
  workflowRunId: null,
  startedAt: null,
  finishedAt: null,
  summary: null,
};

test('a run is said with who, where, when and how it ended', () => {
  const [failed, unasked] = describeRuns([row, { ...row, requester: null, approvers: [], servers: ['web-1'] }]);
  const where = 'web-0, web-1, web-2, web-3, web-4, web-5, web-6, web-7 +2';
  expect(failed?.says.en).toBe(
    `r-abc: Restart nginx on ${where}: failed, 2026-01-02 03:04 UTC, asked for by alice, approved by bruno`,
  );
  expect(unasked?.says.fr).toBe('r-abc : Restart nginx sur web-1 : échouée, 2026-01-02 03:04 UTC');
});
