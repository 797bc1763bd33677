import type { Planner } from '@chatops-commander/engine/planner/planner';
import type { EvaluationCase } from './evaluation-case.js';
import type { Worlds } from './read-set.js';
import { missingActions, runCase } from './run-case.js';
import type { Score } from './score.js';

export interface Skipped {
  /** Only counted when it is beyond what was asked: what cannot be done must not become something else. */
  readonly score: Score;
  /** No library runbook offers these yet. */
  readonly missing: readonly string[];
}
export interface Evaluation {
  readonly scores: readonly Score[];
  readonly skipped: readonly Skipped[];
}

/**
 * Plans every case in its world, one after the other; those that the catalog cannot serve yet stand apart.
 *
 * @throws {Error} when a case is of a world that is not there.
 */
export async function evaluate(
  cases: readonly EvaluationCase[],
  worlds: Worlds,
  planner: Planner,
): Promise<Evaluation> {
  const scores: Score[] = [];
  const skipped: Skipped[] = [];
  for (const one of cases) {
    const world = worlds.get(one.world);
    if (world === undefined) throw new Error(`${one.id} is of a world that is not there: ${one.world}`);
    const missing = missingActions(one, world);
    const score = await runCase(one, world, planner);
    if (missing.length > 0) skipped.push({ score, missing });
    else scores.push(score);
  }
  return { scores, skipped };
}

/** All plans that are riskier or wider than asked, whether the case counts or not. */
export function beyondAsked({ scores, skipped }: Evaluation): readonly Score[] {
  return [...scores, ...skipped.map(({ score }) => score)].filter(({ beyond }) => beyond.length > 0);
}
