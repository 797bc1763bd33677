import { parsePolicy } from '@chatops-commander/schemas';
import { expect, it } from 'vitest';
import { onceBegun } from './once-begun.js';
import { staleReasons } from './stale-reasons.js';

const policy = parsePolicy(
  `apiVersion: chatops-commander/v1
kind: Policy
roles: { admin: { users: [chloe] } }
limits: { maxAge: 24h, pauseFor: 2h }
freezes:
  - { name: night, from: '0 20 * * *', until: '0 8 * * *', timeZone: UTC }
`,
  'policy',
);
const facts = { pull: 1, runs: [], now: '2026-03-01T00:00:00Z', installedAt: '2025-01-01T00:00:00Z' };
const merge = { mergedAt: '2026-01-01T00:00:00Z', files: [] };

it('has no freeze, and calls no merge old; nothing else is other', () => {
  expect(staleReasons(facts, merge, policy)).toEqual(['old-merge']);
  expect(staleReasons(facts, merge, onceBegun(policy))).toEqual([]);
  expect(onceBegun(policy)).toMatchObject({ freezes: [], roles: policy.roles, limits: { pauseFor: '2h' } });
});
