import type { CommandAction, Localized, Outputs, StepResult, Undo } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { serviceNameSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { BOOT_SCRIPT, explainBootFailure, readBootState } from './boot-state.js';
import { serviceDriver } from './service-driver.js';
import { scriptCommand } from '../script-command.js';

/** What tells enable and disable apart. */
export interface BootVerb {
  readonly verb: 'enable' | 'disable';
  readonly risk: 'medium' | 'high';
  readonly summary: Localized;
  readonly undo: Localized;
  describe(service: string): Localized;
  alreadySo(service: string): Localized;
  done(service: string): Localized;
  inverse(service: string): Undo;
}

/** Whether the server starts a service by itself when it boots; whether it runs now is left alone. */
export function serviceBoot(verb: BootVerb): CommandAction {
  const wanted = verb.verb === 'enable';
  const command =
    (word: 'enable' | 'disable' | 'show'): CommandAction['command'] =>
    (input, context) => {
      const driver = serviceDriver(textInput(input, 'service'), context);
      return scriptCommand({
        text: BOOT_SCRIPT,
        args: [word, driver.kind, driver.unit],
        become: driver.become,
        timeoutMs: context.timeoutMs,
      });
    };
  return {
    kind: 'command',
    name: `service.${verb.verb}`,
    effect: 'change',
    risk: verb.risk,
    summary: verb.summary,
    undo: verb.undo,
    input: {
      type: 'object',
      additionalProperties: false,
      required: ['service'],
      properties: { service: serviceNameSchema },
    },
    describe: (input) => verb.describe(textInput(input, 'service')),
    defaultTimeoutMs: 60_000,
    command: command(verb.verb),
    parse(result, input): StepResult {
      const service = textInput(input, 'service');
      const report = parseReport(result.stdout);
      if (report === undefined) return unreadable(result, sameText(service));
      const state = readBootState(report);
      const outputs: Outputs = { service, enabled: state.enabled ?? null, word: state.word };
      if (report.value('problem') !== undefined || state.enabled !== wanted) {
        return failed(explainBootFailure({ service, verb: verb.verb, state, words: report.lines('words') }), outputs);
      }
      return { kind: 'done', changed: true, outputs, summary: verb.done(service) };
    },
    probe: {
      command: command('show'),
      parse(result, input) {
        const report = parseReport(result.stdout);
        const state = report === undefined ? undefined : readBootState(report);
        return {
          service: textInput(input, 'service'),
          enabled: state?.enabled ?? null,
          word: state?.word ?? 'unknown',
        };
      },
      alreadySo: (before, input) =>
        before.enabled === wanted ? verb.alreadySo(textInput(input, 'service')) : undefined,
      restored: (before, now) => before.enabled === now.enabled,
    },
    guard: (before) => ({ enabled: before.enabled ?? null }),
    inverse: (input, before) => inverse(textInput(input, 'service'), before, verb),
  };
}

function inverse(service: string, before: Outputs, verb: BootVerb): Undo {
  if (before.enabled === true || before.enabled === false) {
    const wasSo = before.enabled === (verb.verb === 'enable');
    return wasSo ? { kind: 'nothing', because: verb.alreadySo(service) } : verb.inverse(service);
  }
  return {
    kind: 'impossible',
    because: {
      en: `whether ${service} was enabled before could not be read`,
      fr: `on n'a pas pu lire si ${service} était activé avant`,
    },
  };
}
