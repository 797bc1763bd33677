import type { Policy } from '@chatops-commander/schemas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Risk } from '../actions/action.js';
import { PATH, sampleChange, sampleFacts, samplePolicy, sampleServer } from './change-facts.fixture.js';
import type { ChangeFacts, ReviewFact, Role } from './change-facts.js';
import { decideChange } from './decide-change.js';

/** A stricter policy than the sample's: owners, a rule, a freeze by night with a way through, merging by itself or not. */
const policyOf = (merge: 'auto' | 'manual'): Policy => ({
  ...samplePolicy,
  rules: [{ name: 'two of us', when: { risk: 'high', tags: { role: 'web' } }, require: { count: 2 } }],
  freezes: [{ name: 'night', from: '0 20 * * *', until: '0 6 * * *', timeZone: 'Europe/Paris' }],
  emergency: { approvals: 1 },
  merge,
  limits: { maxAge: '30d' },
});
/** The night in UTC, in winter. */
const isNight = (hour: number): boolean => hour >= 19 || hour < 5;

const ROLES: Readonly<Record<string, Role | undefined>> = {
  alice: 'operator',
  bruno: 'operator',
  chloe: 'operator',
  diane: 'admin',
  victor: 'viewer',
  wilma: undefined,
  mallory: undefined,
};
const TEAMS: Readonly<Record<string, readonly string[]>> = { wilma: ['acme/web'], bruno: ['acme/web'] };
const BOT = 'queue[bot]';
const NEEDED: Readonly<Record<Risk, { people: number; admins: number; othersOnly: boolean }>> = {
  low: { people: 0, admins: 0, othersOnly: false },
  medium: { people: 1, admins: 0, othersOnly: false },
  high: { people: 2, admins: 0, othersOnly: true },
  critical: { people: 2, admins: 1, othersOnly: true },
};

