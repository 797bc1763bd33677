import type { Localized, StepResult } from '../actions/action.js';
import { sayDuration } from '../actions/say-figures.js';
import type { CommandResult } from '../ssh/remote-execution.js';
import type { StepOutcome, Traces } from './step-run.js';

/**
 * A command that ended, as an outcome: what the action made of it, unless time or a person ended it first.
 * `started`: whether it may have changed something; false for reads.
 */
export function outcomeOfResult(options: {
  readonly result: CommandResult;
  readonly parsed: StepResult;
  readonly started: boolean;
  readonly timeoutMs: number;
  readonly traces: Traces;
}): StepOutcome {
  const { result, parsed, started, timeoutMs, traces } = options;
  const base = { durationMs: result.durationMs, ...traces };
  switch (result.exit.kind) {
    case 'cancelled':
      return { ...base, kind: 'cancelled', reason: CANCELLED, started };
    case 'timeout': {
      const { exit } = result;
      return {
        ...base,
        kind: 'failed',
        reason: sayTimeout(timeoutMs, exit.survivors ?? []),
        outputs: parsed.outputs,
        started,
        exit,
      };
    }
    case 'code':
    case 'signal':
      break;
    default:
      return result.exit satisfies never;
  }
  switch (parsed.kind) {
    case 'done': {
      const { outputs, summary, changed } = parsed;
      return { ...base, kind: 'done', outputs, summary, changed };
    }
    case 'failed':
      return { ...base, kind: 'failed', reason: parsed.reason, outputs: parsed.outputs, started, exit: result.exit };
    default:
      return parsed satisfies never;
  }
}

/** What a person ended. */
export const CANCELLED: Localized = { en: 'it was cancelled', fr: "l'étape a été annulée" };

function sayTimeout(timeoutMs: number, survivors: readonly number[]): Localized {
  const limit = sayDuration(timeoutMs / 1000);
  const pids = survivors.join(', ');
  const left: Localized =
    pids === ''
      ? { en: '', fr: '' }
      : {
          en: `. What it left behind in a session of its own still runs (pid ${pids}): look at it, and end it if it should not`,
          fr: `. Ce qu'elle a détaché dans sa propre session tourne encore (pid ${pids}) : regardez, et arrêtez-le s'il le faut`,
        };
  return {
    en: `it took longer than ${limit.en} and was ended. Raise the step's timeout if that is too short${left.en}`,
    fr: `l'étape a dépassé ${limit.fr} et a été arrêtée. Augmentez son « timeout » si c'est trop court${left.fr}`,
  };
}
