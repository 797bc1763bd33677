import type { RemoteCommand } from '../../ssh/remote-execution.js';
import type { CommandAction, Outputs, StepResult } from '../action.js';
import { failed, lastLine, sayExit } from '../failed-result.js';
import { flagInput, optionalText, textListInput, UnexpectedInput } from '../input-fields.js';
import { argvSchema, pathSchema } from '../input-schemas.js';

/** How much of each stream goes into the outputs; the whole is in the log store. */
const TAIL_CHARACTERS = 4000;

/** $1: the folder, then the command, which takes the shell's place. 125: the folder is not there. */
const IN_FOLDER = 'cd -- "$1" || exit 125; shift; exec "$@"';

export const shellRun: CommandAction = {
  kind: 'command',
  name: 'shell.run',
  effect: 'change',
  risk: 'high',
  summary: {
    en: 'Runs one command as it stands, without a shell',
    fr: 'Exécute une commande telle quelle, sans shell',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['argv'],
    properties: {
      argv: argvSchema,
      cwd: pathSchema,
      root: { description: 'Run as root instead of the login user.', type: 'boolean' },
      idempotent: { description: 'Running it twice does no harm.', type: 'boolean' },
    },
  },
  describe(input) {
    const command = sayArgv(textListInput(input, 'argv'));
    const folder = optionalText(input, 'cwd');
    const root = flagInput(input, 'root');
    return {
      en: `Runs ${command}${folder === undefined ? '' : ` in ${folder}`}${root ? ' as root' : ''}`,
      fr: `Exécute ${command}${folder === undefined ? '' : ` dans ${folder}`}${root ? ' en tant que root' : ''}`,
    };
  },
  undo: {
    en: 'Cannot be undone by itself: what a free command does is not known. Give the step a rollback of its own.',
    fr: "Ne s'annule pas tout seul : on ignore ce que fait une commande libre. Donnez à l'étape son propre « rollback ».",
  },
  defaultTimeoutMs: 300_000,
  command(input, context) {
    const [program, ...rest] = textListInput(input, 'argv');
    if (program === undefined) throw new UnexpectedInput('argv', 'a list with at least one item');
    const folder = optionalText(input, 'cwd');
    const argv: RemoteCommand['argv'] =
      folder === undefined ? [program, ...rest] : ['/bin/sh', '-c', IN_FOLDER, 'chatops', folder, program, ...rest];
    return { argv, become: flagInput(input, 'root') ? 'root' : 'login-user', timeoutMs: context.timeoutMs };
  },
  parse(result, input): StepResult {
    const program = textListInput(input, 'argv')[0] ?? '';
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
        summary: { en: `${program}: done in ${milliseconds} ms`, fr: `${program} : terminé en ${milliseconds} ms` },
      };
    }
    const exit = sayExit(result.exit);
    const line = lastLine(result.stderr) ?? lastLine(result.stdout);
    return failed(
      {
        en: `${program}: ${exit.en}${line === undefined ? '' : `: ${line}`}`,
        fr: `${program} : ${exit.fr}${line === undefined ? '' : ` : ${line}`}`,
      },
      outputs,
    );
  },
  inverse: () => ({
    kind: 'impossible',
    because: {
      en: 'what a free command changed is not known; the step has no rollback of its own',
      fr: "on ignore ce qu'une commande libre a changé ; l'étape n'a pas de « rollback » à elle",
    },
  }),
};

const tail = (bytes: Buffer): string => bytes.toString('utf8').slice(-TAIL_CHARACTERS);

/** For reading, not for running: items that a reader could misjudge are shown as JSON strings. */
const sayArgv = (argv: readonly string[]): string =>
  argv.map((item) => (/^[\w@%+=:,./-]+$/.test(item) ? item : JSON.stringify(item))).join(' ');
