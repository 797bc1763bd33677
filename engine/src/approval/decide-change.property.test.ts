import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Risk } from '../actions/action.js';
import { PATH, sampleChange, sampleFacts, samplePolicy } from './change-facts.fixture.js';
import type { ChangeFacts, ReviewFact, Role } from './change-facts.js';
import { decideChange } from './decide-change.js';

const ROLE_OF: Readonly<Record<string, Role | undefined>> = {
  alice: 'operator',
  bruno: 'operator',
  chloe: 'operator',
  diane: 'admin',
  ed: 'admin',
  victor: 'viewer',
  mallory: undefined,
};
const PEOPLE = Object.keys(ROLE_OF);
/** The rule in other words than the code's, so that both would have to be wrong in the same way. */
const NEEDED: Readonly<Record<Risk, { people: number; admins: number; othersOnly: boolean }>> = {
  low: { people: 0, admins: 0, othersOnly: false },
  medium: { people: 1, admins: 0, othersOnly: false },
  high: { people: 1, admins: 0, othersOnly: true },
  critical: { people: 2, admins: 1, othersOnly: true },
};

type Event =
  | { readonly kind: 'review'; readonly login: string; readonly state: 'approved' | 'changes_requested' | 'commented' }
  | { readonly kind: 'dismiss'; readonly login: string }
  | { readonly kind: 'push'; readonly login: string; readonly content: number }
  | { readonly kind: 'force-push-back'; readonly to: number }
  | { readonly kind: 'lose-role'; readonly login: string };

const person = fc.constantFrom(...PEOPLE);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('review' as const),
      login: person,
      state: fc.constantFrom(
        'approved' as const,
        'approved' as const,
        'changes_requested' as const,
        'commented' as const,
      ),
    }),
  },
  fc.record({ kind: fc.constant('dismiss' as const), login: person }),
  fc.record({ kind: fc.constant('push' as const), login: person, content: fc.nat(3) }),
  fc.record({ kind: fc.constant('force-push-back' as const), to: fc.nat(5) }),
  fc.record({ kind: fc.constant('lose-role' as const), login: person }),
);
const story = fc.record({
  events: fc.array(event, { maxLength: 14 }),
  late: fc.array(event, { maxLength: 4 }),
  mergedBy: person,
  risk: fc.constantFrom<Risk>('low', 'medium', 'high', 'critical'),
  contentAtMerge: fc.option(fc.nat(3), { nil: undefined, freq: 4 }),
});

interface Head {
  readonly sha: string;
  readonly content: number;
  readonly writers: readonly string[];
}

/** A pull request as GitHub would keep it while these events happen. */
function play(events: readonly Event[], world: World): World {
  return events.reduce((now, each, index) => step(now, each, now.clock + index + 1), {
    ...world,
    clock: world.clock + events.length + 1,
  });
}
interface World {
  readonly clock: number;
  readonly heads: readonly Head[];
  readonly head: Head;
  readonly reviews: readonly ReviewFact[];
  readonly lost: readonly string[];
}

function step(world: World, each: Event, second: number): World {
  switch (each.kind) {
    case 'review': {
      const review = {
        id: second,
        login: each.login,
        state: each.state,
        commit: world.head.sha,
        role: undefined,
        isBot: false,
      };
      return { ...world, reviews: [...world.reviews, { ...review, submittedAt: time(second) }] };
    }
    case 'dismiss':
      return {
        ...world,
        reviews: world.reviews.map((review) =>
          review.login === each.login && review.state !== 'commented' ? { ...review, state: 'dismissed' } : review,
        ),
      };
    case 'push': {
      const head = { sha: `head-${second}`, content: each.content, writers: [...world.head.writers, each.login] };
      return { ...world, head, heads: [...world.heads, head] };
    }
    case 'force-push-back':
      return { ...world, head: world.heads[each.to] ?? world.head };
    case 'lose-role':
      return { ...world, lost: [...world.lost, each.login] };
    default:
      return each satisfies never;
  }
}

