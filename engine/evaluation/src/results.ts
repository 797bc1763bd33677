import { type Part, parts } from './evaluation-case.js';
import { beyondAsked, type Evaluation } from './evaluate.js';
import { type Measure, measures, type Score } from './score.js';
import { tally } from './tally.js';

/**
 * The figures of one part of one world, in counts: a catalog that grows makes more cases count, and then none of these
 * may fall.
 */
export interface PartResults {
  readonly cases: number;
  readonly notInTheCatalogYet: number;
  readonly allRight: number;
  readonly beyond: number;
  readonly refusedByLint: number;
  readonly right: Readonly<Record<Measure, number>>;
  readonly percent: Readonly<Record<Measure, number | null>>;
}
/** By part, and by the name of the world. */
export type Results = Readonly<Record<Part, Readonly<Record<string, PartResults>>>>;

/** Figures as `--write` keeps them in results.json. */
export function resultsOf(evaluation: Evaluation): Results {
  const everything = [...evaluation.scores, ...evaluation.skipped.map(({ score }) => score)];
  const ofPart = (part: Part): Record<string, PartResults> => {
    const worlds = new Set(everything.filter((score) => score.case.part === part).map((score) => score.case.world));
    return Object.fromEntries(
      [...worlds].toSorted().map((world) => [world, resultsWhere(evaluation, isFrom(part, world))]),
    );
  };
  return { tuning: ofPart('tuning'), 'held-out': ofPart('held-out') };
}

const isFrom =
  (part: Part, world: string) =>
  (score: Score): boolean =>
    score.case.part === part && score.case.world === world;

function resultsWhere(evaluation: Evaluation, counts: (score: Score) => boolean): PartResults {
  const one = tally(evaluation.scores.filter(counts));
  const each = <T>(read: (measure: Measure) => T): Record<Measure, T> =>
    // the keys are exactly the measures
    Object.fromEntries(measures.map((measure) => [measure, read(measure)])) as Record<Measure, T>;
  return {
    cases: one.cases,
    notInTheCatalogYet: evaluation.skipped.filter(({ score }) => counts(score)).length,
    allRight: one.right,
    beyond: beyondAsked(evaluation).filter(counts).length,
    refusedByLint: one.refused,
    right: each((measure) => one.rates[measure].right),
    percent: each((measure) => {
      const { right, of } = one.rates[measure];
      return of === 0 ? null : Math.round((1000 * right) / of) / 10;
    }),
  };
}

/** In what today's figures are worse than the ones kept, or not kept yet; empty when in nothing. */
export function worseThan(kept: Results, today: Results): readonly string[] {
  return parts.flatMap((part) => {
    const worlds = new Set([...Object.keys(kept[part]), ...Object.keys(today[part])]);
    return [...worlds].flatMap((world) => {
      const [before, now] = [kept[part][world], today[part][world]];
      if (before === undefined) return [`${part} of ${world}: no figures are kept`];
      if (now === undefined) return [`${part} of ${world}: its cases are gone`];
      return worsened(before, now).map((problem) => `${part} of ${world}: ${problem}`);
    });
  });
}

function worsened(before: PartResults, now: PartResults): readonly string[] {
  return [
    ...(now.allRight < before.allRight ? [`${now.allRight} cases all right, were ${before.allRight}`] : []),
    ...(now.right.outcome < before.right.outcome
      ? [`${now.right.outcome} outcomes right, were ${before.right.outcome}`]
      : []),
    ...(now.beyond > before.beyond ? [`${now.beyond} riskier or wider than asked, were ${before.beyond}`] : []),
    ...(now.refusedByLint > before.refusedByLint
      ? [`${now.refusedByLint} plans refused by lint, were ${before.refusedByLint}`]
      : []),
  ];
}
