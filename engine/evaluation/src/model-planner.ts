import { createAnthropicPlanner } from '@chatops-commander/engine/planner/anthropic/create-anthropic-planner';
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

  constructor() {
    super(
      'the model gave no plan, so the figures would not be its own; try again later, or with --only and --category',
    );
  }
}

/**
 * The model as it plans in production, without the catalog behind it; each use is told on standard error.
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
    fallback: {
      name: 'none',
      plan: async () => {
        throw new ModelWasAway();
      },
    },
    async used(_context, { cost, result }) {
      spent += cost;
      process.stderr.write(`${result}; ${(spent / 1_000_000).toFixed(2)} dollars so far\n`);
    },
  });
}
