import type { CommandAction, StepResult, Undo } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { containerNameSchema } from './container-inputs.js';
import { containerOutputs, readContainer, sayContainer } from './container-state.js';
import { INSPECT_SCRIPT } from './container-status.js';
import { engineCommand, explainNoEngine, withoutEngine } from './engine-script.js';

/** $1: name, $2: `restart` or `stop`. It counts when the container is as asked for two seconds later. */
const SCRIPT = `if [ -z "$(id_of "$1")" ]; then failing no-container; fi
inspect "$1" before
words=$("$engine" "$2" -t 10 "$1" 2>&1); code=$?
sleep 2
inspect "$1" after
if [ "$code" -ne 0 ]; then printf '%s\\n' "$words" | tail -n 3 | cut -c 1-300 | quoted words; failing code; fi
if [ "$2" = restart ] && ! running "$1"; then
  "$engine" logs --tail 15 "$1" 2>&1 | tail -n 15 | cut -c 1-300 | quoted words; failing died
fi
if [ "$2" = stop ] && running "$1"; then failing runs; fi
finish
`;

/** The action of one verb. */
function containerChange(
  verb: 'restart' | 'stop',
  action: Pick<CommandAction, 'name' | 'risk' | 'summary' | 'undo' | 'describe'> & {
    inverse(name: string, wasRunning: boolean): Undo;
  },
): CommandAction {
  const { inverse, ...rest } = action;
  return {
    kind: 'command',
    effect: 'change',
    ...rest,
    input: {
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: { name: containerNameSchema },
    },
    unsupported: withoutEngine,
    defaultTimeoutMs: 120_000,
    command: (input, context) => engineCommand({ text: SCRIPT, args: [textInput(input, 'name'), verb] }, context),
    parse(result, input): StepResult {
      const name = textInput(input, 'name');
      const report = parseReport(result.stdout);
      if (report === undefined) return unreadable(result, sameText(name));
      const engine = explainNoEngine(report);
      if (engine !== undefined) return failed(engine);
      const after = readContainer(report, 'after');
      const problem = report.value('problem');
      if (problem === 'no-container' || after === undefined) {
        return failed({
          en: `there is no container ${name} on this server`,
          fr: `aucun conteneur ${name} sur ce serveur`,
        });
      }
      const said = sayContainer(after);
      const outputs = { ...containerOutputs(name, after), before: readContainer(report, 'before')?.state ?? null };
      if (problem !== undefined) {
        const line = report.lines('words').at(-1);
        const detail = line === undefined ? { en: '', fr: '' } : { en: `: ${line}`, fr: ` : ${line}` };
        return failed({ en: `${name} is ${said.en}${detail.en}`, fr: `${name} est ${said.fr}${detail.fr}` }, outputs);
      }
      return {
        kind: 'done',
        changed: true,
        outputs,
        summary: { en: `${name}: ${said.en}`, fr: `${name} : ${said.fr}` },
      };
    },
    probe: {
      command: (input, context) => engineCommand({ text: INSPECT_SCRIPT, args: [textInput(input, 'name')] }, context),
      parse(result, input) {
        const report = parseReport(result.stdout);
        const name = textInput(input, 'name');
        if (report === undefined || explainNoEngine(report) !== undefined) return { name, state: 'unknown' };
        return containerOutputs(name, readContainer(report, 'now'));
      },
      alreadySo: (before) =>
        verb === 'stop' && before.exists === true && before.running === false
          ? { en: `${String(before.name)} is stopped already`, fr: `${String(before.name)} est déjà arrêté` }
          : undefined,
      restored: (before, now) => before.id === now.id && before.running === now.running,
    },
    inverse(input, before): Undo {
      const name = textInput(input, 'name');
      if (before.state === 'unknown') {
        return {
          kind: 'impossible',
          because: {
            en: `the state of ${name} before could not be read`,
            fr: `l'état de ${name} avant n'a pas pu être lu`,
          },
        };
      }
      return inverse(name, before.running === true);
    },
  };
}

export const containerRestart = containerChange('restart', {
  name: 'container.restart',
  risk: 'medium',
  summary: {
    en: 'Restarts a container, and looks whether it stays up',
    fr: "Redémarre un conteneur et vérifie qu'il tient",
  },
  undo: {
    en: 'A container that ran before has nothing to undo; one that was stopped is stopped again.',
    fr: "Rien à annuler pour un conteneur qui tournait ; s'il était arrêté, il est arrêté de nouveau.",
  },
  describe(input) {
    const name = textInput(input, 'name');
    return { en: `Restarts container ${name}`, fr: `Redémarre le conteneur ${name}` };
  },
  inverse: (name, wasRunning) =>
    wasRunning
      ? {
          kind: 'nothing',
          because: {
            en: `${name} ran before and runs again; restarting once more would not help`,
            fr: `${name} tournait et tourne de nouveau ; le redémarrer encore n'aiderait pas`,
          },
        }
      : {
          kind: 'step',
          uses: 'container.halt',
          with: { name },
          describe: { en: `Stops ${name}, as it was before`, fr: `Arrête ${name}, comme avant` },
        },
});

/** Undoes a restart of what was stopped. Only undoing names it. */
export const containerHalt = containerChange('stop', {
  name: 'container.halt',
  risk: 'high',
  summary: { en: 'Stops a container', fr: 'Arrête un conteneur' },
  undo: { en: 'It is itself an undoing.', fr: "C'est déjà une annulation." },
  describe(input) {
    const name = textInput(input, 'name');
    return { en: `Stops container ${name}`, fr: `Arrête le conteneur ${name}` };
  },
  inverse: () => ({ kind: 'impossible', because: { en: 'it is itself an undoing', fr: "c'est déjà une annulation" } }),
});
