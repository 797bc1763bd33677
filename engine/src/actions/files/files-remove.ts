import type { CommandAction, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { failed, unreadable } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { pathSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';
import { explainWriteFailure } from './explain-write-failure.js';
import { FILE_FUNCTIONS, fileStateCommand, fileStateOutputs } from './file-state.js';
import { inverseOfWriting, restoredFile } from './inverse-of-writing.js';

/** $1: path, $2: the digest that the probe saw, or ''. A link is removed itself, never what it leads to. */
const SCRIPT = `${FILE_FUNCTIONS}failing() { say problem "$1"; finish; exit 1; }
report
if [ ! -e "$1" ] && [ ! -h "$1" ]; then say removed already; finish; exit 0; fi
if through_link "$1"; then say target "$(readlink -f "\${1%/*}/")"; failing link-on-way; fi
if [ ! -h "$1" ]; then
  if [ ! -f "$1" ]; then failing not-a-file; fi
  if [ -n "$2" ] && [ "$(digest "$1")" != "$2" ]; then failing changed-before; fi
fi
rm -f "$1" || failing rights
say removed yes
finish
`;

export const filesRemove: CommandAction = {
  kind: 'command',
  name: 'files.remove',
  effect: 'destroy',
  risk: 'critical',
  summary: {
    en: 'Removes one file, after a verified backup of it',
    fr: 'Supprime un fichier, après une sauvegarde vérifiée',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['path'],
    properties: { path: { ...pathSchema, description: 'A file or a link; never a folder.' } },
  },
  describe(input) {
    const path = textInput(input, 'path');
    return { en: `Removes ${path}`, fr: `Supprime ${path}` };
  },
  undo: {
    en: 'The file is put back from its backup, with mode and owner.',
    fr: 'Le fichier est remis depuis sa sauvegarde, avec ses droits et son propriétaire.',
  },
  defaultTimeoutMs: 60_000,
  command(input, context) {
    const seen = context.before?.sha256;
    return scriptCommand({
      text: SCRIPT,
      args: [textInput(input, 'path'), typeof seen === 'string' ? seen : ''],
      become: rootWherePossible(context),
      timeoutMs: context.timeoutMs,
    });
  },
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
      case 'link-on-way':
        return failed(
          explainWriteFailure({ path, problem: 'link-on-way', target: report.value('target'), validation: [] }),
        );
      case 'not-a-file':
        return failed({
          en: `${path} is a folder or a device; only files are removed`,
          fr: `${path} est un dossier ou un périphérique ; seuls les fichiers se suppriment`,
        });
      case 'changed-before':
        return failed({
          en: `${path} was changed by somebody else while it was backed up, and stays`,
          fr: `${path} a été modifié par quelqu'un d'autre pendant sa sauvegarde, et reste en place`,
        });
      default:
        return failed({ en: `${path} could not be removed`, fr: `${path} n'a pas pu être supprimé` });
    }
  },
  probe: {
    command: (input, context) => fileStateCommand(textInput(input, 'path'), context),
    parse: (result) => fileStateOutputs(result),
    alreadySo(before, input) {
      const path = textInput(input, 'path');
      return before.kind === 'absent' ? { en: `${path} does not exist`, fr: `${path} n'existe pas` } : undefined;
    },
    restored: restoredFile,
  },
  guard: (before) => ({ kind: before.kind ?? null, sha256: before.sha256 ?? null }),
  overwrites: (input) => [textInput(input, 'path')],
  inverse: (input, before, backup) => inverseOfWriting(textInput(input, 'path'), null, { before, backup }),
};
