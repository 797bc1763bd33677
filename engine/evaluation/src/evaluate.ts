import type { Planner } from '@chatops-commander/engine/planner/planner';
import type { EvaluationCase } from './evaluation-case.js';
import type { World } from './planned.js';
import { missingActions, runCase } from './run-case.js';
import type { Score } from './score.js';

export interface Skipped {
  readonly case: EvaluationCase;
  /** No library runbook offers these yet. */
  readonly missing: readonly string[];
}
export interface Evaluation {
  readonly scores: readonly Score[];
  readonly skipped: readonly Skipped[];
}

/** Plans every case that the catalog can serve, one after the other. */
export async function evaluate(cases: readonly EvaluationCase[], world: World, planner: Planner): Promise<Evaluation> {
  const scores: Score[] = [];
  const skipped: Skipped[] = [];
  for (const one of cases) {
    const missing = missingActions(one, world);
    if (missing.length > 0) skipped.push({ case: one, missing });
    else scores.push(await runCase(one, world, planner));
  }
  return { scores, skipped };
}
