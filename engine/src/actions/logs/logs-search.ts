import type { CommandAction, StepResult } from '../action.js';
import { failed, lastLine, unreadable } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { sameText } from '../localized.js';
import { ONLY_READS } from '../only-reads.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';
import {
  explainLogFailure,
  linesAsked,
  logName,
  logProperties,
  logSource,
  logSources,
  MAX_BYTES,
  SOURCE_FUNCTION,
} from './log-source.js';

/**
 * $1 to $3: the source, $4: how many of the last matches, $5: the text, taken as it is, never as a pattern. Lines are
 * counted all, kept only the last; a binary file is read as text. grep's 1 says that nothing matched, which is an
 * answer; the journal's complaints are kept apart, so that a closed journal does not pass for a silent one.
 */
const SCRIPT = `${SOURCE_FUNCTION}check_log "$1" "$2" "$3"
report
{ print_log "$1" "$2" "$3" 0 || echo chatops-source-failed >&2; } | grep -aF -e "$5" | awk -v keep="$4" '
  { line[NR % keep] = substr($0, 1, 2000) }
  END {
    print "count=" NR
    for (i = (NR > keep ? NR - keep + 1 : 1); i <= NR; i++) print "match|" line[i % keep]
  }'
finish
`;

export const logsSearch: CommandAction = {
  kind: 'command',
  name: 'logs.search',
  effect: 'content',
  risk: 'medium',
  summary: {
    en: 'The lines of a log that hold a text, counted, and the last of them',
    fr: "Les lignes d'un journal qui contiennent un texte, comptées, et les dernières d'entre elles",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['text'],
    properties: {
      ...logProperties,
      text: {
        description: 'Searched as it stands, upper and lower case apart.',
        type: 'string',
        pattern: '^[^\\u0000-\\u001f\\u007f]+$',
        maxLength: 500,
      },
    },
    oneOf: logSources,
  },
  describe(input) {
    const text = JSON.stringify(textInput(input, 'text'));
    return {
      en: `Searches the log of ${logName(input)} for ${text}`,
      fr: `Cherche ${text} dans le journal de ${logName(input)}`,
    };
  },
  undo: ONLY_READS,
  defaultTimeoutMs: 120_000,
  command(input, context) {
    const { args, become } = logSource(input, context);
    return scriptCommand({
      text: SCRIPT,
      args: [...args, String(linesAsked(input)), textInput(input, 'text')],
      become,
      timeoutMs: context.timeoutMs,
    });
  },
  parse(result, input): StepResult {
    const what = logName(input);
    const complaint = lastLine(result.stderr);
    if (result.exit.kind === 'code' && result.exit.code !== 0) {
      return failed(explainLogFailure(what, result.exit.code, complaint));
    }
    const report = parseReport(result.stdout);
    const count = report?.number('count');
    if (report === undefined || count === undefined) return unreadable(result, sameText(what));
    if (count === 0 && complaint !== undefined) {
      return failed(explainLogFailure(what, 0, firstComplaint(result.stderr)));
    }
    const { lines, cut } = lastWithin(report.lines('match'));
    const text = JSON.stringify(textInput(input, 'text'));
    return {
      kind: 'done',
      changed: false,
      outputs: { count, lines, truncated: cut || count > lines.length },
      summary:
        count === 0
          ? { en: `${what}: ${text} is not in the log`, fr: `${what} : ${text} n'est pas dans le journal` }
          : { en: `${what}: ${count} lines with ${text}`, fr: `${what} : ${count} lignes avec ${text}` },
    };
  },
};

/** The newest lines that fit into what a reading may show. */
function lastWithin(lines: readonly string[]): { readonly lines: readonly string[]; readonly cut: boolean } {
  let bytes = 0;
  const from = lines.findLastIndex((line) => {
    bytes += Buffer.byteLength(line) + 1;
    return bytes > MAX_BYTES;
  });
  return { lines: lines.slice(from + 1), cut: from >= 0 };
}

/** What the tool said itself, before our own mark. */
const firstComplaint = (stderr: Buffer): string | undefined =>
  lastLine(Buffer.from(stderr.toString('utf8').replaceAll('chatops-source-failed', '')));
