import type { Localized } from '@chatops-commander/engine/actions/action';
import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';

/** A broken connection, a refused key or a missing secret, as the outcome of a step that did not start. */
export function failedBefore(reason: Localized): StepOutcome {
  return { kind: 'failed', reason, outputs: {}, started: false, durationMs: 0 };
}

/** What a step came to, in a sentence. */
export function summaryOf(outcome: StepOutcome | null): Localized {
  if (outcome === null) return notKnown;
  return 'summary' in outcome ? outcome.summary : outcome.reason;
}

export type Standing = 'done' | 'skipped' | 'failed' | 'unknown' | 'cancelled';

/** What an outcome means for the run. Nothing on record, and a reboot in the middle, leave the state unknown. */
export function standingOf(outcome: StepOutcome | null): Standing {
  switch (outcome?.kind) {
    case undefined:
    case 'unknown':
    case 'rebooted':
      return 'unknown';
    case 'done':
    case 'already-so':
      return 'done';
    case 'skipped':
      return 'skipped';
    case 'failed':
    case 'busy':
      return 'failed';
    case 'cancelled':
      return 'cancelled';
    default:
      return outcome satisfies never;
  }
}

const notKnown: Localized = { en: 'how it ended is not known', fr: "on ne sait pas comment cela s'est terminé" };
