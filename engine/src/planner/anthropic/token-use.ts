/** What one call of the model took, as the API counts it. */
export interface TokenUse {
  readonly input: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
  readonly output: number;
}

/** US dollars per million tokens. */
export interface Prices {
  readonly input: number;
  readonly output: number;
}

export const noTokens: TokenUse = { input: 0, cacheWrite: 0, cacheRead: 0, output: 0 };

/** Writing to the five-minute cache and reading from it, as multiples of the input price; some models read cheaper. */
const cacheWriteFactor = 1.25;
const cacheReadFactor = 0.1;

/**
 * Anthropic's list prices of October 2026, by the beginning of a model's name, the more telling one first. A model that
 * is not here counts as the dearest: a budget is rather met early than late. Set ANTHROPIC_PRICES where you pay others.
 */
const listed: readonly (readonly [prefix: string, prices: Prices])[] = [
  ['claude-haiku-5-5', { input: 0.5, output: 2.5 }],
  ['claude-haiku', { input: 1, output: 5 }],
  ['claude-sonnet-5', { input: 2, output: 10 }],
  ['claude-sonnet', { input: 3, output: 15 }],
  ['claude-opus-5-5', { input: 4, output: 20 }],
  ['claude-opus-5', { input: 5, output: 25 }],
  ['claude-opus-4-5', { input: 5, output: 25 }],
  ['claude-opus-4-6', { input: 5, output: 25 }],
  ['claude-opus-4-7', { input: 5, output: 25 }],
  ['claude-opus-4-8', { input: 5, output: 25 }],
  ['claude-fable', { input: 10, output: 50 }],
];
const dearest: Prices = { input: 15, output: 75 };

export function pricesOf(model: string): Prices {
  return listed.find(([prefix]) => model.startsWith(prefix))?.[1] ?? dearest;
}

/** In millionths of a dollar, rounded up. */
export function costOf({ input, cacheWrite, cacheRead, output }: TokenUse, prices: Prices): number {
  const paid = input + cacheWrite * cacheWriteFactor + cacheRead * cacheReadFactor;
  return Math.ceil(paid * prices.input + output * prices.output);
}

/** The most that a call may cost, before it is made: everything written to the cache, the longest answer. */
export function mostItCosts(characters: number, longestAnswer: number, prices: Prices): number {
  // a token is rarely less than three characters
  return costOf({ ...noTokens, cacheWrite: Math.ceil(characters / 3), output: longestAnswer }, prices);
}
