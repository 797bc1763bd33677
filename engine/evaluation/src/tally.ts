import { type Measure, measures, type Score } from './score.js';

/** How often one measure was judged, and how often it was right. */
export interface Rate {
  readonly right: number;
  readonly of: number;
}
export interface Tally {
  readonly cases: number;
  /** Everything about it right. */
  readonly right: number;
  readonly rates: Readonly<Record<Measure, Rate>>;
  /** Riskier or wider than the words allow. */
  readonly beyond: number;
  /** Plans that the linter refuses. */
  readonly refused: number;
}

export function tally(scores: readonly Score[]): Tally {
  const rate = (measure: Measure): Rate => {
    const judged = scores.flatMap(({ verdicts }) => verdicts[measure] ?? []);
    return { right: judged.filter(Boolean).length, of: judged.length };
  };
  return {
    cases: scores.length,
    right: scores.filter(({ right }) => right).length,
    // the keys are exactly the measures
    rates: Object.fromEntries(measures.map((measure) => [measure, rate(measure)])) as Record<Measure, Rate>,
    beyond: scores.filter(({ beyond }) => beyond.length > 0).length,
    refused: scores.filter(({ planned }) => planned.problems.length > 0).length,
  };
}

/** In the order in which the groups first occur. */
export function tallyBy(scores: readonly Score[], group: (score: Score) => string): ReadonlyMap<string, Tally> {
  const groups = new Map<string, Score[]>();
  for (const score of scores) groups.set(group(score), [...(groups.get(group(score)) ?? []), score]);
  return new Map([...groups].map(([name, members]) => [name, tally(members)]));
}
