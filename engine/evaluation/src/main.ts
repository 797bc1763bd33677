// npm run evaluate -- [--only tuning|held-out] [--world NAME] [--category NAME] [--failures] [--write] [--planner catalog|anthropic]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createCatalogPlanner } from '@chatops-commander/engine/planner/catalog-planner';
import type { Planner } from '@chatops-commander/engine/planner/planner';
import { createModelPlanner, KeyMissing } from './model-planner.js';
import { beyondAsked, evaluate } from './evaluate.js';
import { parts } from './evaluation-case.js';
import { readCases, readWorlds } from './read-set.js';
import { renderConfusion, renderFailures, renderTable } from './render.js';
import { resultsOf } from './results.js';

/** What can be evaluated, by the name given to --planner. */
const planners: Readonly<Record<string, () => Planner>> = {
  catalog: () => createCatalogPlanner(),
  anthropic: () => createModelPlanner(process.env),
};

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    world: { type: 'string' },
    category: { type: 'string' },
    failures: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    planner: { type: 'string', default: 'catalog' },
  },
});
process.exitCode = await main();

async function main(): Promise<number> {
  const createPlanner = Object.hasOwn(planners, options.planner) ? planners[options.planner] : undefined;
  if (createPlanner === undefined) return usage(`--planner is one of: ${Object.keys(planners).join(', ')}`);
  if (options.only !== undefined && !parts.some((part) => part === options.only))
    return usage(`--only is one of: ${parts.join(', ')}`);
  const partial = [options.only, options.world, options.category].some((option) => option !== undefined);
  if (options.write && (partial || options.planner !== 'catalog'))
    return usage('--write keeps the figures of the whole set with the catalog planner: give it alone');

  const worlds = await readWorlds();
  if (options.world !== undefined && !worlds.has(options.world))
    return usage(`--world is one of: ${[...worlds.keys()].join(', ')}`);
  const cases = (await readCases(worlds)).filter(
    ({ part, world, category }) =>
      (options.only === undefined || part === options.only) &&
      (options.world === undefined || world === options.world) &&
      (options.category === undefined || category === options.category),
  );
  let planner: Planner;
  try {
    planner = createPlanner();
  } catch (error) {
    if (error instanceof KeyMissing) return usage(error.message);
    throw error;
  }
  const evaluation = await evaluate(cases, worlds, planner);
  for (const part of parts) {
    const scores = evaluation.scores.filter((score) => score.case.part === part);
    if (scores.length === 0) continue;
    console.log(`\n${part}\n\n${renderTable(scores)}\n\n${renderConfusion(scores)}`);
    // who tunes the planner does not want to see what is held out, unless asked for by name
    if (options.failures && (part === 'tuning' || options.only === part)) console.log(`\n${renderFailures(scores)}`);
  }
  saySkipped(
    evaluation.skipped.flatMap(({ missing }) => missing),
    evaluation.skipped.length,
  );
  const beyond = beyondAsked(evaluation);
  const named = beyond.filter(({ case: { part } }) => part === 'tuning' || options.only === part);
  if (beyond.length > 0)
    console.log(
      `\nRiskier or wider than asked: ${beyond.length} cases${named.length === 0 ? '' : `, of them ${named.map(({ case: { id } }) => id).join(', ')}`}`,
    );
  if (options.write)
    writeFileSync(new URL('../results.json', import.meta.url), `${JSON.stringify(resultsOf(evaluation), null, 2)}\n`);
  return beyond.length > 0 ? 1 : 0;
}

function saySkipped(missing: readonly string[], count: number): void {
  if (count === 0) return;
  const times = new Map<string, number>();
  for (const name of missing) times.set(name, (times.get(name) ?? 0) + 1);
  const named = [...times].toSorted(([, one], [, other]) => other - one).map(([name, many]) => `${name} (${many})`);
  console.log(`\nNot in the catalog yet, so not counted: ${count} cases, for want of ${named.join(', ')}`);
}

function usage(problem: string): number {
  console.error(problem);
  return 2;
}
