import type { CommandResult, RemoteCommand } from '../../ssh/remote-execution.js';
import type { ActionContext } from '../action.js';
import { rootWherePossible } from '../become.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';

/** What is not there weighs nothing; what cannot be measured is not told. */
const SCRIPT = `report
total=0
for path; do
  if [ -e "$path" ] || [ -h "$path" ]; then
    size=$(du -sk -- "$path" 2>/dev/null | cut -f 1)
    case $size in ''|*[!0-9]*) total=unknown; break ;; esac
    total=$((total + size))
  fi
done
say kib "$total"
finish
`;

/** A read that measures what a backup of these paths would hold before it is compressed. */
export function pathsSizeCommand(paths: readonly string[], context: ActionContext): RemoteCommand {
  return scriptCommand({ text: SCRIPT, args: paths, become: rootWherePossible(context), timeoutMs: context.timeoutMs });
}

/** KiB; undefined where it could not be measured. */
export const parsePathsSize = (result: CommandResult): number | undefined => parseReport(result.stdout)?.number('kib');
