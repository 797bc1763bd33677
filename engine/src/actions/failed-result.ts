import type { CommandExit, CommandResult } from '../ssh/remote-execution.js';
import type { Localized, Outputs, StepResult } from './action.js';
import { sameText } from './localized.js';

/** A failed step with its reason. */
export const failed = (reason: Localized, outputs: Outputs = {}): StepResult => ({ kind: 'failed', reason, outputs });

/** The answer was not what our script prints: says what came instead, with the last line of the error stream. */
export function unreadable(result: CommandResult, subject: Localized): StepResult {
  const exit = sayExit(result.exit);
  const last = lastLine(result.stderr) ?? lastLine(result.stdout);
  const detail = last === undefined ? '' : `: ${last}`;
  return failed({
    en: `${subject.en}: the server's answer cannot be read (${exit.en}${result.truncated ? ', cut short' : ''})${detail}`,
    fr: `${subject.fr} : la réponse du serveur est illisible (${exit.fr}${result.truncated ? ', tronquée' : ''})${detail}`,
  });
}

/** How a command ended, for a sentence. */
export function sayExit(exit: CommandExit): Localized {
  switch (exit.kind) {
    case 'code':
      return { en: `exit code ${exit.code}`, fr: `code de sortie ${exit.code}` };
    case 'signal':
      return { en: `ended by signal ${exit.signal}`, fr: `arrêté par le signal ${exit.signal}` };
    case 'timeout':
      return { en: 'out of time', fr: 'délai dépassé' };
    case 'cancelled':
      return { en: 'cancelled', fr: 'annulé' };
    default:
      return sameText(exit satisfies never);
  }
}

/** The last line with something on it, at most 300 characters. */
export function lastLine(bytes: Buffer): string | undefined {
  const lines = bytes.toString('utf8').split('\n');
  return lines
    .findLast((line) => line.trim() !== '')
    ?.trim()
    .slice(0, 300);
}
