import { describe, expect, test } from 'vitest';
import type { Risk } from '../actions/action.js';
import { HEAD, sampleChange, sampleFacts, sampleMerge, samplePolicy, sampleReview } from './change-facts.fixture.js';
import type { ChangeFacts } from './change-facts.js';
import { countApprovals } from './count-approvals.js';
import { requiredApprovals } from './required-approvals.js';

const OLD = 'd'.repeat(40);
const at = (minute: number): string => `2026-01-10T10:${String(minute).padStart(2, '0')}:00Z`;
const needed = (risk: Risk, policy = samplePolicy) => requiredApprovals([sampleChange({ risk })], [], policy);
const count = (risk: Risk, facts: Partial<ChangeFacts>) =>
  countApprovals(sampleFacts(facts), needed(risk), samplePolicy);
const logins = (risk: Risk, facts: Partial<ChangeFacts>) => count(risk, facts).approvers.map((each) => each.login);

interface Case {
  readonly name: string;
  readonly risk: Risk;
  readonly facts: Partial<ChangeFacts>;
  readonly approvers: readonly string[];
  readonly approved: boolean;
}

const cases: readonly Case[] = [
  {
    name: 'an operator approves the head',
    risk: 'high',
    facts: { reviews: [sampleReview()] },
    approvers: ['bruno'],
    approved: true,
  },
  { name: 'nobody has reviewed', risk: 'medium', facts: {}, approvers: [], approved: false },
  { name: 'low needs nobody', risk: 'low', facts: {}, approvers: [], approved: true },
  {
    name: 'an approval of an earlier head does not count',
    risk: 'medium',
    facts: { reviews: [sampleReview({ commit: OLD })] },
    approvers: [],
    approved: false,
  },
  {
    name: 'a later comment leaves the approval standing',
    risk: 'high',
    facts: { reviews: [sampleReview(), sampleReview({ id: 2, state: 'commented', submittedAt: at(5) })] },
    approvers: ['bruno'],
    approved: true,
  },
  {
    name: 'a dismissed approval is gone',
    risk: 'medium',
    facts: { reviews: [sampleReview({ state: 'dismissed' })] },
    approvers: [],
    approved: false,
  },
  {
    name: 'a dismissal after an approval cancels it',
    risk: 'medium',
    facts: { reviews: [sampleReview(), sampleReview({ id: 2, state: 'dismissed', submittedAt: at(5) })] },
    approvers: [],
    approved: false,
  },
  {
    name: 'the last word counts, listed in any order',
    risk: 'medium',
    facts: {
      reviews: [
        sampleReview({ id: 2, submittedAt: at(5) }),
        sampleReview({ id: 1, state: 'changes_requested', submittedAt: at(1) }),
      ],
    },
    approvers: ['bruno'],
    approved: true,
  },
  {
    name: 'at the same second the later id is the last word',
    risk: 'medium',
    facts: { reviews: [sampleReview({ id: 9, state: 'changes_requested' }), sampleReview({ id: 8 })] },
    approvers: [],
    approved: false,
  },
  {
    name: "an operator's objection blocks another's approval",
    risk: 'medium',
    facts: { reviews: [sampleReview(), sampleReview({ id: 2, login: 'chloe', state: 'changes_requested' })] },
    approvers: ['bruno'],
    approved: false,
  },
  {
    name: 'an objection to an earlier head still blocks',
    risk: 'medium',
    facts: {
      reviews: [sampleReview(), sampleReview({ id: 2, login: 'chloe', state: 'changes_requested', commit: OLD })],
    },
    approvers: ['bruno'],
    approved: false,
  },
  {
    name: 'an objection by somebody without the role blocks nothing',
    risk: 'medium',
    facts: {
      reviews: [sampleReview(), sampleReview({ id: 2, login: 'victor', role: 'viewer', state: 'changes_requested' })],
    },
    approvers: ['bruno'],
    approved: true,
  },
  {
    name: 'a viewer does not count',
    risk: 'medium',
    facts: { reviews: [sampleReview({ login: 'victor', role: 'viewer' })] },
    approvers: [],
    approved: false,
  },
  {
    name: 'a role that was lost or cannot be read does not count',
    risk: 'medium',
    facts: { reviews: [sampleReview({ role: undefined })] },
    approvers: [],
    approved: false,
  },
  {
    name: 'a bot does not count, flagged',
    risk: 'medium',
    facts: { reviews: [sampleReview({ isBot: true })] },
    approvers: [],
    approved: false,
  },
  {
    name: 'a bot does not count, by its name',
    risk: 'medium',
    facts: { reviews: [sampleReview({ login: 'helper[bot]', role: 'admin' })] },
    approvers: [],
    approved: false,
  },
  {
    name: 'medium: the requester may approve',
    risk: 'medium',
    facts: { reviews: [sampleReview({ login: 'alice' })] },
    approvers: ['alice'],
    approved: true,
  },
  {
    name: 'high: the requester may not',
    risk: 'high',
    facts: { reviews: [sampleReview({ login: 'alice' })] },
    approvers: [],
    approved: false,
  },
  {
    name: 'high: the requester may not in another case of letters either',
    risk: 'high',
    facts: { reviews: [sampleReview({ login: 'Alice' })] },
    approvers: [],
    approved: false,
  },
  {
    name: 'high: who wrote one of the commits may not',
    risk: 'high',
    facts: { committers: ['chatops-commander[bot]', 'Bruno'], reviews: [sampleReview()] },
    approvers: [],
    approved: false,
  },
  {
    name: 'medium: who wrote one of the commits may',
    risk: 'medium',
    facts: { committers: ['bruno'], reviews: [sampleReview()] },
    approvers: ['bruno'],
    approved: true,
  },
  {
    name: 'high: who pushed under another name may not',
    risk: 'high',
    facts: { pushers: ['bruno'], committers: ['chloe'], reviews: [sampleReview()] },
    approvers: [],
    approved: false,
  },
  {
    name: 'high: a nameless commit denies, whoever approves',
    risk: 'high',
    facts: { committers: ['bruno', undefined], reviews: [sampleReview({ login: 'diane', role: 'admin' })] },
    approvers: ['diane'],
    approved: false,
  },
  {
    name: 'medium: a nameless commit is harmless where its author may approve',
    risk: 'medium',
    facts: { committers: [undefined], reviews: [sampleReview()] },
    approvers: ['bruno'],
    approved: true,
  },
  {
    name: 'high: commits that could not be read deny',
    risk: 'high',
    facts: { committers: [], reviews: [sampleReview()] },
    approvers: ['bruno'],
    approved: false,
  },
  {
    name: 'high: the author of a hand-made pull request counts as its requester',
    risk: 'high',
    facts: {
      ours: false,
      author: { login: 'bruno', isBot: false },
      committers: ['web-flow'],
      changes: [sampleChange({ requester: 'chloe' })],
      reviews: [sampleReview()],
    },
    approvers: [],
    approved: false,
  },
  {
    name: 'high: the requester on record is excluded though the file was edited to name another',
    risk: 'high',
    facts: { requester: 'bruno', changes: [sampleChange({ requester: 'chloe' })], reviews: [sampleReview()] },
    approvers: [],
    approved: false,
  },
  {
    name: 'high: ours without a requester denies',
    risk: 'high',
    facts: { changes: [sampleChange({ requester: undefined })], reviews: [sampleReview()] },
    approvers: ['bruno'],
    approved: false,
  },
  {
    name: "high: another bot's pull request denies, whoever it says has asked",
    risk: 'high',
    facts: { ours: false, author: { login: 'helper[bot]', isBot: true }, reviews: [sampleReview()] },
    approvers: ['bruno'],
    approved: false,
  },
  {
    name: 'critical: two operators lack the admin',
    risk: 'critical',
    facts: { reviews: [sampleReview(), sampleReview({ id: 2, login: 'chloe' })] },
    approvers: ['bruno', 'chloe'],
    approved: false,
  },
  {
    name: 'critical: an admin alone is not two',
    risk: 'critical',
    facts: { reviews: [sampleReview({ login: 'diane', role: 'admin' })] },
    approvers: ['diane'],
    approved: false,
  },
  {
    name: 'critical: an operator and an admin',
    risk: 'critical',
    facts: { reviews: [sampleReview(), sampleReview({ id: 2, login: 'diane', role: 'admin' })] },
    approvers: ['bruno', 'diane'],
    approved: true,
  },
  {
    name: 'one person in two spellings is one person',
    risk: 'critical',
    facts: {
      reviews: [
        sampleReview({ login: 'diane', role: 'admin' }),
        sampleReview({ id: 2, login: 'Diane', role: 'admin' }),
      ],
    },
    approvers: ['Diane'],
    approved: false,
  },
  {
    name: 'an eligible merge is an approval',
    risk: 'high',
    facts: { merge: sampleMerge({ mergedBy: { login: 'chloe', role: 'operator', isBot: false } }) },
    approvers: ['chloe'],
    approved: true,
  },
  {
    name: "the requester's merge is none where another person is required",
    risk: 'high',
    facts: { merge: sampleMerge({ mergedBy: { login: 'alice', role: 'operator', isBot: false } }) },
    approvers: [],
    approved: false,
  },
  {
    name: "the requester's merge is one where the requester may approve",
    risk: 'medium',
    facts: { merge: sampleMerge({ mergedBy: { login: 'alice', role: 'operator', isBot: false } }) },
    approvers: ['alice'],
    approved: true,
  },
  {
    name: 'who approves and merges is one person',
    risk: 'critical',
    facts: {
      reviews: [sampleReview({ login: 'diane', role: 'admin' })],
      merge: sampleMerge({ mergedBy: { login: 'diane', role: 'admin', isBot: false } }),
    },
    approvers: ['diane'],
    approved: false,
  },
  {
    name: 'nobody can be told apart from pushers who could not be read',
    risk: 'high',
    facts: { pushers: [], reviews: [sampleReview()] },
    approvers: ['bruno'],
    approved: false,
  },
  {
    name: 'where the requester may approve, pushers do not matter',
    risk: 'medium',
    facts: { pushers: [], reviews: [sampleReview()] },
    approvers: ['bruno'],
    approved: true,
  },
  {
    name: "a merge queue's merge approves nothing and hinders nothing",
    risk: 'high',
    facts: {
      reviews: [sampleReview()],
      merge: sampleMerge({ mergedBy: { login: 'queue[bot]', role: 'admin', isBot: true } }),
    },
    approvers: ['bruno'],
    approved: true,
  },
  {
    name: 'an approval after the merge comes too late',
    risk: 'medium',
    facts: { reviews: [sampleReview({ submittedAt: '2026-01-10T11:00:01Z' })], merge: sampleMerge() },
    approvers: [],
    approved: false,
  },
  {
    name: 'an approval repeated after the merge leaves the first one standing',
    risk: 'medium',
    facts: {
      reviews: [sampleReview(), sampleReview({ id: 2, submittedAt: '2026-01-10T11:30:00Z' })],
      merge: sampleMerge(),
    },
    approvers: ['bruno'],
    approved: true,
  },
  {
    name: 'a review whose time cannot be read does not count',
    risk: 'medium',
    facts: { reviews: [sampleReview({ submittedAt: 'soon' })] },
    approvers: [],
    approved: false,
  },
  {
    name: 'an objection whose time cannot be read blocks',
    risk: 'medium',
    facts: {
      reviews: [sampleReview(), sampleReview({ id: 2, login: 'chloe', state: 'changes_requested', submittedAt: '?' })],
    },
    approvers: ['bruno'],
    approved: false,
  },
  { name: 'a draft waits', risk: 'low', facts: { draft: true }, approvers: [], approved: false },
];

