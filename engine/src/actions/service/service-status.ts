import type { CommandAction, Outputs, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { failed, unreadable } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { serviceNameSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { serviceDriver } from './service-driver.js';
import { serviceCommand } from './service-script.js';
import { readState, sayState, stateOutputs, tellingLine } from './service-state.js';

const LOG_LINES = 10;

export const serviceStatus: CommandAction = {
  kind: 'command',
  name: 'service.status',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'State, since when, memory, last log lines',
    fr: 'État, depuis quand, mémoire, dernières lignes de journal',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['service'],
    properties: { service: serviceNameSchema },
  },
  describe(input) {
    const service = textInput(input, 'service');
    return { en: `Reads the state of ${service}`, fr: `Lit l'état de ${service}` };
  },
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
  defaultTimeoutMs: 30_000,
  command(input, context) {
    const driver = serviceDriver(textInput(input, 'service'), context);
    return serviceCommand({
      driver,
      verb: 'status',
      logLines: LOG_LINES,
      // The journal and many logs are closed to the login user.
      become: driver.become === 'root' ? rootWherePossible(context) : 'login-user',
      timeoutMs: context.timeoutMs,
    });
  },
  parse(result, input): StepResult {
    const service = textInput(input, 'service');
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(service));
    const state = readState(report, 'now');
    const log = report.lines('log');
    const outputs: Outputs = { ...stateOutputs(service, state), log };
    const said = sayState(state);
    if (state.state === 'not-found') {
      return failed(
        {
          en: `${service} does not exist on this server. Check the name, or the service's "unit" in the inventory`,
          fr: `${service} n'existe pas sur ce serveur. Vérifiez le nom, ou « unit » dans l'inventaire`,
        },
        outputs,
      );
    }
    if (state.state === 'unknown') {
      const line = tellingLine(state.words);
      return failed(
        {
          en: `The state of ${service} cannot be told${line.en}`,
          fr: `Impossible de connaître l'état de ${service}${line.fr}`,
        },
        outputs,
      );
    }
    return {
      kind: 'done',
      changed: false,
      outputs,
      summary: { en: `${service}: ${said.en}`, fr: `${service} : ${said.fr}` },
    };
  },
};
