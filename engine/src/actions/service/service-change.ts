import type { CommandAction, Localized, Outputs, Risk, StepResult, Undo } from '../action.js';
import { unreadable } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { serviceNameSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { parseReport, type Report } from '../report-lines.js';
import { explainServiceFailure } from './explain-service-failure.js';
import { serviceDriver } from './service-driver.js';
import { type ServiceVerbName, serviceCommand } from './service-script.js';
import { readState, type ServiceState, stateOutputs } from './service-state.js';

const LOG_LINES = 15;

/** What tells start, stop and restart apart. */
export interface ServiceVerb {
  readonly verb: ServiceVerbName;
  readonly risk: Risk;
  readonly summary: Localized;
  readonly undo: Localized;
  describe(service: string): Localized;
  /** What is said when the state before makes the change needless. */
  alreadySo?(service: string, before: Outputs): Localized | undefined;
  inverse(service: string, before: Outputs): Undo;
  say(service: string, after: ServiceState, milliseconds: number): Localized;
}

/** The action of one verb: probe, validated change, state before and after, milliseconds, log lines when it fails. */
export function serviceChange(verb: ServiceVerb): CommandAction {
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
    defaultTimeoutMs: 120_000,
    command(input, context) {
      const driver = serviceDriver(textInput(input, 'service'), context);
      return serviceCommand({
        driver,
        verb: verb.verb,
        logLines: LOG_LINES,
        become: driver.become,
        timeoutMs: context.timeoutMs,
      });
    },
    parse: (result, input) => parseChange(verb, result, textInput(input, 'service')),
    probe: {
      command(input, context) {
        const driver = serviceDriver(textInput(input, 'service'), context);
        return serviceCommand({
          driver,
          verb: 'status',
          logLines: 0,
          become: driver.become,
          timeoutMs: context.timeoutMs,
        });
      },
      parse(result, input) {
        const report = parseReport(result.stdout);
        const service = textInput(input, 'service');
        return report === undefined ? { service, state: 'unknown' } : stateOutputs(service, readState(report, 'now'));
      },
      alreadySo: (before, input) => verb.alreadySo?.(textInput(input, 'service'), before),
      restored: (before, after) => before.running === after.running,
    },
    guard: (before) => ({ running: before.running ?? null }),
    inverse: (input, before) => inverse(verb, textInput(input, 'service'), before),
  };
}

function inverse(verb: ServiceVerb, service: string, before: Outputs): Undo {
  switch (before.state) {
    case 'unknown':
      return {
        kind: 'impossible',
        because: {
          en: `the state of ${service} before could not be read`,
          fr: `l'état de ${service} avant le changement n'a pas pu être lu`,
        },
      };
    case 'not-found':
      return {
        kind: 'nothing',
        because: { en: `${service} does not exist on the server`, fr: `${service} n'existe pas sur le serveur` },
      };
    default:
      return verb.inverse(service, before);
  }
}

function parseChange(verb: ServiceVerb, result: Parameters<CommandAction['parse']>[0], service: string): StepResult {
  const report = parseReport(result.stdout);
  if (report === undefined) return unreadable(result, sameText(service));
  const after = readState(report, 'after');
  const outputs: Outputs = {
    ...stateOutputs(service, after),
    before: readState(report, 'before').state,
    milliseconds: elapsed(report) ?? null,
    validated: report.value('validated') === 'yes',
  };
  const problem = report.value('problem');
  if (problem !== undefined) {
    const log = report.lines('log');
    const reason = explainServiceFailure({
      verb: verb.verb,
      problem,
      service,
      code: report.number('code'),
      after,
      validate: report.lines('validate'),
      log,
    });
    return { kind: 'failed', reason, outputs: { ...outputs, log, validation: report.lines('validate') } };
  }
  return {
    kind: 'done',
    changed: true,
    outputs,
    summary: verb.say(service, after, elapsed(report) ?? result.durationMs),
  };
}

/** Milliseconds between asking the manager and the state being reached, to 10 ms. */
function elapsed(report: Report): number | undefined {
  const begin = report.number('begin');
  const end = report.number('end');
  return begin === undefined || end === undefined ? undefined : Math.round((end - begin) * 1000);
}
