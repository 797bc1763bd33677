import { parseDuration } from '@chatops-commander/schemas';
import type { CommandAction, Outputs, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { unreadable } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { durationSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { sayBytes } from '../say-figures.js';
import { scriptCommand } from '../script-command.js';
import {
  explainPruneFailure,
  FIND_FUNCTION,
  MAX_FILES,
  type OldFiles,
  oldFiles,
  oldFilesOutputs,
} from './old-files.js';

const PROBE = `${FIND_FUNCTION}report; old_files "$1" "$2" "$3"; finish
`;

/**
 * $1: folder, $2: minutes; the files that were seen, and archived, are standard input. Each is looked at once more: one
 * that was written since, or that a link on its way now leads elsewhere, stays. It is looked at and removed from within
 * its folder, so that whoever swaps a folder for a link meanwhile leads nothing astray.
 */
const SCRIPT = `report
removed=0 kept=0 bytes=0
while IFS= read -r file; do
  within=\${file%/*} name=./\${file##*/}
  if ! cd -P "\${within:-/}" 2>/dev/null || [ "$(pwd -P)" != "\${within:-/}" ] || [ -h "$name" ] || [ ! -f "$name" ] ||
    [ -z "$(find "$name" -type f -mmin +"$2" 2>/dev/null)" ]; then kept=$((kept + 1)); continue; fi
  size=$(wc -c <"$name" | tr -d ' ')
  if rm -f "$name"; then removed=$((removed + 1)) bytes=$((bytes + size)); else kept=$((kept + 1)); fi
done
say removed "$removed"; say kept "$kept"; say bytes "$bytes"
finish
`;

export const logsPrune: CommandAction = {
  kind: 'command',
  name: 'logs.prune',
  effect: 'destroy',
  risk: 'critical',
  summary: {
    en: `Removes old log files below a folder, ${MAX_FILES} at most, after archiving them`,
    fr: `Supprime les vieux fichiers journaux d'un dossier, ${MAX_FILES} au plus, après les avoir archivés`,
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['path', 'olderThan'],
    properties: {
      path: {
        description: 'A folder; never one of the system itself, such as /etc or /usr.',
        type: 'string',
        pattern:
          '^(?!.*/\\.\\.?(?:/|$))(?!/+(?:bin|boot|dev|etc|lib|lib32|lib64|proc|root|run|sbin|sys|usr)(?:/|$))/[^/\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]{0,500}$',
      },
      olderThan: { ...durationSchema, description: 'By when a file was written last; an hour at least.' },
      names: {
        description: 'Only names like this, such as `*.gz`.',
        type: 'string',
        pattern: '^[A-Za-z0-9._*?-]{1,100}$',
      },
    },
  },
  describe(input) {
    const path = textInput(input, 'path');
    const age = textInput(input, 'olderThan');
    return {
      en: `Removes the files below ${path} that were not written for ${age}`,
      fr: `Supprime les fichiers sous ${path} qui n'ont pas été écrits depuis ${age.replace(/d$/, ' j')}`,
    };
  },
  undo: {
    en: 'The files are put back from the archive that was made of them; without one (`backup: none`), never.',
    fr: "Les fichiers sont remis depuis l'archive qui en a été faite ; sans archive (« backup: none »), jamais.",
  },
  defaultTimeoutMs: 1_800_000,
  command: (input, context) =>
    scriptCommand({
      text: SCRIPT,
      args: [textInput(input, 'path'), minutes(input)],
      stdin: Buffer.from(
        oldFiles(context.before ?? {})
          .files.map(({ path }) => `${path}\n`)
          .join(''),
      ),
      become: rootWherePossible(context),
      timeoutMs: context.timeoutMs,
    }),
  parse(result, input): StepResult {
    const path = textInput(input, 'path');
    const report = parseReport(result.stdout);
    const removed = report?.number('removed');
    if (report === undefined || removed === undefined) return unreadable(result, sameText(path));
    const bytes = report.number('bytes') ?? 0;
    const kept = report.number('kept') ?? 0;
    const size = sayBytes(bytes);
    return {
      kind: 'done',
      changed: removed > 0,
      outputs: { path, removed, kept, bytes },
      summary: {
        en: `${path}: ${removed} files removed, ${size.en} free again${kept === 0 ? '' : `; ${kept} changed meanwhile, and stay`}`,
        fr: `${path} : ${removed} fichiers supprimés, ${size.fr} libérés${kept === 0 ? '' : ` ; ${kept} modifiés entre-temps, et conservés`}`,
      },
    };
  },
  probe: {
    command: (input, context) =>
      scriptCommand({
        text: PROBE,
        args: [textInput(input, 'path'), minutes(input), typeof input.names === 'string' ? input.names : '*'],
        become: rootWherePossible(context),
        timeoutMs: Math.min(context.timeoutMs, 120_000),
      }),
    parse: (result) => oldFilesOutputs(parseReport(result.stdout)),
    alreadySo(before, input) {
      if (before.problem !== null || oldFiles(before).files.length > 0) return undefined;
      const path = textInput(input, 'path');
      const age = textInput(input, 'olderThan');
      return {
        en: `${path} holds nothing older than ${age}`,
        fr: `${path} ne contient rien de plus ancien que ${age.replace(/d$/, ' j')}`,
      };
    },
    restored: (before, now) => sameFiles(oldFiles(before), oldFiles(now)),
  },
  refuse: (before, input) => explainPruneFailure(textInput(input, 'path'), before.problem),
  overwrites: (input, before) =>
    before === undefined ? [textInput(input, 'path')] : oldFiles(before).files.map(({ path }) => path),
  inverse: (input, _before, backup) =>
    backup === undefined
      ? {
          kind: 'impossible',
          because: {
            en: `no archive was made of what was removed from ${textInput(input, 'path')}`,
            fr: `rien n'a été archivé de ce qui a été supprimé de ${textInput(input, 'path')}`,
          },
        }
      : {
          kind: 'restore-backup',
          backup,
          describe: {
            en: `Puts the log files back below ${textInput(input, 'path')}`,
            fr: `Remet les fichiers journaux sous ${textInput(input, 'path')}`,
          },
        },
};

const minutes = (input: Outputs): string =>
  String(Math.max(60, Math.ceil(parseDuration(textInput(input, 'olderThan')) / 60_000)));

const sameFiles = (one: OldFiles, other: OldFiles): boolean => {
  const has = new Set(other.files.map(({ path, bytes }) => `${bytes} ${path}`));
  return one.files.every(({ path, bytes }) => has.has(`${bytes} ${path}`));
};
