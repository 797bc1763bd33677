import type { CommandAction, Localized, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { flagInput, optionalText, textInput } from '../input-fields.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { containerNameSchema } from './container-inputs.js';
import { containerOutputs, readContainer } from './container-state.js';
import { REVERT_SCRIPT } from './deploy-script.js';
import { engineCommand, explainNoEngine } from './engine-script.js';

/** Undoes `container.deploy`. Only undoing names it: it removes nothing but what that deployment started. */
export const containerRevert: CommandAction = {
  kind: 'command',
  name: 'container.revert',
  effect: 'change',
  risk: 'high',
  summary: { en: 'Puts the container of before back', fr: "Remet le conteneur d'avant" },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'config'],
    properties: {
      name: containerNameSchema,
      config: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      previous: { type: 'string', pattern: '^[0-9a-f]{12,64}$' },
      wasRunning: { type: 'boolean' },
    },
  },
  describe(input) {
    const name = textInput(input, 'name');
    return { en: `Puts the container ${name} of before back`, fr: `Remet le conteneur ${name} d'avant` };
  },
  undo: { en: 'It is itself an undoing.', fr: "C'est déjà une annulation." },
  defaultTimeoutMs: 120_000,
  command: (input, context) =>
    engineCommand(
      {
        text: REVERT_SCRIPT,
        args: [
          textInput(input, 'name'),
          optionalText(input, 'previous') ?? '',
          textInput(input, 'config'),
          flagInput(input, 'wasRunning') ? 'yes' : 'no',
        ],
      },
      context,
    ),
  parse(result, input): StepResult {
    const name = textInput(input, 'name');
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(name));
    const engine = explainNoEngine(report);
    if (engine !== undefined) return failed(engine);
    const problem = report.value('problem');
    if (problem !== undefined) return failed(explain(name, problem));
    const after = readContainer(report, 'after');
    return {
      kind: 'done',
      changed: true,
      outputs: containerOutputs(name, after),
      summary:
        after === undefined
          ? { en: `${name}: removed`, fr: `${name} : supprimé` }
          : { en: `${name}: the one before is back`, fr: `${name} : le précédent est de retour` },
    };
  },
};

function explain(name: string, problem: string): Localized {
  switch (problem) {
    case 'gone':
      return {
        en: `the container that was ${name} before is gone; deploy its image again`,
        fr: `le conteneur qui était ${name} avant n'existe plus ; déployez de nouveau son image`,
      };
    case 'changed':
      return {
        en: `somebody else deployed ${name} since; it stays`,
        fr: `quelqu'un d'autre a déployé ${name} depuis ; il reste en place`,
      };
    default:
      return { en: `${name} could not be put back (${problem})`, fr: `${name} n'a pas pu être remis (${problem})` };
  }
}
