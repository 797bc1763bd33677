import type { CommandAction, Outputs, StepResult } from '../action.js';
import { failed, lastLine, sayExit } from '../failed-result.js';
import { flagInput, optionalText, textInput, textListInput, UnexpectedInput } from '../input-fields.js';
import { argvSchema, pathSchema, repositoryPathSchema, sha256Schema } from '../input-schemas.js';
import { scriptCommand } from '../script-command.js';
import { interpreterOf } from './interpreter.js';

/** How much of each stream goes into the outputs; the whole is in the log store. */
const TAIL_CHARACTERS = 4000;

/**
 * $1: folder to work in or '', $2: how many words the interpreter has, then those words, then the script's own
 * arguments. The script is standard input. It lies in a folder of its own, for this user only, while it runs, and is
 * handed to its interpreter by name, so that it needs no execute right and no mount that gives one. 125: it could not
 * be put there.
 */
const SCRIPT = `work=$1 count=$2; shift 2
umask 077
folder=$(mktemp -d "\${TMPDIR:-/var/tmp}/chatops-script-XXXXXX") || exit 125
trap 'rm -rf "$folder"' EXIT
trap 'exit 143' HUP INT TERM
cat >"$folder/script" || exit 125
total=$# taken=0
while [ "$taken" -lt "$total" ]; do
  word=$1; shift; set -- "$@" "$word"; taken=$((taken + 1))
  if [ "$taken" -eq "$count" ]; then set -- "$@" "$folder/script"; fi
done
if [ -n "$work" ]; then cd -- "$work" || exit 125; fi
native
"$@" </dev/null
`;

export const scriptRun: CommandAction = {
  kind: 'command',
  name: 'script.run',
  effect: 'change',
  risk: 'high',
  summary: {
    en: 'Runs a script of the ops repo, the very one that was approved',
    fr: 'Exécute un script du dépôt ops, celui-là même qui a été approuvé',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['file'],
    properties: {
      file: {
        ...repositoryPathSchema,
        description: 'In the ops repo, as it is at the merge; its first line names the interpreter.',
      },
      sha256: {
        ...sha256Schema,
        description:
          'Of the file, as sha256sum prints it; a change without it does not run, and what I propose has it.',
      },
      args: { ...argvSchema, minItems: 0 },
      cwd: pathSchema,
      root: { description: 'Run as root instead of the login user.', type: 'boolean' },
      idempotent: { description: 'Running it twice does no harm.', type: 'boolean' },
    },
  },
  describe(input) {
    const file = textInput(input, 'file');
    const args = textListInput(input, 'args').map((word) => ` ${JSON.stringify(word)}`);
    const root = flagInput(input, 'root');
    return {
      en: `Runs the script ${file}${args.join('')}${root ? ' as root' : ''}`,
      fr: `Exécute le script ${file}${args.join('')}${root ? ' en tant que root' : ''}`,
    };
  },
  undo: {
    en: 'Cannot be undone by itself: what a script does is not known. Give the step a rollback of its own.',
    fr: "Ne s'annule pas tout seul : on ignore ce que fait un script. Donnez à l'étape son propre « rollback ».",
  },
  defaultTimeoutMs: 600_000,
  sourceFile: (input) => ({ path: textInput(input, 'file'), sha256: optionalText(input, 'sha256') }),
  command(input, context) {
    const { sourceFile } = context;
    if (sourceFile === undefined) throw new UnexpectedInput('file', 'a file of the ops repo that was read before');
    const interpreter = interpreterOf(sourceFile);
    return scriptCommand({
      text: SCRIPT,
      args: [
        typeof input.cwd === 'string' ? input.cwd : '',
        String(interpreter.length),
        ...interpreter,
        ...textListInput(input, 'args'),
      ],
      stdin: sourceFile,
      become: flagInput(input, 'root') ? 'root' : 'login-user',
      timeoutMs: context.timeoutMs,
    });
  },
  parse(result, input): StepResult {
    const file = textInput(input, 'file');
    const outputs: Outputs = {
      exit: result.exit.kind === 'code' ? result.exit.code : null,
      stdout: tail(result.stdout),
      stderr: tail(result.stderr),
    };
    if (result.exit.kind === 'code' && result.exit.code === 0) {
      const milliseconds = Math.round(result.durationMs);
      return {
        kind: 'done',
        changed: true,
        outputs,
        summary: { en: `${file}: done in ${milliseconds} ms`, fr: `${file} : terminé en ${milliseconds} ms` },
      };
    }
    const exit = sayExit(result.exit);
    const line = lastLine(result.stderr) ?? lastLine(result.stdout);
    const reason = {
      en: `${file}: ${exit.en}${line === undefined ? '' : `: ${line}`}`,
      fr: `${file} : ${exit.fr}${line === undefined ? '' : ` : ${line}`}`,
    };
    return failed(reason, outputs);
  },
  inverse: () => ({
    kind: 'impossible',
    because: {
      en: 'what a script changed is not known; the step has no rollback of its own',
      fr: "on ignore ce qu'un script a changé ; l'étape n'a pas de « rollback » à elle",
    },
  }),
};

const tail = (bytes: Buffer): string => bytes.toString('utf8').slice(-TAIL_CHARACTERS);
