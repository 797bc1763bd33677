import type { Policy } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import type { Risk } from '../actions/action.js';
import { samplePolicy } from './change-facts.fixture.js';
import { type RequiredApprovals, requiredApprovals, strictest } from './required-approvals.js';

const operator = { role: 'operator' as const, admins: 0 };

describe('requiredApprovals', () => {
  test.each<[string, Risk, string[], Partial<Policy>, RequiredApprovals]>([
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
    expect(requiredApprovals({ risk, environments }, { ...samplePolicy, ...over })).toEqual(expected);
  });
});

test('strictest takes the hardest of each rule', () => {
  const medium = requiredApprovals({ risk: 'medium', environments: [] }, samplePolicy);
  const critical = requiredApprovals({ risk: 'critical', environments: [] }, samplePolicy);
  const byAdmins = { count: 1, role: 'admin', admins: 0, requesterMayApprove: true } as const;
  expect(strictest([medium, critical, byAdmins])).toEqual({
    count: 2,
    role: 'admin',
    admins: 1,
    requesterMayApprove: false,
  });
  expect(strictest([byAdmins, medium]).role).toBe('admin');
});
