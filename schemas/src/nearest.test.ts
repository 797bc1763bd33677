import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest, suggestName } from './nearest.js';

describe('nearest', () => {
  const names = ['web-01', 'web-02', 'db-01', 'bastion', 'nginx', 'service.restart', 'service.start'];
  const cases: [word: string, expected: string[]][] = [
    ['WEB-01', ['web-01']],
    ['wbe-01', ['web-01', 'db-01', 'web-02']],
    ['ngnix', ['nginx']],
    ['bast', ['bastion']],
    ['service.restrat', ['service.restart', 'service.start']],
    ['postgresql', []],
    ['', []],
    ['x', []],
  ];
  test.each(cases)('%j', (word, expected) => {
    expect(nearest(word, names)).toEqual(expected);
  });

  test('one edit is always found, and the word itself comes first', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,12}$/), fc.nat(), (word, seed) => {
        const at = seed % word.length;
        const dropped = word.slice(0, at) + word.slice(at + 1);
        expect(nearest(dropped, [word])).toEqual([word]);
        expect(nearest(word, ['zzzzzzzzzzzzzzzz', word])[0]).toBe(word);
      }),
    );
  });

  test('very long words are not compared', () => {
    expect(nearest('a'.repeat(5000), ['a'.repeat(5001)])).toEqual([]);
  });
});

describe('suggestName', () => {
  const cases: [word: string, known: string[], expected: string][] = [
    ['ngnix', ['nginx', 'apache'], 'Did you mean "nginx"?'],
    ['mysql', ['nginx', 'apache'], 'Known: nginx, apache.'],
    ['mysql', [], 'There is none.'],
    [
      'zzz',
      Array.from({ length: 14 }, (_, index) => `name-${index}`),
      'Known: name-0, name-1, name-2, name-3, name-4, name-5, name-6, name-7, name-8, name-9, name-10, name-11 and 2 more.',
    ],
  ];
  test.each(cases)('%j of %j', (word, known, expected) => {
    expect(suggestName(word, known).en).toBe(expected);
  });
});
