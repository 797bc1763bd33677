import type { Policy } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import type { Risk } from '../actions/action.js';
import { sampleChange, samplePolicy } from './change-facts.fixture.js';
import { type RequiredApprovals, requiredApprovals } from './required-approvals.js';

const operator = { role: 'operator' as const, admins: 0 };

describe('requiredApprovals', () => {
  test.each<[string, Risk, string[], Partial<Policy>, Omit<RequiredApprovals, 'owners' | 'rules'>]>([
    ['low needs none', 'low', [], {}, { ...operator, count: 0, requesterMayApprove: true }],
    ['medium: one, the requester too', 'medium', [], {}, { ...operator, count: 1, requesterMayApprove: true }],
    ['high: one other person', 'high', [], {}, { ...operator, count: 1, requesterMayApprove: false }],
    [
      'critical: two others, one admin',
      'critical',
      [],
      {},
      { ...operator, count: 2, admins: 1, requesterMayApprove: false },
    ],
    [
      'a written entry takes the strict value for what it leaves out',
      'medium',
      [],
      { approvals: { medium: { count: 2 } } },
      { ...operator, count: 2, requesterMayApprove: false },
    ],
    [
      'a written critical entry keeps its admin',
      'critical',
      [],
      { approvals: { critical: { count: 3 } } },
      { ...operator, count: 3, admins: 1, requesterMayApprove: false },
    ],
    [
      'a written entry may loosen',
      'high',
      [],
      { approvals: { high: { count: 1, requesterMayApprove: true, role: 'viewer' } } },
      { count: 1, role: 'viewer', admins: 0, requesterMayApprove: true },
    ],
    [
      'more admins than approvals raises the count',
      'high',
      [],
      { approvals: { high: { count: 1, admins: 2 } } },
      { ...operator, count: 2, admins: 2, requesterMayApprove: false },
    ],
    [
      'an environment raises',
      'medium',
      ['staging', 'production'],
      { environments: { production: { approvals: 2 }, staging: { approvals: 1 } } },
      { ...operator, count: 2, requesterMayApprove: true },
    ],
    [
      'an environment never lowers',
      'critical',
      ['staging'],
      { environments: { staging: { approvals: 0 } } },
      { ...operator, count: 2, admins: 1, requesterMayApprove: false },
    ],
    [
      'an environment that is not touched raises nothing',
      'medium',
      ['staging'],
      { environments: { production: { approvals: 3 } } },
      { ...operator, count: 1, requesterMayApprove: true },
    ],
    [
      'an environment raises reading too',
      'low',
      ['production'],
      { environments: { production: { approvals: 1 } } },
      { ...operator, count: 1, requesterMayApprove: true },
    ],
  ])('%s', (_name, risk, environments, over, expected) => {
    const file = sampleChange({ risk, environments });
    expect(requiredApprovals([file], [], { ...samplePolicy, ...over })).toEqual({ ...expected, owners: [], rules: [] });
  });
});

test('the strictest of each, whatever file asks for it', () => {
  const files = [sampleChange({ risk: 'medium' }), sampleChange({ risk: 'critical', path: 'changes/two.yaml' })];
  const byAdmins: Policy = {
    ...samplePolicy,
    approvals: { medium: { count: 1, role: 'admin', requesterMayApprove: true } },
  };
  const expected = { count: 2, role: 'admin', admins: 1, requesterMayApprove: false, owners: [], rules: [] };
  expect(requiredApprovals(files, [], byAdmins)).toEqual(expected);
  expect(requiredApprovals(files.reverse(), [], byAdmins)).toEqual(expected);
});
