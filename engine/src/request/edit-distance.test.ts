import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closest, editDistance, isPlausibleSlip } from './edit-distance.js';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['nginx', 'nginx', 0],
    ['ngnix', 'nginx', 1],
    ['nginxx', 'nginx', 1],
    ['ngix', 'nginx', 1],
    ['mginx', 'nginx', 1],
    ['restrat', 'restart', 1],
    ['', 'abc', 3],
    ['ca', 'abc', 3],
  ])('%s → %s is %i', (left, right, distance) => {
    expect(editDistance(left, right, 5)).toBe(distance);
  });

  it('gives up beyond the limit', () => {
    expect(editDistance('aaaaaaaa', 'bbbbbbbb', 2)).toBe(3);
    expect(editDistance('a', 'aaaaaaaa', 2)).toBe(3);
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
  it('is the same both ways, and the limit changes no distance within it', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 8 }), (left, right, limit) => {
        const distance = editDistance(left, right, 10);
        expect(editDistance(right, left, 10)).toBe(distance);
        expect(editDistance(left, right, limit)).toBe(Math.min(distance, limit + 1));
      }),
    );
  });
});

describe('closest', () => {
  it.each([
    ['one that is near', 'ngnix', ['nginx', 'worker'], ['nginx']],
    ['several equally near: all of them', 'nodeb', ['nodea', 'nodec'], ['nodea', 'nodec']],
    ['nearer wins', 'postgre', ['postgres', 'postgrest'], ['postgres']],
    ['none for short words', 'api', ['app'], []],
    ['none that is far', 'redis', ['nginx'], []],
  ])('%s', (_name, typed, candidates, expected) => {
    expect(closest(typed, candidates)).toEqual(expected);
  });
});

describe('isPlausibleSlip', () => {
  it.each([
    ['app1', 'api1', false],
    ['wbe', 'web', true],
    ['wab', 'web', false],
    ['ngnx', 'nginx', true],
    ['workor', 'worker', true],
  ])('%s for %s: %s', (typed, meant, plausible) => {
    expect(isPlausibleSlip(typed, meant)).toBe(plausible);
  });
});
