import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planBatches, planUndoing, toleratedFailures } from './plan-batches.js';

const servers = (count: number): string[] => Array.from({ length: count }, (_, index) => `s${index}`);

describe('sizes of batches', () => {
  const cases: [
    name: string,
    batch: number | string | (number | string)[] | undefined,
    total: number,
    sizes: number[],
  ][] = [
    ['one at a time when nothing is said', undefined, 3, [1, 1, 1]],
    ['a number', 2, 5, [2, 2, 1]],
    ['more than there are', 10, 3, [3]],
    ['a percentage, rounded up', '25%', 10, [3, 3, 3, 1]],
    ['a small percentage of few', '1%', 3, [1, 1, 1]],
    ['all', '100%', 4, [4]],
    ['a list, whose last repeats', [1, 2], 6, [1, 2, 2, 1]],
    ['a canary, a quarter, the rest', [1, '25%', '100%'], 20, [1, 5, 14]],
    ['no servers', 2, 0, []],
  ];
  test.each(cases)('%s', (_, batch, total, sizes) => {
    const strategy = batch === undefined ? undefined : { batch };
    expect(planBatches(servers(total), strategy).map((each) => each.length)).toEqual(sizes);
  });

  test('the caller says what to do when nothing is said', () => {
    expect(planBatches(servers(3), {}, '100%')).toEqual([['s0', 's1', 's2']]);
  });
});

const size = fc.oneof(
  fc.integer({ min: 1, max: 2000 }),
  fc.integer({ min: 1, max: 100 }).map((percent) => `${percent}%`),
);

test('every server is in exactly one batch, in order, and no batch is empty', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 300 }),
      fc.oneof(size, fc.array(size, { minLength: 1, maxLength: 5 })),
      (total, batch) => {
        const batches = planBatches(servers(total), { batch });
        expect(batches.flat()).toEqual(servers(total));
        expect(batches.every((each) => each.length > 0)).toBe(true);
      },
    ),
  );
});

describe('failures tolerated', () => {
  const cases: [maxFailures: number | string | undefined, total: number, expected: number][] = [
    [undefined, 10, 0],
    [0, 10, 0],
    [2, 10, 2],
    ['10%', 9, 0],
    ['10%', 25, 2],
    ['29%', 100, 29],
    ['100%', 7, 7],
  ];
  test.each(cases)('%s of %i', (maxFailures, total, expected) => {
    expect(toleratedFailures(maxFailures === undefined ? {} : { maxFailures }, total)).toBe(expected);
  });
});

test.each<[name: string, total: number, batches: number[], expected: number[]]>([
  ['one at a time, the last one first', 3, [1, 1, 1], [1, 1, 1]],
  ['as many as the largest batch', 6, [1, 2, 3], [3, 3]],
  ['what was reached only', 2, [2, 2], [2]],
  ['never more than twenty groups', 100, Array.from({ length: 100 }, () => 1), Array.from({ length: 20 }, () => 5)],
  ['nothing', 0, [1], []],
])('is undone in groups: %s', (_name, total, batches, expected) => {
  const groups = planUndoing(
    servers(total),
    batches.map((count) => servers(count)),
  );
  expect(groups.map(({ length }) => length)).toEqual(expected);
  expect(groups.flat()).toEqual([...servers(total)].reverse());
});
