import type { Policy } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import {
  BLOB,
  HEAD,
  mergedFacts,
  sampleChange,
  sampleFacts,
  sampleMerge,
  samplePolicy,
  sampleReview,
} from './change-facts.fixture.js';
import type { ChangeDecision } from './change-decision.js';
import type { ChangeFacts } from './change-facts.js';
import { decideChange } from './decide-change.js';

/** The sample's now, 12:00, lies in it. */
const frozen: Policy = {
  ...samplePolicy,
  freezes: [{ name: 'saturday', from: '0 0 * * SAT', until: '0 0 * * SUN', timeZone: 'UTC' }],
};
const passable: Policy = { ...frozen, emergency: {} };
const auto: Policy = { ...samplePolicy, merge: 'auto' };
const one = { reviews: [sampleReview()] };
const both = { reviews: [sampleReview(), sampleReview({ id: 2, login: 'chloe' })] };
const declared = (over: Partial<ChangeFacts['emergencies'][number]> = {}) => ({
  emergencies: [{ blob: BLOB, login: 'bruno', role: 'operator' as const, reason: 'nobody can pay', ...over }],
});
const reading = { changes: [sampleChange({ risk: 'low', alters: [] })] };
const second = sampleChange({ path: 'changes/two.yaml', blob: 'e'.repeat(40) });
const later = (hours: number) => ({ now: new Date(Date.UTC(2026, 0, 10, 9 + hours, 0, 1)).toISOString() });
const told = (kind: 'reminder' | 'closed-for-age' | 'reviewers', head = HEAD) => ({ notices: [{ kind, head }] });
const broken = { changes: [sampleChange({ lint: { problems: [{ en: 'no', fr: 'non' }] } })] };

interface Case {
  readonly name: string;
  readonly facts: ChangeFacts;
  readonly policy: Policy;
  readonly expected: { readonly kind: ChangeDecision['kind'] } & Readonly<Record<string, unknown>>;
}

const freezes: readonly Case[] = [
  {
    name: 'approved, open: held until the end',
    facts: sampleFacts(one),
    policy: frozen,
    expected: { kind: 'held', merged: false, until: '2026-01-11T00:00:00.000Z' },
  },
  { name: 'approved, merged: held', facts: mergedFacts(one), policy: frozen, expected: { kind: 'held', merged: true } },
  {
    name: 'approved, the app would merge: held',
    facts: sampleFacts(one),
    policy: { ...frozen, merge: 'auto' },
    expected: { kind: 'held' },
  },
  {
    name: 'not approved: what is missing, and the freeze',
    facts: sampleFacts(),
    policy: frozen,
    expected: { kind: 'await-approval', freeze: { name: 'saturday' } },
  },
  {
    name: 'merged without approval: never, freeze or not',
    facts: mergedFacts(),
    policy: frozen,
    expected: { kind: 'unapproved-merge' },
  },
  { name: 'reading goes on', facts: mergedFacts(reading), policy: frozen, expected: { kind: 'run' } },
  {
    name: 'after its end it runs by itself',
    facts: mergedFacts({ ...one, now: '2026-01-11T00:00:00Z' }),
    policy: frozen,
    expected: { kind: 'run' },
  },
  {
    name: 'long after its end it asks, as any old merge',
    facts: mergedFacts({ ...one, now: '2026-01-12T00:00:00Z' }),
    policy: frozen,
    expected: { kind: 'ask-stale' },
  },
];

const emergencies: readonly Case[] = [
  {
    name: 'takes one more approval',
    facts: sampleFacts({ ...one, ...declared() }),
    policy: passable,
    expected: { kind: 'await-approval', required: { count: 2 }, emergency: { login: 'bruno' } },
  },
  {
    name: 'with one more: ready, and it is said why',
    facts: sampleFacts({ ...both, ...declared() }),
    policy: passable,
    expected: { kind: 'ready-to-merge', emergency: { login: 'bruno', reason: 'nobody can pay' } },
  },
  {
    name: 'with one more, merged: runs, and it is said why',
    facts: mergedFacts({ ...both, ...declared() }),
    policy: passable,
    expected: { kind: 'run', emergency: { login: 'bruno' }, freeze: { name: 'saturday' } },
  },
  {
    name: 'an eligible merge is the one more',
    facts: mergedFacts({
      ...one,
      ...declared(),
      merge: sampleMerge({ mergedBy: { login: 'chloe', role: 'operator', isBot: false } }),
    }),
    policy: passable,
    expected: { kind: 'run' },
  },
  {
    name: 'merged without the one more: waits for the end, and is no unapproved merge',
    facts: mergedFacts({ ...one, ...declared() }),
    policy: passable,
    expected: { kind: 'held', merged: true },
  },
  {
    name: 'as many more as the policy says',
    facts: sampleFacts({ ...both, ...declared() }),
    policy: { ...frozen, emergency: { approvals: 2 } },
    expected: { kind: 'await-approval', required: { count: 3 } },
  },
  {
    name: 'the policy knows no way through',
    facts: mergedFacts({ ...both, ...declared() }),
    policy: frozen,
    expected: { kind: 'held' },
  },
  {
    name: 'declared for other bytes',
    facts: mergedFacts({ ...both, ...declared({ blob: 'e'.repeat(40) }) }),
    policy: passable,
    expected: { kind: 'held' },
  },
  {
    name: 'declared for one of two files',
    facts: mergedFacts({ ...both, ...declared(), changes: [sampleChange(), second] }),
    policy: passable,
    expected: { kind: 'held' },
  },
  {
    name: 'declared by somebody who has no role any more',
    facts: mergedFacts({ ...both, ...declared({ role: undefined }) }),
    policy: passable,
    expected: { kind: 'held' },
  },
  {
    name: 'declared by an operator where it takes an admin',
    facts: mergedFacts({ ...both, ...declared() }),
    policy: { ...frozen, emergency: { role: 'admin' } },
    expected: { kind: 'held' },
  },
  {
    name: 'declared by a bot',
    facts: mergedFacts({ ...both, ...declared({ login: 'helper[bot]', role: 'admin' }) }),
    policy: passable,
    expected: { kind: 'held' },
  },
  {
    name: 'without a freeze it changes nothing',
    facts: sampleFacts({ ...one, ...declared() }),
    policy: { ...samplePolicy, emergency: {} },
    expected: { kind: 'ready-to-merge' },
  },
  {
    name: 'stops where all changes are stopped',
    facts: mergedFacts({ ...both, ...declared(), readOnly: true }),
    policy: passable,
    expected: { kind: 'held', merged: true },
  },
];

