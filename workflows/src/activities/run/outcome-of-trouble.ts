import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import type { OutcomeKey, OutcomeRow, Outcomes } from '@chatops-commander/engine/records/outcomes';
import { JobNotStarted } from '@chatops-commander/engine/ssh/job-errors';
import { SudoMissing } from '@chatops-commander/engine/ssh/login-errors';
import { explainTrouble } from '../prepare-step.js';
import { failedBefore } from './step-standing.js';

/**
 * What an error makes of a step. Once the intent is on record the command may run: only another attempt of the
 * activity can tell how it ended, so the error is thrown again.
 *
 * @param found what was on record when this attempt began.
 */
export async function outcomeOfTrouble(
  error: unknown,
  key: OutcomeKey,
  found: OutcomeRow | undefined,
  outcomes: Pick<Outcomes, 'find'>,
): Promise<StepOutcome> {
  const reason = explainTrouble(error);
  if (reason === undefined) throw error;
  if (error instanceof JobNotStarted) return failedBefore(reason);
  // becoming root comes before the command; only an attempt that found an earlier intent may have a command there
  if (error instanceof SudoMissing && found === undefined) return failedBefore(reason);
  if ((await outcomes.find(key)) !== undefined) throw error;
  return failedBefore(reason);
}