const person = fc.constantFrom(...Object.keys(ROLES));
const approval = fc.record({ kind: fc.constant('approve' as const), by: person });
const event = fc.oneof(
  { weight: 8, arbitrary: approval },
  fc.record({ kind: fc.constantFrom('object' as const, 'dismiss' as const, 'lose-role' as const), by: person }),
  fc.record({
    kind: fc.constant('push' as const),
    by: person,
    /** What the pusher writes into the commit as its author. */
    author: fc.option(person, { nil: undefined, freq: 3 }),
    content: fc.nat(2),
  }),
  fc.record({ kind: fc.constant('force-push-back' as const), by: person, to: fc.nat(4) }),
  fc.record({ kind: fc.constant('emergency' as const), by: person }),
  fc.record({ kind: fc.constantFrom('other-base' as const, 'default-base' as const, 'edit-title' as const) }),
  fc.record({ kind: fc.constantFrom('close' as const, 'reopen' as const, 'draft' as const, 'ready' as const) }),
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

interface Head {
  readonly sha: string;
  readonly content: number;
  readonly committers: readonly (string | undefined)[];
}
interface World {
  readonly clock: number;
  readonly heads: readonly Head[];
  readonly head: Head;
  /** Everybody who ever moved the branch: going back to an earlier head does not take it back. */
  readonly pushers: readonly string[];
  readonly reviews: readonly Omit<ReviewFact, 'role'>[];
  readonly emergencies: readonly { readonly blob: string; readonly login: string }[];
  readonly lost: readonly string[];
  readonly base: string;
  readonly draft: boolean;
}

const blob = (content: number): string => String(content).repeat(40);
const time = (seconds: number, hour: number): string => new Date(Date.UTC(2026, 0, 10, hour, 0, seconds)).toISOString();

function step(world: World, one: Event): World {
  const next = { ...world, clock: world.clock + 1 };
  const review = (login: string, state: ReviewFact['state']) => ({
    ...next,
    reviews: [
      ...world.reviews,
      { id: next.clock, login, state, commit: world.head.sha, submittedAt: time(next.clock, 8), isBot: false },
    ],
  });
  switch (one.kind) {
    case 'approve':
      return review(one.by, 'approved');
    case 'object':
      return review(one.by, 'changes_requested');
    case 'dismiss':
      return {
        ...next,
        reviews: world.reviews.map((each) => (each.login === one.by ? { ...each, state: 'dismissed' } : each)),
      };
    case 'lose-role':
      return { ...next, lost: [...world.lost, one.by] };
    case 'push': {
      const committers = [...world.head.committers, one.author ?? one.by];
      const head = { sha: `head-${next.clock}`, content: one.content, committers };
      return { ...next, head, heads: [...world.heads, head], pushers: [...world.pushers, one.by] };
    }
    case 'force-push-back':
      return { ...next, head: world.heads[one.to] ?? world.head, pushers: [...world.pushers, one.by] };
    case 'emergency':
      return { ...next, emergencies: [...world.emergencies, { blob: blob(world.head.content), login: one.by }] };
    case 'other-base':
      return { ...next, base: 'release' };
    case 'default-base':
      return { ...next, base: 'main' };
    case 'draft':
      return { ...next, draft: true };
    case 'ready':
      return { ...next, draft: false };
    case 'edit-title':
    case 'close':
    case 'reopen':
      return next;
    default:
      return one satisfies never;
  }
}

const start: Head = { sha: 'head-0', content: 0, committers: ['chatops-commander[bot]'] };
const begin: World = {
  clock: 0,
  heads: [start],
  head: start,
  pushers: ['chatops-commander[bot]'],
  reviews: [],
  emergencies: [],
  lost: [],
  base: 'main',
  draft: false,
};
const story = fc.record({
  events: fc.array(event, { maxLength: 12 }),
  late: fc.array(approval, { maxLength: 3 }),
  mergedBy: fc.oneof(person, fc.constant(BOT)),
  risk: fc.constantFrom<Risk>('low', 'medium', 'high', 'critical'),
  contentAtMerge: fc.option(fc.nat(2), { nil: undefined, freq: 5 }),
  owned: fc.boolean(),
  hour: fc.nat(23),
  policy: fc.constantFrom('auto' as const, 'manual' as const),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

function factsOf({ events, late, mergedBy, risk, contentAtMerge, owned, hour }: Story): ChangeFacts {
  const before = events.reduce<World>(step, begin);
  const after = late.reduce<World>(step, { ...before, clock: before.clock + 1 });
  const standing = (login: string) => ({
    role: after.lost.includes(login) ? undefined : ROLES[login],
    teams: TEAMS[login] ?? [],
  });
  const servers = [sampleServer('web-01', { owners: owned ? ['@acme/web'] : [] })];
  const { head } = before;
  return sampleFacts({
    state: 'merged',
    base: before.base,
    draft: before.draft,
    head: head.sha,
    changes: [sampleChange({ risk, blob: blob(head.content), servers })],
    committers: head.committers,
    pushers: before.pushers,
    reviews: after.reviews.map((review) => ({ ...review, ...standing(review.login) })),
    emergencies: after.emergencies.map((each) => ({ ...each, reason: 'now', role: standing(each.login).role })),
    merge: {
      commit: 'f'.repeat(40),
      mergedAt: time(before.clock + 1, 8),
      mergedBy: { login: mergedBy, isBot: mergedBy === BOT, ...standing(mergedBy) },
      blobs: { [PATH]: blob(contentAtMerge ?? head.content) },
    },
    openedAt: time(0, 8),
    now: new Date(Date.UTC(2026, 0, 11, hour)).toISOString(),
  });
}

/** Everyone who approved the merged head before the merge, or merged: more than those who count can be. */
function mightCount(facts: ChangeFacts, othersOnly: boolean) {
  const { merge } = facts;
  if (merge === undefined) return [];
  const given = facts.reviews.filter(
    (each) => each.state === 'approved' && each.commit === facts.head && each.submittedAt <= merge.mergedAt,
  );
  const people = [...given, ...(merge.mergedBy.isBot ? [] : [merge.mergedBy])];
  const makers = ['alice', ...facts.committers, ...facts.pushers];
  const may = people.filter(({ login }) => !othersOnly || !makers.includes(login));
  return [...new Map(may.map((each) => [each.login, each])).values()];
}

test('no order of events leads to a run without what the policy asks at the head that was merged', () => {
  const seen = { run: 0, other: 0, emergency: 0, owned: 0 };
  fc.assert(
    fc.property(story, (told) => {
      const facts = factsOf(told);
      const decision = decideChange(facts, policyOf(told.policy));
      seen[decision.kind === 'run' ? 'run' : 'other'] += 1;
      if (decision.kind !== 'run') return;
      const needed = NEEDED[told.risk];
      const people = mightCount(facts, needed.othersOnly);
      const operators = people.filter(({ role }) => role === 'operator' || role === 'admin');
      const night = isNight(told.hour);
      expect(operators.length).toBeGreaterThanOrEqual(needed.people + (night ? 1 : 0));
      expect(operators.filter(({ role }) => role === 'admin').length).toBeGreaterThanOrEqual(needed.admins);
      if (told.owned) expect(people.some(({ teams }) => teams?.includes('acme/web'))).toBe(true);
      expect(facts.base).toBe('main');
      expect(facts.draft).toBe(false);
      expect(facts.merge?.blobs[PATH]).toBe(facts.changes[0]?.blob);
      if (night)
        expect(facts.emergencies.some((each) => each.blob === facts.changes[0]?.blob && each.role !== undefined)).toBe(
          true,
        );
      seen.emergency += night ? 1 : 0;
      seen.owned += told.owned ? 1 : 0;
    }),
    { numRuns: 6000 },
  );
  // each way must have been taken, or the property says nothing of it
  for (const [way, count] of Object.entries(seen)) expect(count, way).toBeGreaterThan(way === 'emergency' ? 3 : 50);
});