const ages: readonly Case[] = [
  {
    name: 'young: nobody is reminded',
    facts: sampleFacts(later(3)),
    policy: samplePolicy,
    expected: { kind: 'await-approval', remind: false },
  },
  {
    name: 'after four hours: a reminder',
    facts: sampleFacts(later(4)),
    policy: samplePolicy,
    expected: { kind: 'await-approval', remind: true },
  },
  {
    name: 'after the time of the policy',
    facts: sampleFacts(later(1)),
    policy: { ...samplePolicy, limits: { remindAfter: '1h' } },
    expected: { remind: true, kind: 'await-approval' },
  },
  {
    name: 'reminded of this head before: once',
    facts: sampleFacts({ ...later(5), ...told('reminder') }),
    policy: samplePolicy,
    expected: { kind: 'await-approval', remind: false },
  },
  {
    name: 'reminded of another head: once more',
    facts: sampleFacts({ ...later(5), ...told('reminder', BLOB) }),
    policy: samplePolicy,
    expected: { kind: 'await-approval', remind: true },
  },
  {
    name: 'a draft reminds nobody',
    facts: sampleFacts({ ...later(5), draft: true }),
    policy: samplePolicy,
    expected: { kind: 'await-approval', remind: false },
  },
  {
    name: 'after a day: closed',
    facts: sampleFacts(later(24)),
    policy: samplePolicy,
    expected: { kind: 'expire', after: '24h' },
  },
  {
    name: 'approved and not merged for a day: closed',
    facts: sampleFacts({ ...later(24), ...one }),
    policy: samplePolicy,
    expected: { kind: 'expire' },
  },
  {
    name: 'never corrected for a day: closed',
    facts: sampleFacts({ ...later(24), ...broken }),
    policy: samplePolicy,
    expected: { kind: 'expire' },
  },
  {
    name: 'after the time of the policy: closed',
    facts: sampleFacts(later(2)),
    policy: { ...samplePolicy, limits: { closeAfter: '2h' } },
    expected: { kind: 'expire', after: '2h' },
  },
  {
    name: 'opened again: not closed twice',
    facts: sampleFacts({ ...later(30), ...told('closed-for-age') }),
    policy: samplePolicy,
    expected: { kind: 'await-approval' },
  },
  {
    name: "somebody else's is theirs to close",
    facts: sampleFacts({ ...later(30), ours: false, author: { login: 'alice', isBot: false } }),
    policy: samplePolicy,
    expected: { kind: 'await-approval' },
  },
  {
    name: 'approved where the app merges: merged',
    facts: sampleFacts({ ...later(30), ...one }),
    policy: auto,
    expected: { kind: 'merge' },
  },
  {
    name: 'held by a freeze: waits for its end',
    facts: sampleFacts({ ...later(14), ...one, openedAt: '2026-01-08T00:00:00Z' }),
    policy: frozen,
    expected: { kind: 'held' },
  },
  {
    name: 'a merge is never too old for this',
    facts: mergedFacts({ ...one, openedAt: '2026-01-02T00:00:00Z' }),
    policy: samplePolicy,
    expected: { kind: 'run' },
  },
  {
    name: 'an age that cannot be read closes nothing',
    facts: sampleFacts({ openedAt: '?' }),
    policy: samplePolicy,
    expected: { kind: 'await-approval', remind: false },
  },
];

describe.each([
  ['a freeze', freezes],
  ['an emergency', emergencies],
  ['age', ages],
])('%s', (_group, cases) => {
  test.each(cases)('$name', ({ facts, policy, expected }) => {
    expect(decideChange(facts, policy)).toMatchObject(expected);
  });
});

test('what holds a change names the way on, or that there is none', () => {
  const because = (policy: Policy) => {
    const decision = decideChange(sampleFacts(one), policy);
    return decision.kind === 'held' ? decision.because : undefined;
  };
  expect(because(passable)?.en).toContain('until 2026-01-11 00:00 (UTC)');
  expect(because(passable)?.en).toContain('`/ops emergency REASON`');
  expect(because(passable)?.fr).toContain('`/ops urgence RAISON`');
  expect(because(frozen)?.en).toContain('no way through');
});
