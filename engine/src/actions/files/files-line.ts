import type { CommandAction, Localized, Outputs, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { failed, unreadable } from '../failed-result.js';
import { optionalText, textInput, textListInput } from '../input-fields.js';
import { argvSchema, pathSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';
import { explainWriteFailure } from './explain-write-failure.js';
import { FILE_FUNCTIONS, fileStateOutputs, readFileState } from './file-state.js';
import { inverseOfWriting, restoredFile } from './inverse-of-writing.js';
import { BEGIN_NEW_FILE, SWAP_NEW_FILE } from './new-file-script.js';

/** $1: path, $2: line, $3: the line that it comes after, or ''. Lines are compared whole and as they stand. */
const PROBE = `${FILE_FUNCTIONS}report; describe "$1"
if [ -f "$1" ] && [ ! -h "$1" ]; then
  say matches "$(grep -cFx -e "$2" <"$1")"
  if [ -n "$3" ]; then say anchors "$(grep -cFx -e "$3" <"$1")"; fi
fi
finish
`;

/**
 * After path, mode and owner: the digest that the probe saw, line, anchor or '', present or absent. Text goes to awk by
 * its environment, where a backslash is a backslash.
 */
const SCRIPT = `${BEGIN_NEW_FILE}seen=$1 line=$2 anchor=$3 state=$4; shift 4
if [ ! -f "$path" ]; then failing absent; fi
if [ -n "$seen" ] && [ "$(digest "$path")" != "$seen" ]; then failing changed-before; fi
if [ -n "$anchor" ] && [ "$state" = present ] && ! grep -qFx -e "$anchor" <"$path"; then failing no-anchor; fi
CHATOPS_LINE=$line CHATOPS_ANCHOR=$anchor CHATOPS_STATE=$state awk '
  BEGIN { line = ENVIRON["CHATOPS_LINE"]; anchor = ENVIRON["CHATOPS_ANCHOR"]; present = ENVIRON["CHATOPS_STATE"] == "present" }
  !present && $0 "" == line "" { next }
  { print }
  present && anchor != "" && !done && $0 "" == anchor "" { print line; done = 1 }
  END { if (present && anchor == "") print line }' <"$path" >|"$new" || failing no-room
${SWAP_NEW_FILE}`;

/** A line of a configuration: no control characters but the tab. */
const lineSchema = { type: 'string', pattern: '^[^\\u0000-\\u0008\\u000a-\\u001f\\u007f]+$', maxLength: 2000 } as const;

export const filesLine: CommandAction = {
  kind: 'command',
  name: 'files.line',
  effect: 'change',
  risk: 'high',
  summary: {
    en: 'Makes sure that a file has, or has not, a line; at one stroke, the old file backed up',
    fr: "S'assure qu'un fichier contient, ou non, une ligne ; d'un seul coup, l'ancien fichier sauvegardé",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['path', 'line'],
    properties: {
      path: pathSchema,
      line: { ...lineSchema, description: 'The whole line, as it stands.' },
      after: { ...lineSchema, description: 'The whole line that it comes after; at the end without it.' },
      state: { description: '`present` without it.', enum: ['present', 'absent'] },
      validate: { ...argvSchema, description: 'Must exit 0 before the swap; {file} stands for the new file.' },
    },
  },
  describe(input) {
    const path = textInput(input, 'path');
    const line = JSON.stringify(textInput(input, 'line'));
    return isPresent(input)
      ? { en: `Adds the line ${line} to ${path}`, fr: `Ajoute la ligne ${line} à ${path}` }
      : { en: `Removes the line ${line} from ${path}`, fr: `Retire la ligne ${line} de ${path}` };
  },
  undo: {
    en: 'The backup of the old file is put back.',
    fr: "La sauvegarde de l'ancien fichier est remise en place.",
  },
  defaultTimeoutMs: 60_000,
  command(input, context) {
    const seen = context.before?.sha256;
    return scriptCommand({
      text: SCRIPT,
      args: [
        textInput(input, 'path'),
        '',
        '',
        typeof seen === 'string' ? seen : '',
        textInput(input, 'line'),
        optionalText(input, 'after') ?? '',
        isPresent(input) ? 'present' : 'absent',
        ...textListInput(input, 'validate'),
      ],
      become: rootWherePossible(context),
      timeoutMs: context.timeoutMs,
    });
  },
  parse(result, input): StepResult {
    const path = textInput(input, 'path');
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(path));
    const problem = report.value('problem');
    const validation = report.lines('validate');
    if (problem !== undefined) return failed(explain(input, problem, report.value('target'), validation), { path });
    const { sha256, bytes } = readFileState(report);
    return {
      kind: 'done',
      changed: true,
      outputs: { path, sha256: sha256 ?? null, bytes: bytes ?? null, validated: report.value('validated') === 'yes' },
      summary: isPresent(input)
        ? { en: `${path}: line added`, fr: `${path} : ligne ajoutée` }
        : { en: `${path}: line removed`, fr: `${path} : ligne retirée` },
    };
  },
  probe: {
    command: (input, context) =>
      scriptCommand({
        text: PROBE,
        args: [textInput(input, 'path'), textInput(input, 'line'), optionalText(input, 'after') ?? ''],
        become: rootWherePossible(context),
        timeoutMs: context.timeoutMs,
      }),
    parse(result) {
      const matches = parseReport(result.stdout)?.number('matches');
      return { ...fileStateOutputs(result), matches: matches ?? null };
    },
    alreadySo(before, input) {
      const path = textInput(input, 'path');
      const isThere = typeof before.matches === 'number' && before.matches > 0;
      const isGone = before.matches === 0 || before.kind === 'absent';
      if (isPresent(input)) {
        return isThere ? { en: `${path} already has this line`, fr: `${path} contient déjà cette ligne` } : undefined;
      }
      return isGone ? { en: `${path} does not have this line`, fr: `${path} ne contient pas cette ligne` } : undefined;
    },
    restored: restoredFile,
  },
  guard: (before) => ({ kind: before.kind ?? null, sha256: before.sha256 ?? null }),
  rewrites: (input) => ({ path: textInput(input, 'path'), next: (now) => rewritten(input, now) }),
  overwrites: (input) => [textInput(input, 'path')],
  inverse: (input, before, backup) => inverseOfWriting(textInput(input, 'path'), undefined, { before, backup }),
};

/** What the script makes of the text; undefined where it would fail. */
function rewritten(input: Outputs, now: string | undefined): string | undefined {
  if (now === undefined) return undefined;
  const [line, anchor] = [textInput(input, 'line'), optionalText(input, 'after')];
  const lines = now === '' ? [] : now.replace(/\n$/, '').split('\n');
  if (!isPresent(input)) return joined(lines.filter((each) => each !== line));
  if (anchor === undefined) return joined([...lines, line]);
  const at = lines.indexOf(anchor);
  return at < 0 ? undefined : joined([...lines.slice(0, at + 1), line, ...lines.slice(at + 1)]);
}

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const isPresent = (input: Outputs): boolean => optionalText(input, 'state') !== 'absent';

function explain(
  input: Outputs,
  problem: string,
  target: string | undefined,
  validation: readonly string[],
): Localized {
  const path = textInput(input, 'path');
  switch (problem) {
    case 'absent':
      return {
        en: `${path} does not exist; create it with files.write`,
        fr: `${path} n'existe pas ; créez-le avec files.write`,
      };
    case 'changed-before':
      return {
        en: `${path} was changed by somebody else while it was backed up; nothing was written`,
        fr: `${path} a été modifié par quelqu'un d'autre pendant sa sauvegarde ; rien n'a été écrit`,
      };
    case 'no-anchor': {
      const anchor = JSON.stringify(optionalText(input, 'after') ?? '');
      return {
        en: `${path} has no line ${anchor} to put the new one after`,
        fr: `${path} n'a pas de ligne ${anchor} après laquelle placer la nouvelle`,
      };
    }
    default:
      return explainWriteFailure({ path, problem, target, validation });
  }
}
