import { parseDuration } from '@chatops-commander/schemas';
import type { RemoteCommand } from '../../ssh/remote-execution.js';
import type { ActionContext, Localized, Outputs } from '../action.js';
import { rootWherePossible } from '../become.js';
import { optionalInteger, optionalText } from '../input-fields.js';
import { durationSchema, pathSchema, serviceNameSchema } from '../input-schemas.js';
import { serviceDriver } from '../service/service-driver.js';

export const MAX_LINES = 500;
export const DEFAULT_LINES = 50;
export const MAX_BYTES = 64 * 1024;

/** Where from, how far back and how much: the inputs that every reading of a log has. */
export const logProperties = {
  service: serviceNameSchema,
  file: pathSchema,
  lines: { type: 'integer', minimum: 1, maximum: MAX_LINES },
  since: { ...durationSchema, description: 'How far back, in the journal; a file tells no times.' },
} as const;
export const logSources = [{ required: ['service'] }, { required: ['file'] }] as const;

/**
 * `print_log KIND PATH-OR-UNIT SINCE LINES` prints a log's end, or all of it since a time when LINES is 0. `check_log`
 * comes before, opens a file, and exits with 65: a file, and a time was asked for; 66: no such log; 67: a path that a link leads away from, so
 * that policy, which speaks of paths, has not judged what it leads to; 69: no journal here; 77: not allowed to read it
 * (numbers after sysexits.h). KIND: unit; file, which the inventory names; path, which the step names.
 */
export const SOURCE_FUNCTION = `no_journal() {
  [ ! -d /run/systemd/system ] && journalctl --no-pager -n 1 2>&1 | grep -q 'No journal files were found'
}
check_log() {
  if [ "$1" != unit ]; then
    if [ -n "$3" ]; then exit 65; fi
    if [ "$1" = path ] && [ -e "$2" ] && [ "$(readlink -f "$2")" != "$2" ]; then exit 67; fi
    if [ ! -e "$2" ] || { [ ! -f "$2" ] && [ ! -p "$2" ]; }; then exit 66; fi
    if [ ! -r "$2" ]; then exit 77; fi
    # What is open from here on is what is read: a link that comes meanwhile leads nowhere.
    exec 9<"$2"
    if [ "$1" = path ] && [ "$(readlink "/proc/$$/fd/9")" != "$2" ]; then exit 67; fi
  elif ! has journalctl || no_journal; then exit 69; fi
}
print_log() {
  kind=$1 what=$2 since=$3 lines=$4
  if [ "$kind" != unit ]; then
    if [ "$lines" -eq 0 ]; then cat <&9; else tail -n "$lines" <&9; fi
  else
    set --
    if [ -n "$since" ]; then set -- --since "$since seconds ago"; fi
    if [ "$lines" -gt 0 ]; then set -- "$@" -n "$lines"; fi
    journalctl --no-pager -q -o short-iso "$@" -u "$what"
  fi
}
`;

/** Whose log it is, for a sentence. */
export const logName = (input: Outputs): string => optionalText(input, 'service') ?? optionalText(input, 'file') ?? '';

/** `KIND PATH-OR-UNIT SINCE`, as the script takes them, and who reads. */
export function logSource(
  input: Outputs,
  context: ActionContext,
): { readonly args: readonly [string, string, string]; readonly become: RemoteCommand['become'] } {
  const service = optionalText(input, 'service');
  const driver = service === undefined ? undefined : serviceDriver(service, context);
  const file = driver === undefined ? optionalText(input, 'file') : driver.logs;
  const since = optionalText(input, 'since');
  const seconds = since === undefined ? '' : String(Math.max(1, Math.round(parseDuration(since) / 1000)));
  return {
    args:
      file === undefined
        ? ['unit', driver?.unit ?? '', seconds]
        : [driver === undefined ? 'path' : 'file', file, seconds],
    become: driver?.become === 'login-user' ? 'login-user' : rootWherePossible(context),
  };
}

export const linesAsked = (input: Outputs): number => optionalInteger(input, 'lines') ?? DEFAULT_LINES;

/** Lines of at most 2,000 characters; bytes that are not UTF-8 become replacement characters. */
export function splitLines(stdout: Buffer): readonly string[] {
  const text = stdout.toString('utf8').replace(/\n$/, '');
  return text === '' ? [] : text.split('\n').map((line) => line.slice(0, 2000));
}

/** Why a log could not be read, from the exit code of `check_log`. */
export function explainLogFailure(what: string, code: number, complaint: string | undefined): Localized {
  const detail = complaint === undefined ? '' : `: ${complaint}`;
  switch (code) {
    case 65:
      return {
        en: `${what}: a log file does not tell which lines are how old; leave "since" out, or ask for a number of lines`,
        fr: `${what} : un fichier journal ne dit pas l'âge de ses lignes ; retirez « since », ou demandez un nombre de lignes`,
      };
    case 66:
      return {
        en: `${what}: there is no such log file on this server. Check "logs" in the inventory`,
        fr: `${what} : ce fichier journal n'existe pas sur le serveur. Vérifiez « logs » dans l'inventaire`,
      };
    case 67:
      return {
        en: `${what} leads elsewhere by a link; ask for the file itself, so that the policy can judge it`,
        fr: `${what} mène ailleurs par un lien ; demandez le fichier lui-même, pour que la politique puisse en juger`,
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
