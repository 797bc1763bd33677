import type { Json, Localized, Outputs } from '../action.js';
import type { Report } from '../report-lines.js';

/** More in one step could neither be read by a person nor named to an archiver at once. */
export const MAX_FILES = 1000;

/**
 * `old_files FOLDER MINUTES NAMES` lists `bytes path` of ordinary files not written for so long, without following
 * links, on that file system only. The journal's own files are journalctl's to remove; a name with a line break in it
 * cannot be listed, and stays.
 */
export const FIND_FUNCTION = `old_files() {
  if [ -h "$1" ] || [ ! -d "$1" ] || [ "$(readlink -f "$1")" != "\${1%/}" ]; then
    say problem not-a-folder; say target "$(readlink -f "$1" 2>/dev/null)"; return 0
  fi
  break_in_name='*
*'
  find "\${1%/}" -xdev -path /var/log/journal -prune -o -type f -mmin +"$2" -name "$3" ! -name "$break_in_name" \\
    -exec stat -c '%s %n' {} + 2>/dev/null | sort -k 2 | head -n ${MAX_FILES} | quoted old
}
`;

export interface OldFiles {
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** What a probe keeps: the files one by one, since exactly these are archived and removed. */
export function oldFilesOutputs(report: Report | undefined): Outputs {
  if (report === undefined) return { problem: 'unreadable', files: [], count: 0, bytes: 0 };
  const files = report.lines('old').flatMap((line) => {
    const [, bytes, path] = /^(\d+) (\/.*)$/.exec(line) ?? [];
    return path === undefined ? [] : [{ path, bytes: Number(bytes) }];
  });
  return {
    problem: report.value('problem') ?? null,
    files,
    count: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** The same, read back from a record. */
export function oldFiles(before: Outputs): OldFiles {
  const { files } = before;
  return { files: isList(files) ? files.flatMap(readFile) : [] };
}

function readFile(item: Json): { path: string; bytes: number }[] {
  if (typeof item !== 'object' || item === null || !('path' in item)) return [];
  const { path, bytes } = item;
  return typeof path === 'string' && typeof bytes === 'number' ? [{ path, bytes }] : [];
}

// Array.isArray does not narrow readonly arrays.
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** Why nothing can be listed there; undefined when it could. */
export function explainPruneFailure(path: string, problem: Json | undefined): Localized | undefined {
  switch (problem) {
    case null:
    case undefined:
      return undefined;
    case 'not-a-folder':
      return {
        en: `${path} is not a folder, or a link leads elsewhere on the way to it; name the folder itself`,
        fr: `${path} n'est pas un dossier, ou un lien mène ailleurs sur son chemin ; nommez le dossier lui-même`,
      };
    default:
      return {
        en: `what lies below ${path} could not be listed; nothing was removed`,
        fr: `le contenu de ${path} n'a pas pu être listé ; rien n'a été supprimé`,
      };
  }
}
