import { expect, test } from 'vitest';
import { choosePassages } from './choose-passages.js';

const hit = (passage: string, terms: readonly number[], rank = 1) => ({ passage, terms, rank });

test.each([
  ['one that covers all of the question', [0, 1], [hit('a', [0, 1]), hit('b', [1])], ['a']],
  ['nothing covers enough: the rare word is in none', [0, 1, 2], [hit('a', [0]), hit('b', [0])], []],
  ['equal shares: the higher rank first', [0], [hit('a', [0], 1), hit('b', [0], 2)], ['b', 'a']],
  [
    'no more than asked for',
    [0],
    [hit('a', [0], 4), hit('b', [0], 3), hit('c', [0], 2), hit('d', [0], 1)],
    ['a', 'b', 'c'],
  ],
  ['a question of stop words', [], [hit('a', [])], []],
  ['nothing found', [0], [], []],
  [
    'a term that is everywhere weighs little',
    [0, 1],
    [hit('a', [0]), hit('b', [0]), hit('c', [0]), hit('d', [1])],
    ['d'],
  ],
])('%s', (_name, telling, hits, chosen) => {
  expect(choosePassages({ telling, total: 4, hits }, 3)).toEqual(chosen);
});
