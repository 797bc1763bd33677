import { readFileSync } from 'node:fs';
import { createCatalogPlanner } from '@chatops-commander/engine/planner/catalog-planner';
import { beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.js';
import type { EvaluationCase } from './evaluation-case.js';
import { readCases, readWorlds, type Worlds } from './read-set.js';
import { type Results, resultsOf, worseThan } from './results.js';

// what `npm run evaluate -- --write` wrote
const kept = JSON.parse(readFileSync(new URL('../results.json', import.meta.url), 'utf8')) as Results;
let worlds: Worlds;
let cases: readonly EvaluationCase[];

beforeAll(async () => {
  worlds = await readWorlds();
  cases = await readCases(worlds);
});

test('the catalog planner is no worse than the figures kept; `npm run evaluate` says where, `-- --write` keeps new ones', async () => {
  expect(worseThan(kept, resultsOf(await evaluate(cases, worlds, createCatalogPlanner())))).toEqual([]);
});

describe('the set', () => {
  test('is half French', () => {
    const french = cases.filter(({ language }) => language === 'fr');
    expect(french.length * 2).toBeGreaterThanOrEqual(cases.length);
  });

  test('says nothing twice', () => {
    const said = cases.map(({ world, text, thread }) => JSON.stringify([world, text.toLowerCase(), thread]));
    expect(said.filter((one, index) => said.indexOf(one) !== index)).toEqual([]);
  });

  test('has every kind of difficulty to tune on', () => {
    const tuned = new Set(cases.filter(({ part }) => part === 'tuning').map(({ category }) => category));
    expect(cases.filter(({ category }) => !tuned.has(category)).map(({ id }) => id)).toEqual([]);
  });
});
