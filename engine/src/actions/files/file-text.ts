import type { CommandResult, RemoteCommand } from '../../ssh/remote-execution.js';
import type { ActionContext } from '../action.js';
import { rootWherePossible } from '../become.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';

/** Larger files are told by digest and size. */
export const SHOWN_FILE_BYTES = 64 * 1024;

/** $1: path, $2: the most bytes. Links are not followed: what they lead to was not named. */
const SCRIPT = `report
if [ -h "$1" ]; then say kind link
elif [ ! -e "$1" ]; then say kind absent
elif [ ! -f "$1" ]; then say kind other
elif [ ! -r "$1" ]; then say kind unreadable
elif [ "$(wc -c <"$1")" -gt "$2" ]; then say kind large
elif [ "$(LC_ALL=C tr -d '\\000' <"$1" | wc -c)" -ne "$(wc -c <"$1")" ]; then say kind binary
else say kind text; quoted text <"$1"; fi
finish
`;

export type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'link' | 'other' | 'unreadable' | 'large' | 'binary' | 'unknown' };

/** A read of one small text file, for previews where the policy lets its content be shown. */
export function fileTextCommand(path: string, context: ActionContext): RemoteCommand {
  return scriptCommand({
    text: SCRIPT,
    args: [path, String(SHOWN_FILE_BYTES)],
    become: rootWherePossible(context),
    timeoutMs: context.timeoutMs,
  });
}

export function parseFileText(result: CommandResult): FileText {
  const report = parseReport(result.stdout);
  const kind = report?.value('kind');
  switch (kind) {
    case 'text':
      return { kind, text: (report?.lines('text') ?? []).join('\n') };
    case 'absent':
    case 'link':
    case 'other':
    case 'unreadable':
    case 'large':
    case 'binary':
      return { kind };
    default:
      return { kind: 'unknown' };
  }
}
