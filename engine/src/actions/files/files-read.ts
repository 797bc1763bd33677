import type { CommandAction, Localized, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { failed, unreadable } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { pathSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { ONLY_READS } from '../only-reads.js';
import { parseReport } from '../report-lines.js';
import { sayBytes } from '../say-figures.js';
import { scriptCommand } from '../script-command.js';
import { FILE_FUNCTIONS } from './file-state.js';

const MAX_BYTES = 64 * 1024;

/**
 * $1: path, $2: bytes. The file is opened once, and what was opened is compared with what was asked for: policy speaks
 * of paths, and a link, in the name or in a folder on the way, would lead to another one.
 */
const SCRIPT = `${FILE_FUNCTIONS}failing() { say problem "$1"; finish; exit 1; }
report
if [ ! -e "$1" ] && [ ! -h "$1" ]; then failing absent; fi
if [ ! -f "$1" ]; then failing not-a-file; fi
if [ ! -r "$1" ]; then failing closed; fi
exec <"$1"
opened=$(readlink "/proc/$$/fd/0")
if [ "$opened" != "$1" ]; then say target "$opened"; failing link; fi
describe "$1"
head -c "$2" | quoted line
finish
`;

export const filesRead: CommandAction = {
  kind: 'command',
  name: 'files.read',
  effect: 'content',
  risk: 'medium',
  summary: { en: 'The content of a file, 64 KiB at most', fr: "Le contenu d'un fichier, 64 Kio au plus" },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['path'],
    properties: { path: { ...pathSchema, description: 'Without links; the policy lists which may be read directly.' } },
  },
  describe(input) {
    const path = textInput(input, 'path');
    return { en: `Reads ${path}`, fr: `Lit ${path}` };
  },
  undo: ONLY_READS,
  defaultTimeoutMs: 30_000,
  command: (input, context) =>
    scriptCommand({
      text: SCRIPT,
      args: [textInput(input, 'path'), String(MAX_BYTES)],
      become: rootWherePossible(context),
      timeoutMs: context.timeoutMs,
    }),
  parse(result, input): StepResult {
    const path = textInput(input, 'path');
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(path));
    const problem = report.value('problem');
    if (problem !== undefined) return failed(explain(path, problem, report.value('target')), { path });
    const bytes = report.number('bytes') ?? 0;
    const size = sayBytes(bytes);
    const truncated = bytes > MAX_BYTES || result.truncated;
    return {
      kind: 'done',
      changed: false,
      outputs: {
        path,
        content: report.lines('line').join('\n'),
        bytes,
        sha256: report.value('sha256') ?? null,
        mode: report.value('mode') ?? null,
        owner: report.value('owner') ?? null,
        truncated,
      },
      summary: {
        en: `${path}: ${size.en}${truncated ? ', the first 64 KiB shown' : ''}`,
        fr: `${path} : ${size.fr}${truncated ? ', les 64 premiers Kio affichés' : ''}`,
      },
    };
  },
};

function explain(path: string, problem: string, target: string | undefined): Localized {
  switch (problem) {
    case 'absent':
      return { en: `${path} does not exist`, fr: `${path} n'existe pas` };
    case 'not-a-file':
      return { en: `${path} is not an ordinary file`, fr: `${path} n'est pas un fichier ordinaire` };
    case 'link':
      return {
        en: `${path} leads to ${target ?? '?'} by a link; ask for that file, so that the policy can judge it`,
        fr: `${path} mène à ${target ?? '?'} par un lien ; demandez ce fichier, pour que la politique puisse en juger`,
      };
    case 'closed':
      return {
        en: `the login user may not read ${path}. Allow it, or give the server sudo in the inventory`,
        fr: `l'utilisateur de connexion n'a pas le droit de lire ${path}. Autorisez-le, ou donnez sudo au serveur dans l'inventaire`,
      };
    default:
      return { en: `${path} could not be read (${problem})`, fr: `${path} n'a pas pu être lu (${problem})` };
  }
}
