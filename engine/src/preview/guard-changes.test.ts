import { expect, test } from 'vitest';
import type { Outputs } from '../actions/action.js';
import { guardChanges, guardFactsOf } from './guard-changes.js';
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
  ['already as asked meanwhile', seen({ sha256: 'x' }), seen({ sha256: 'y' }, { alreadySo: so }), undefined],
  ['not looked at now', seen({ running: true }), { kind: 'failed', because: so }, undefined],
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
