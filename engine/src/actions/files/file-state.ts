import type { CommandResult, RemoteCommand } from '../../ssh/remote-execution.js';
import type { ActionContext, Outputs } from '../action.js';
import { rootWherePossible } from '../become.js';
import { parseReport, type Report } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';

/** Shell functions shared by the scripts about single files; empty output stands for "cannot be told". */
export const FILE_FUNCTIONS = `digest() {
  if has sha256sum; then sha256sum <"$1"; elif has shasum; then shasum -a 256 <"$1"
  elif has openssl; then openssl dgst -sha256 -r <"$1"; fi 2>/dev/null | cut -d ' ' -f 1
}
# The folder of $1 is the one that the path names: a link on the way would lead to what nobody reviewed.
through_link() {
  folder_of=$(printf '%s' "\${1%/*}/" | sed -e ':again' -e 's#/[.]\\{0,1\\}/#/#' -e 't again')
  if [ "$folder_of" != / ]; then folder_of=\${folder_of%/}; fi
  [ -d "$folder_of" ] && [ "$(readlink -f "$folder_of")" != "$folder_of" ]
}
describe() {
  if [ -h "$1" ]; then say kind link
  elif [ ! -e "$1" ]; then say kind absent
  elif [ -f "$1" ]; then say kind file; say sha256 "$(digest "$1")"
    say mode "$(stat -c %a "$1" 2>/dev/null)"; say owner "$(stat -c %U:%G "$1" 2>/dev/null)"
    say bytes "$(wc -c <"$1" | tr -d ' ')"
  elif [ -d "$1" ]; then say kind folder
  else say kind other; fi
}
`;

export interface FileState {
  readonly kind: 'file' | 'absent' | 'link' | 'folder' | 'other' | 'unknown';
  readonly sha256: string | undefined;
  /** Octal, as chmod takes it. */
  readonly mode: string | undefined;
  /** `user:group` */
  readonly owner: string | undefined;
  readonly bytes: number | undefined;
}

/** A read that shows what lies at a path, without following a link. */
export function fileStateCommand(path: string, context: ActionContext): RemoteCommand {
  return scriptCommand({
    text: `${FILE_FUNCTIONS}report; describe "$1"; finish\n`,
    args: [path],
    become: rootWherePossible(context),
    timeoutMs: context.timeoutMs,
  });
}

/** The state in a report that `describe` wrote into. */
export function readFileState(report: Report): FileState {
  const kind = report.value('kind');
  const known = kind === 'file' || kind === 'absent' || kind === 'link' || kind === 'folder' || kind === 'other';
  return {
    kind: known ? kind : 'unknown',
    sha256: report.value('sha256'),
    mode: report.value('mode'),
    owner: report.value('owner'),
    bytes: report.number('bytes'),
  };
}

/** What a probe keeps of a file's state; `unknown` when the answer cannot be read. */
export function fileStateOutputs(result: CommandResult): Outputs {
  const report = parseReport(result.stdout);
  if (report === undefined) return { kind: 'unknown' };
  const { kind, sha256, mode, owner, bytes } = readFileState(report);
  return { kind, sha256: sha256 ?? null, mode: mode ?? null, owner: owner ?? null, bytes: bytes ?? null };
}
