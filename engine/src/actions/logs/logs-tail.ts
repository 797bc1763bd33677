import type { CommandAction, StepResult } from '../action.js';
import { failed, lastLine } from '../failed-result.js';
import { ONLY_READS } from '../only-reads.js';
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
  splitLines,
} from './log-source.js';

/** $1 to $3: the source, $4: lines, $5: bytes. Standard output is the log and nothing else. */
const SCRIPT = `${SOURCE_FUNCTION}check_log "$1" "$2" "$3"
print_log "$1" "$2" "$3" "$4" | tail -c "$5"
`;

export const logsTail: CommandAction = {
  kind: 'command',
  name: 'logs.tail',
  effect: 'content',
  risk: 'medium',
  summary: { en: 'The last lines of a log', fr: "Les dernières lignes d'un journal" },
  input: { type: 'object', additionalProperties: false, properties: logProperties, oneOf: logSources },
  describe(input) {
    const lines = linesAsked(input);
    return {
      en: `Reads the last ${lines} log lines of ${logName(input)}`,
      fr: `Lit les ${lines} dernières lignes du journal de ${logName(input)}`,
    };
  },
  undo: ONLY_READS,
  defaultTimeoutMs: 30_000,
  command(input, context) {
    const { args, become } = logSource(input, context);
    const [kind, what, since] = args;
    return scriptCommand({
      text: SCRIPT,
      args: [kind, what, kind === 'unit' ? since : '', String(linesAsked(input)), String(MAX_BYTES)],
      become,
      timeoutMs: context.timeoutMs,
    });
  },
  parse(result, input, context): StepResult {
    const what = logName(input);
    // The last lines of a file are worth showing, whatever their age; that it is not known is said.
    const ageless = input.since !== undefined && logSource(input, context).args[0] !== 'unit';
    const note = {
      en: ageless ? ' (a file does not tell how old they are)' : '',
      fr: ageless ? ' (un fichier ne dit pas leur âge)' : '',
    };
    const lines = splitLines(result.stdout);
    const complaint = lastLine(result.stderr);
    const code = result.exit.kind === 'code' ? result.exit.code : -1;
    if (code !== 0 || (lines.length === 0 && complaint !== undefined)) {
      return failed(explainLogFailure(what, code, complaint));
    }
    return {
      kind: 'done',
      changed: false,
      outputs: { lines, count: lines.length, truncated: result.stdout.length >= MAX_BYTES || result.truncated },
      summary:
        lines.length === 0
          ? { en: `${what}: the log is empty`, fr: `${what} : le journal est vide` }
          : {
              en: `${what}: last ${lines.length} lines${note.en}`,
              fr: `${what} : ${lines.length} dernières lignes${note.fr}`,
            },
    };
  },
};