test.each(cases)('$risk: $name', ({ risk, facts, approvers, approved }) => {
  expect(logins(risk, facts)).toEqual(approvers);
  expect(count(risk, facts).missing.length === 0).toBe(approved);
});

describe('says what is missing', () => {
  test('one, with who could and who may not', () => {
    expect(count('high', {}).missing).toEqual([
      {
        en: 'one more approval from an operator who is not alice: bruno, chloe, diane or ed could give it',
        fr: "encore une approbation d'un opérateur (sauf alice) : bruno, chloe, diane ou ed peut la donner",
      },
    ]);
  });

  test('does not propose those who already approved', () => {
    const { missing } = count('critical', { reviews: [sampleReview({ login: 'diane', role: 'admin' })] });
    expect(missing.map((each) => each.en)).toEqual([
      'one more approval from an operator who is not alice: bruno, chloe or ed could give it',
    ]);
  });

  test('the admin apart from the rest', () => {
    expect(count('critical', {}).missing.map((each) => each.en)).toEqual([
      'one more approval from an admin who is not alice: diane or ed could give it',
      'one more approval from an operator who is not alice: bruno, chloe, diane or ed could give it',
    ]);
  });

  test('several at once', () => {
    const required = {
      count: 3,
      role: 'operator',
      admins: 0,
      requesterMayApprove: true,
      owners: [],
      rules: [],
    } as const;
    expect(countApprovals(sampleFacts(), required, samplePolicy).missing[0]).toEqual({
      en: '3 more approvals from operators: alice, bruno, chloe, diane or ed could give them',
      fr: "encore 3 approbations d'opérateurs : alice, bruno, chloe, diane ou ed peuvent les donner",
    });
  });

  test('that the policy leaves nobody', () => {
    const policy = { ...samplePolicy, roles: { admin: { users: ['alice'] } } };
    const required = needed('high', policy);
    expect(countApprovals(sampleFacts(), required, policy).missing[0]?.en).toContain('nobody else');
  });

  test.each([
    ['nothing given', 'high', {}, true],
    ['two missing', 'critical', {}, false],
    ['an objection besides', 'high', { reviews: [sampleReview({ state: 'changes_requested' })] }, false],
    ['a draft besides', 'high', { draft: true }, false],
    ['approved', 'high', { reviews: [sampleReview()] }, false],
  ] as const)('whether a merge would be enough: %s', (_name, risk, facts, enough) => {
    expect(count(risk, facts).oneApprovalShort).toBe(enough);
  });
});

test('says whose approval was not counted, and why', () => {
  const { rejected } = count('high', {
    reviews: [
      sampleReview({ login: 'alice' }),
      sampleReview({ login: 'bruno', commit: OLD }),
      sampleReview({ login: 'victor', role: 'viewer' }),
    ],
  });
  expect(rejected.map(({ login, because }) => `${login} ${because.en}`)).toEqual([
    'alice asked for this change',
    `bruno approved an earlier version (${OLD.slice(0, 7)})`,
    'victor is not an operator in the policy in force',
  ]);
  expect(rejected.every(({ because }) => because.fr !== because.en)).toBe(true);
});

test('somebody whose later approval counts is not among the rejected', () => {
  const merge = sampleMerge({ mergedBy: { login: 'bruno', role: 'operator', isBot: false } });
  expect(count('high', { reviews: [sampleReview({ commit: OLD })], merge }).rejected).toEqual([]);
  expect(logins('high', { reviews: [sampleReview({ commit: OLD })], merge })).toEqual(['bruno']);
  expect(HEAD).not.toBe(OLD);
});
