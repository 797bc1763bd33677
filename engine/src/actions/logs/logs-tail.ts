import type { CommandAction, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { failed, lastLine } from '../failed-result.js';
import { optionalInteger, optionalText } from '../input-fields.js';
import { pathSchema, serviceNameSchema } from '../input-schemas.js';
import { scriptCommand } from '../script-command.js';
import { serviceDriver } from '../service/service-driver.js';

const MAX_LINES = 500;
const DEFAULT_LINES = 50;
const MAX_BYTES = 64 * 1024;

/**
 * $1: `file` or `unit`, $2: path or unit, $3: lines, $4: bytes. Exit 66: no such log, 69: no journal here,
 * 77: not allowed to read it (numbers from sysexits.h). Standard output is the log and nothing else.
 */
const SCRIPT = `if [ "$1" = file ]; then
  [ -e "$2" ] || exit 66
  [ -f "$2" ] || [ -p "$2" ] || exit 66
  [ -r "$2" ] || exit 77
  tail -n "$3" "$2" | tail -c "$4"
else
  has journalctl || exit 69
  journalctl --no-pager -q -o short-iso -n "$3" -u "$2" | tail -c "$4"
fi
`;

export const logsTail: CommandAction = {
  kind: 'command',
  name: 'logs.tail',
  effect: 'content',
  risk: 'medium',
  summary: { en: 'The last lines of a log', fr: "Les dernières lignes d'un journal" },
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      service: serviceNameSchema,
      file: pathSchema,
      lines: { type: 'integer', minimum: 1, maximum: MAX_LINES },
    },
    oneOf: [{ required: ['service'] }, { required: ['file'] }],
  },
  describe(input) {
    const what = optionalText(input, 'service') ?? optionalText(input, 'file') ?? '';
    const lines = optionalInteger(input, 'lines') ?? DEFAULT_LINES;
    return {
      en: `Reads the last ${lines} log lines of ${what}`,
      fr: `Lit les ${lines} dernières lignes du journal de ${what}`,
    };
  },
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
  defaultTimeoutMs: 30_000,
  command(input, context) {
    const lines = String(optionalInteger(input, 'lines') ?? DEFAULT_LINES);
    const service = optionalText(input, 'service');
    const driver = service === undefined ? undefined : serviceDriver(service, context);
    const file = driver === undefined ? optionalText(input, 'file') : driver.logs;
    const source = file === undefined ? ['unit', driver?.unit ?? ''] : ['file', file];
    return scriptCommand({
      text: SCRIPT,
      args: [...source, lines, String(MAX_BYTES)],
      become: driver?.become === 'login-user' ? 'login-user' : rootWherePossible(context),
      timeoutMs: context.timeoutMs,
    });
  },
  parse(result, input): StepResult {
    const what = optionalText(input, 'service') ?? optionalText(input, 'file') ?? '';
    const lines = splitLines(result.stdout);
    const complaint = lastLine(result.stderr);
    const code = result.exit.kind === 'code' ? result.exit.code : -1;
    if (code !== 0 || (lines.length === 0 && complaint !== undefined)) return failed(explain(what, code, complaint));
    return {
      kind: 'done',
      changed: false,
      outputs: { lines, count: lines.length, truncated: result.stdout.length >= MAX_BYTES || result.truncated },
      summary:
        lines.length === 0
          ? { en: `${what}: the log is empty`, fr: `${what} : le journal est vide` }
          : { en: `${what}: last ${lines.length} lines`, fr: `${what} : ${lines.length} dernières lignes` },
    };
  },
};

/** Lines of at most 2,000 characters; bytes that are not UTF-8 become replacement characters. */
function splitLines(stdout: Buffer): readonly string[] {
  const text = stdout.toString('utf8').replace(/\n$/, '');
  return text === '' ? [] : text.split('\n').map((line) => line.slice(0, 2000));
}

function explain(what: string, code: number, complaint: string | undefined) {
  const detail = complaint === undefined ? '' : `: ${complaint}`;
  switch (code) {
    case 66:
      return {
        en: `${what}: there is no such log file on this server. Check "logs" in the inventory`,
        fr: `${what} : ce fichier journal n'existe pas sur le serveur. Vérifiez « logs » dans l'inventaire`,
      };
    case 69:
      return {
        en: `${what}: this server has no journal. Add the log file as "logs" of the service in the inventory`,
        fr: `${what} : ce serveur n'a pas de journal systemd. Ajoutez le fichier journal (« logs ») du service à l'inventaire`,
      };
    case 77:
      return {
        en: `${what}: the login user may not read this log. Allow it, or give the server sudo in the inventory`,
        fr: `${what} : l'utilisateur de connexion n'a pas le droit de lire ce journal. Autorisez-le, ou donnez sudo au serveur dans l'inventaire`,
      };
    default:
      return {
        en: `${what}: the log could not be read${detail}`,
        fr: `${what} : le journal n'a pas pu être lu${detail}`,
      };
  }
}
