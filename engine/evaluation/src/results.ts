import { type Part, parts } from './evaluation-case.js';
import { beyondAsked, type Evaluation } from './evaluate.js';
import { type Measure, measures } from './score.js';
import { tally } from './tally.js';

/** The figures of one part, in counts: a catalog that grows makes more cases count, and then none of these may fall. */
export interface PartResults {
  readonly cases: number;
  readonly notInTheCatalogYet: number;
  readonly allRight: number;
  readonly beyond: number;
  readonly refusedByLint: number;
  readonly right: Readonly<Record<Measure, number>>;
  readonly percent: Readonly<Record<Measure, number | null>>;
}
export type Results = Readonly<Record<Part, PartResults>>;

/** Figures as `--write` keeps them in results.json. */
export function resultsOf(evaluation: Evaluation): Results {
  const { scores, skipped } = evaluation;
  const ofPart = (part: Part): PartResults => {
    const one = tally(scores.filter((score) => score.case.part === part));
    const each = <T>(read: (measure: Measure) => T): Record<Measure, T> =>
      // the keys are exactly the measures
      Object.fromEntries(measures.map((measure) => [measure, read(measure)])) as Record<Measure, T>;
    return {
      cases: one.cases,
      notInTheCatalogYet: skipped.filter(({ score }) => score.case.part === part).length,
      allRight: one.right,
      beyond: beyondAsked(evaluation).filter((score) => score.case.part === part).length,
      refusedByLint: one.refused,
      right: each((measure) => one.rates[measure].right),
      percent: each((measure) => {
        const { right, of } = one.rates[measure];
        return of === 0 ? null : Math.round((1000 * right) / of) / 10;
      }),
    };
  };
  return { tuning: ofPart('tuning'), 'held-out': ofPart('held-out') };
}

/** In what today's figures are worse than the ones kept; empty when in nothing. */
export function worseThan(kept: Results, today: Results): readonly string[] {
  return parts.flatMap((part) => {
    const before = kept[part];
    const now = today[part];
    return [
      ...(now.allRight < before.allRight ? [`${part}: ${now.allRight} cases all right, were ${before.allRight}`] : []),
      ...(now.right.outcome < before.right.outcome
        ? [`${part}: ${now.right.outcome} outcomes right, were ${before.right.outcome}`]
        : []),
      ...(now.beyond > before.beyond
        ? [`${part}: ${now.beyond} riskier or wider than asked, were ${before.beyond}`]
        : []),
      ...(now.refusedByLint > before.refusedByLint
        ? [`${part}: ${now.refusedByLint} plans refused by lint, were ${before.refusedByLint}`]
        : []),
    ];
  });
}
