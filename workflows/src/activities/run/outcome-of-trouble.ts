import type { Localized } from '@chatops-commander/engine/actions/action';
import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import type { OutcomeKey, OutcomeRow, Outcomes } from '@chatops-commander/engine/records/outcomes';
import { JobNotStarted } from '@chatops-commander/engine/ssh/job-errors';
import { SudoMissing } from '@chatops-commander/engine/ssh/login-errors';
import { explainTrouble } from '../prepare-step.js';
import { failedBefore } from './step-standing.js';

export interface Troubled {
  readonly key: OutcomeKey;
  /** What was on record when this attempt began. */
  readonly found: OutcomeRow | undefined;
  /** This attempt wrote the intent, and never came to send the start. */
  readonly certainlyNotStarted: boolean;
  /** The step's own, in milliseconds: the server ends the command then, whoever listens. */
  readonly timeoutMs: number;
}

/** How long after its command must be over a server may stay silent before a person is asked. */
const silenceMs = 10 * 60_000;

/**
 * What an error makes of a step. Once the command may run, only another attempt of the activity can tell how it ended,
 * so the error is thrown again; not for ever, so that one server that never comes back does not hold up the others.
 */
export async function outcomeOfTrouble(
  error: unknown,
  { key, found, certainlyNotStarted, timeoutMs }: Troubled,
  outcomes: Pick<Outcomes, 'find'>,
  now: () => number = Date.now,
): Promise<StepOutcome> {
  const reason = explainTrouble(error);
  if (reason === undefined) throw error;
  if (error instanceof JobNotStarted || certainlyNotStarted) return failedBefore(reason);
  // becoming root comes before the command; only an attempt that found an earlier intent may have a command there
  if (error instanceof SudoMissing && found === undefined) return failedBefore(reason);
  const row = await outcomes.find(key);
  if (row === undefined) return failedBefore(reason);
  if (now() < Date.parse(row.startedAt) + timeoutMs + silenceMs) throw error;
  return { kind: 'unknown', reason: silent(reason), because: reason.en, durationMs: 0 };
}

const silent = (reason: Localized): Localized => ({
  en: `it was started, and since then nobody could ask how it ended: ${reason.en}`,
  fr: `l'étape a été lancée, et depuis on ne peut plus demander comment elle s'est terminée : ${reason.fr}`,
});
