import { describe, expect, test } from 'vitest';
import { type PartResults, type Results, worseThan } from './results.js';

const part: PartResults = {
  cases: 10,
  notInTheCatalogYet: 2,
  allRight: 8,
  beyond: 1,
  refusedByLint: 0,
  right: { outcome: 9, targets: 5, actions: 5, risk: 5, inputs: 3, language: 10 },
  percent: { outcome: 90, targets: 100, actions: 100, risk: 100, inputs: 60, language: 100 },
};
const kept: Results = { tuning: { shop: part }, 'held-out': { shop: part, clinic: part } };

describe('figures against those kept', () => {
  test.each<{ name: string; today: Partial<PartResults>; worse: readonly string[] }>([
    { name: 'the same', today: {}, worse: [] },
    { name: 'better', today: { allRight: 9, beyond: 0, right: { ...part.right, outcome: 10 } }, worse: [] },
    { name: 'more cases counted, at a lower share', today: { cases: 12, notInTheCatalogYet: 0 }, worse: [] },
    { name: 'a case less right', today: { allRight: 7 }, worse: ['tuning of shop: 7 cases all right, were 8'] },
    {
      name: 'an outcome less right',
      today: { right: { ...part.right, outcome: 8 } },
      worse: ['tuning of shop: 8 outcomes right, were 9'],
    },
    {
      name: 'one more beyond what was asked',
      today: { beyond: 2 },
      worse: ['tuning of shop: 2 riskier or wider than asked, were 1'],
    },
    {
      name: 'one more refused by lint',
      today: { refusedByLint: 1 },
      worse: ['tuning of shop: 1 plans refused by lint, were 0'],
    },
  ])('$name', ({ today, worse }) => {
    expect(worseThan(kept, { ...kept, tuning: { shop: { ...part, ...today } } })).toEqual(worse);
  });

  test('a world that came or went is told', () => {
    const today: Results = { tuning: { shop: part, farm: part }, 'held-out': { shop: part } };
    expect(worseThan(kept, today)).toEqual([
      'tuning of farm: no figures are kept',
      'held-out of clinic: its cases are gone',
    ]);
  });
});
