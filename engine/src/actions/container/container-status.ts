import type { CommandAction, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { containerNameSchema } from './container-inputs.js';
import { containerOutputs, readContainer, sayContainer } from './container-state.js';
import { engineCommand, explainNoEngine, withoutEngine } from './engine-script.js';

/** $1: name. */
export const INSPECT_SCRIPT = 'inspect "$1" now\nfinish\n';

export const containerStatus: CommandAction = {
  kind: 'command',
  name: 'container.status',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'State, health, image and restarts of a container',
    fr: "État, santé, image et redémarrages d'un conteneur",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: { name: containerNameSchema },
  },
  describe(input) {
    const name = textInput(input, 'name');
    return { en: `Reads the state of container ${name}`, fr: `Lit l'état du conteneur ${name}` };
  },
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
  unsupported: withoutEngine,
  defaultTimeoutMs: 30_000,
  command: (input, context) => engineCommand({ text: INSPECT_SCRIPT, args: [textInput(input, 'name')] }, context),
  parse(result, input): StepResult {
    const name = textInput(input, 'name');
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(name));
    const problem = explainNoEngine(report);
    if (problem !== undefined) return failed(problem);
    const container = readContainer(report, 'now');
    if (container === undefined) {
      return failed(
        {
          en: `there is no container ${name} on this server; container.list shows those there are`,
          fr: `aucun conteneur ${name} sur ce serveur ; container.list montre ceux qui existent`,
        },
        containerOutputs(name, undefined),
      );
    }
    const said = sayContainer(container);
    return {
      kind: 'done',
      changed: false,
      outputs: containerOutputs(name, container),
      summary: { en: `${name}: ${said.en}`, fr: `${name} : ${said.fr}` },
    };
  },
};
