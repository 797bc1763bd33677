import { describe, expect, test } from 'vitest';
import { sampleChange, sampleFacts, samplePolicy, sampleServer } from './change-facts.fixture.js';
import type { Approver } from './approver.js';
import type { ChangeFile } from './change-facts.js';
import { requiredApprovals } from './required-approvals.js';
import { whomToAsk } from './whom-to-ask.js';

const owned = { servers: [sampleServer('web-01', { owners: ['@dora', '@acme/web'] })] };
const by = (login: string, over: Partial<Approver> = {}): Approver => ({
  login,
  role: 'operator',
  by: 'review',
  ...over,
});

describe('asks', () => {
  test.each<[string, Partial<ChangeFile>, readonly Approver[], readonly string[], readonly string[]]>([
    ['whoever has the role, who asked included where they may', {}, [], ['alice', 'bruno', 'chloe', 'diane', 'ed'], []],
    ['not who asked where they may not', { risk: 'high' }, [], ['bruno', 'chloe', 'diane', 'ed'], []],
    ['admins first where one is needed', { risk: 'critical' }, [], ['diane', 'ed', 'bruno', 'chloe'], []],
    ['only admins where that is all', { risk: 'critical' }, [by('bruno'), by('chloe')], ['diane', 'ed'], []],
    ['owners first', owned, [], ['dora', 'alice', 'bruno', 'chloe', 'diane'], ['acme/web']],
    ['only owners where that is all', owned, [by('bruno')], ['dora'], ['acme/web']],
    [
      'no owners who were heard',
      { ...owned, risk: 'high' },
      [by('wilma', { role: undefined, asOwnerOf: ['web-01'] })],
      ['bruno', 'chloe', 'diane', 'ed'],
      [],
    ],
    ['nobody when nothing is missing', owned, [by('bruno', { asOwnerOf: ['web-01'] })], [], []],
  ])('%s', (_name, over, approvers, users, teams) => {
    const change = sampleChange(over);
    const makers = sampleFacts({ changes: [change] });
    const required = requiredApprovals([change], [], samplePolicy);
    expect(whomToAsk(required, { makers, approvers }, samplePolicy)).toEqual({ users, teams });
  });
});
