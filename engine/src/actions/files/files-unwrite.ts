import type { CommandAction, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { failed, unreadable } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { pathSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';
import { FILE_FUNCTIONS } from './file-state.js';

/** $1: path, $2: the digest that we wrote. What somebody changed since is theirs, and stays. */
const SCRIPT = `${FILE_FUNCTIONS}report
if [ ! -e "$1" ] && [ ! -h "$1" ]; then say removed already
elif through_link "$1" || [ -h "$1" ] || [ ! -f "$1" ] || [ "$(digest "$1")" != "$2" ]; then say problem changed
elif rm -f "$1"; then say removed yes
else say problem rights; fi
finish
`;

/**
 * Undoes `files.write` where nothing was before. Not an action that a runbook may use: only undoing names it, so it
 * cannot remove anything but what this run wrote.
 */
export const filesUnwrite: CommandAction = {
  kind: 'command',
  name: 'files.unwrite',
  effect: 'destroy',
  risk: 'high',
  summary: { en: 'Removes a file that this run created', fr: 'Supprime un fichier créé par cette exécution' },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['path', 'sha256'],
    properties: { path: pathSchema, sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } },
  },
  describe(input) {
    const path = textInput(input, 'path');
    return { en: `Removes ${path}`, fr: `Supprime ${path}` };
  },
  undo: { en: 'It is itself an undoing.', fr: "C'est déjà une annulation." },
  defaultTimeoutMs: 30_000,
  command: (input, context) =>
    scriptCommand({
      text: SCRIPT,
      args: [textInput(input, 'path'), textInput(input, 'sha256')],
      become: rootWherePossible(context),
      timeoutMs: context.timeoutMs,
    }),
  parse(result, input): StepResult {
    const path = textInput(input, 'path');
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(path));
    switch (report.value('problem')) {
      case undefined:
        return {
          kind: 'done',
          changed: report.value('removed') === 'yes',
          outputs: { path },
          summary: { en: `${path}: removed`, fr: `${path} : supprimé` },
        };
      case 'changed':
        return failed({
          en: `${path} was changed by somebody else since, and stays`,
          fr: `${path} a été modifié par quelqu'un d'autre depuis, et reste en place`,
        });
      default:
        return failed({ en: `${path} could not be removed`, fr: `${path} n'a pas pu être supprimé` });
    }
  },
};
