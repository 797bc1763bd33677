import { readFileSync } from 'node:fs';
import { createCatalogPlanner } from '@chatops-commander/engine/planner/catalog-planner';
import { beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.js';
import { type EvaluationCase, parts } from './evaluation-case.js';
import type { World } from './planned.js';
import { readCases, readWorld } from './read-set.js';
import { type Results, resultsOf, worseThan } from './results.js';

// what `npm run evaluate -- --write` wrote
const kept = JSON.parse(readFileSync(new URL('../results.json', import.meta.url), 'utf8')) as Results;
let world: World;
let cases: readonly EvaluationCase[];

beforeAll(async () => {
  world = await readWorld();
  cases = await readCases(world);
});

test('the catalog planner is no worse than the figures kept; `npm run evaluate` says where, `-- --write` keeps new ones', async () => {
  expect(worseThan(kept, resultsOf(await evaluate(cases, world, createCatalogPlanner())))).toEqual([]);
});

describe('the set', () => {
  test('is half French', () => {
    const french = cases.filter(({ language }) => language === 'fr');
    expect(french.length * 2).toBeGreaterThanOrEqual(cases.length);
  });

  test('says nothing twice', () => {
    const said = cases.map(({ text, thread }) => JSON.stringify([text.toLowerCase(), thread]));
    expect(said.filter((one, index) => said.indexOf(one) !== index)).toEqual([]);
  });

  test('has every category in both parts', () => {
    for (const category of new Set(cases.map((one) => one.category)))
      expect(new Set(cases.filter((one) => one.category === category).map(({ part }) => part))).toEqual(new Set(parts));
  });
});
