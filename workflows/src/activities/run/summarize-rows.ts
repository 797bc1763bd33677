import type { OutcomeRow } from '@chatops-commander/engine/records/outcomes';
import { boundTrouble } from './bound-trouble.js';
import type { StretchOutcome } from './run-plan.js';
import { type Standing, standingOf, summaryOf } from './step-standing.js';

/** What one step came to on each of its servers, as counts and trouble. */
export function summarize(rows: readonly OutcomeRow[]): StretchOutcome {
  const of = (standing: Standing) => rows.filter(({ result }) => standingOf(result) === standing);
  const troubles = (standing: Standing) =>
    boundTrouble(
      of(standing).map(({ server, stepId, result }) => ({ server, step: stepId, because: summaryOf(result) })),
    );
  return {
    done: of('done').length,
    skipped: of('skipped').length,
    failed: troubles('failed'),
    unknown: troubles('unknown'),
    cancelled: troubles('cancelled'),
    rebooted: [],
  };
}