const time = (second: number): string => new Date(Date.UTC(2026, 0, 10, 10, 0, second)).toISOString();
const blob = (content: number): string => String(content).repeat(40);
const roleNow = (world: World, login: string): Role | undefined =>
  world.lost.includes(login) ? undefined : ROLE_OF[login];

function factsAfter(
  before: World,
  after: World,
  merge: { by: string; risk: Risk; content: number | undefined },
): ChangeFacts {
  const { head } = before;
  const changes = [sampleChange({ risk: merge.risk, blob: blob(head.content), environments: [] })];
  return sampleFacts({
    state: 'merged',
    head: head.sha,
    changes,
    committers: ['chatops-commander[bot]', ...head.writers],
    reviews: after.reviews.map((review) => ({ ...review, role: roleNow(after, review.login) })),
    merge: {
      commit: 'f'.repeat(40),
      mergedAt: time(before.clock),
      mergedBy: { login: merge.by, role: roleNow(after, merge.by), isBot: false },
      blobs: { [PATH]: blob(merge.content ?? head.content) },
    },
  });
}

/** Everyone who ever approved the merged head before the merge, or merged, and may: more than enough people can be. */
function mightCount(facts: ChangeFacts, othersOnly: boolean): readonly (Role | undefined)[] {
  const approvals = facts.reviews.filter(
    (review) =>
      review.state === 'approved' &&
      review.commit === facts.head &&
      review.submittedAt <= (facts.merge?.mergedAt ?? ''),
  );
  const people = new Map(
    [...approvals, ...(facts.merge === undefined ? [] : [facts.merge.mergedBy])].map((each) => [each.login, each.role]),
  );
  return [...people]
    .filter(
      ([login, role]) =>
        (role === 'operator' || role === 'admin') &&
        !(othersOnly && (login === 'alice' || facts.committers.includes(login))),
    )
    .map(([, role]) => role);
}

const start: Head = { sha: 'head-0', content: 0, writers: [] };
const begin: World = { clock: 0, heads: [start], head: start, reviews: [], lost: [] };

test('no order of reviews, pushes, dismissals and merges runs what was not approved at the merged head', () => {
  const seen = { run: 0, other: 0 };
  fc.assert(
    fc.property(story, ({ events, late, mergedBy, risk, contentAtMerge }) => {
      const before = play(events, begin);
      const after = play(
        late.filter((each) => each.kind !== 'push' && each.kind !== 'force-push-back'),
        before,
      );
      const facts = factsAfter(before, after, { by: mergedBy, risk, content: contentAtMerge });
      const decision = decideChange(facts, samplePolicy);
      seen[decision.kind === 'run' ? 'run' : 'other'] += 1;
      if (decision.kind !== 'run') return;
      const needed = NEEDED[risk];
      const counting = mightCount(facts, needed.othersOnly);
      expect(counting.length).toBeGreaterThanOrEqual(needed.people);
      expect(counting.filter((role) => role === 'admin').length).toBeGreaterThanOrEqual(needed.admins);
      expect(facts.merge?.blobs[PATH]).toBe(blob(before.head.content));
    }),
    { numRuns: 3000 },
  );
  // Both ways must have been taken often, or the property says nothing.
  expect(seen.run).toBeGreaterThan(100);
  expect(seen.other).toBeGreaterThan(100);
});

test('the order in which reviews are listed changes nothing', () => {
  fc.assert(
    fc.property(story, fc.infiniteStream(fc.nat()), ({ events, mergedBy, risk }, keys) => {
      const world = play(events, begin);
      const facts = factsAfter(world, world, { by: mergedBy, risk, content: undefined });
      const shuffled = facts.reviews
        .map((review) => ({ review, key: keys.next().value ?? 0 }))
        .sort((left, right) => left.key - right.key)
        .map(({ review }) => review);
      const kindOf = (reviews: readonly ReviewFact[]) => decideChange({ ...facts, reviews }, samplePolicy).kind;
      expect(kindOf(shuffled)).toBe(kindOf(facts.reviews));
    }),
    { numRuns: 500 },
  );
});
