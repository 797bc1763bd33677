import { describe, expect, test } from 'vitest';
import type { Outputs } from '../actions/action.js';
import { carryGuards, type GuardFacts, guardChanges, guardFactsOf, guardsThatHold } from './guard-changes.js';
import type { PreviewedStep, StepPreview } from './step-preview.js';

const seen = (
  guard: Outputs | undefined,
  over: Partial<Extract<StepPreview, { kind: 'looked' }>> = {},
): StepPreview => ({
  kind: 'looked',
  before: { pid: 7 },
  files: [],
  ...(guard && { guard }),
  ...over,
});
const step = (preview: StepPreview, server = 'web-01'): PreviewedStep => ({
  server,
  step: 's1',
  uses: 'service.restart',
  does: { en: 'restart', fr: 'redémarrer' },
  preview,
});
const so = { en: 'so', fr: 'ainsi' };

test.each<[name: string, before: StepPreview, now: StepPreview, said: string | undefined]>([
  ['the same', seen({ running: true }), seen({ running: true }), undefined],
  ['the same in another order', seen({ a: 1, b: { c: 1, d: [1] } }), seen({ b: { d: [1], c: 1 }, a: 1 }), undefined],
  ['another state', seen({ running: true }), seen({ running: false }), 'running true → false'],
  ['a list in another order', seen({ a: [1, 2] }), seen({ a: [2, 1] }), 'a [1,2] → [2,1]'],
  ['a fact that is gone', seen({ running: true }), seen({}), 'running true → null'],
  [
    'something that is no guard fact',
    seen({ running: true }),
    seen({ running: true }, { before: { pid: 8 } }),
    undefined,
  ],
  ['already as asked meanwhile', seen({ sha256: 'x' }), seen({ sha256: 'y' }, { asAsked: true }), undefined],
  ['not to be looked at now', seen({ running: true }), { kind: 'failed', because: so }, 'could not be looked at again'],
  ['without guard facts', seen(undefined), seen({ running: true }), undefined],
  [
    'long values are cut',
    seen({ sha256: 'a'.repeat(64) }),
    seen({ sha256: 'b'.repeat(64) }),
    'sha256 aaaaaaaaaaaa… → bbbbbbbbbbbb…',
  ],
])('%s', (_name, before, now, said) => {
  // as they come back from the database
  const reviewed = JSON.parse(JSON.stringify(guardFactsOf([step(before)])));
  const changes = guardChanges(reviewed, [step(now), step(seen({ running: 'elsewhere' }), 'web-02')]);
  expect(changes.map(({ because }) => because.en.includes(said ?? 'nothing'))).toEqual(
    said === undefined ? [] : [true],
  );
});

describe('after another file of the same pull request', () => {
  const facts = (sha256: string) => ({ server: 'web-01', step: 's1', facts: { sha256 } });
  test.each<[name: string, held: readonly GuardFacts[], left: StepPreview, expected: string]>([
    ['what it left is what counts', [facts('reviewed')], seen({ sha256: 'left' }), 'left'],
    ['what was not so before it stays as reviewed', [], seen({ sha256: 'left' }), 'reviewed'],
    ['what could not be looked at stays as reviewed', [facts('reviewed')], { kind: 'failed', because: so }, 'reviewed'],
    ['what has no guard facts any more stays as reviewed', [facts('reviewed')], seen(undefined), 'reviewed'],
  ])('%s', (_name, held, left, expected) => {
    expect(carryGuards([facts('reviewed')], held, [step(left)])).toEqual([facts(expected)]);
  });

  test('only what can be seen to be so held', () => {
    const guards = [facts('a'), { ...facts('b'), step: 's2' }, { ...facts('c'), server: 'web-02' }];
    const now = [step(seen({ sha256: 'a' })), { ...step(seen({ sha256: 'x' }, { alreadySo: so })), step: 's2' }];
    expect(guardsThatHold(guards, now)).toEqual([facts('a')]);
  });
});
