import type { CommandAction, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { optionalInteger, textInput } from '../input-fields.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { containerNameSchema } from './container-inputs.js';
import { engineCommand, explainNoEngine, withoutEngine } from './engine-script.js';

const DEFAULT_LINES = 50;
const MAX_BYTES = 64 * 1024;

/** $1: name, $2: lines, $3: bytes. Both streams, as the engine puts them together. */
const SCRIPT = `if [ -z "$(id_of "$1")" ]; then failing no-container; fi
"$engine" logs --tail "$2" "$1" 2>&1 | tail -n "$2" | tail -c "$3" | cut -c 1-2000 | quoted log
finish
`;

export const containerLogs: CommandAction = {
  kind: 'command',
  name: 'container.logs',
  effect: 'content',
  risk: 'medium',
  summary: { en: 'The last lines that a container printed', fr: 'Les dernières lignes affichées par un conteneur' },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: { name: containerNameSchema, lines: { type: 'integer', minimum: 1, maximum: 500 } },
  },
  describe(input) {
    const name = textInput(input, 'name');
    const lines = optionalInteger(input, 'lines') ?? DEFAULT_LINES;
    return {
      en: `Reads the last ${lines} lines of container ${name}`,
      fr: `Lit les ${lines} dernières lignes du conteneur ${name}`,
    };
  },
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
  unsupported: withoutEngine,
  defaultTimeoutMs: 30_000,
  command(input, context) {
    const lines = String(optionalInteger(input, 'lines') ?? DEFAULT_LINES);
    return engineCommand({ text: SCRIPT, args: [textInput(input, 'name'), lines, String(MAX_BYTES)] }, context);
  },
  parse(result, input): StepResult {
    const name = textInput(input, 'name');
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(name));
    const problem = explainNoEngine(report);
    if (problem !== undefined) return failed(problem);
    if (report.value('problem') !== undefined) {
      return failed({
        en: `there is no container ${name} on this server`,
        fr: `aucun conteneur ${name} sur ce serveur`,
      });
    }
    const lines = report.lines('log');
    return {
      kind: 'done',
      changed: false,
      outputs: { lines, count: lines.length },
      summary:
        lines.length === 0
          ? { en: `${name}: it printed nothing`, fr: `${name} : rien n'a été affiché` }
          : { en: `${name}: last ${lines.length} lines`, fr: `${name} : ${lines.length} dernières lignes` },
    };
  },
};
