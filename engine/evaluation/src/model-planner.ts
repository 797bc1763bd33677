import { createAnthropicPlanner } from '@chatops-commander/engine/planner/anthropic/create-anthropic-planner';
import { awayReasons } from '@chatops-commander/engine/planner/anthropic/model-away';
import { createCatalogPlanner } from '@chatops-commander/engine/planner/catalog-planner';
import type { Planner } from '@chatops-commander/engine/planner/planner';

/** Thrown when the model is to be evaluated and nobody pays for it. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';

  constructor() {
    super('ANTHROPIC_API_KEY is not set: ANTHROPIC_API_KEY=… npm run evaluate -- --planner anthropic');
  }
}

/** Thrown instead of an answer of the catalog: figures of two planners mixed say nothing of either. */
export class ModelWasAway extends Error {
  override readonly name = 'ModelWasAway';

  constructor(reason: string) {
    super(
      `the model gave no plan (${reason}), so the figures would not be its own: try later, or a part with --only and --category`,
    );
  }
}

/**
 * The model as it plans in production: numbers are answered by the catalog, but nothing else. Each use is told on
 * standard error.
 *
 * @throws {KeyMissing}
 */
export function createModelPlanner(environment: Readonly<Record<string, string | undefined>>): Planner {
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_MODEL: model } = environment;
  if (!apiKey) throw new KeyMissing();
  let spent = 0;
  return createAnthropicPlanner({
    apiKey,
    ...(baseUrl ? { baseUrl } : {}),
    ...(model ? { model } : {}),
    fallback: createCatalogPlanner(),
    async used(_context, { cost, result }) {
      if (awayReasons.some((reason) => reason === result)) throw new ModelWasAway(result);
      spent += cost;
      process.stderr.write(`${result}; ${(spent / 1_000_000).toFixed(2)} dollars so far\n`);
    },
  });
}
