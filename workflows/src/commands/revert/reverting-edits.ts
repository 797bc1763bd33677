import type { FileEdit, FileMode } from '../../github/commit-files.js';
import type { ComparedFile } from '../../github/contents.js';

export interface StandingFile {
  readonly blob: string;
  readonly mode: FileMode;
}
/** Where a path stands: now on the default branch, and before the pull request. Undefined: not there. */
export interface Standing {
  now(path: string): string | undefined;
  before(path: string): StandingFile | undefined;
}
export interface Reverting {
  readonly edits: readonly FileEdit[];
  /** Left as they are: somebody changed them since, or they would come back as a new change. */
  readonly left: readonly string[];
}

/**
 * What brings back the state before a pull request, as far as what it merged still stands as it merged it. A file under
 * `changes/` never comes back: it would be a new change, and run.
 */
export function revertingEdits(files: readonly ComparedFile[], standing: Standing): Reverting {
  const edits: FileEdit[] = [];
  const left: string[] = [];
  for (const file of files) {
    const now = standing.now(file.path);
    if (now !== file.blob) {
      // gone already is what was wanted of one that it added
      if (now !== undefined || file.status !== 'added') left.push(file.path);
      continue;
    }
    const from = file.status === 'renamed' ? file.previousPath : file.path;
    const before = from === undefined || file.status === 'added' ? undefined : standing.before(from);
    const removes = file.status === 'added' || file.status === 'renamed';
    if (from !== undefined && before !== undefined) {
      if (from.startsWith('changes/') || (from !== file.path && standing.now(from) !== undefined)) {
        left.push(file.path);
        continue;
      }
      edits.push({ path: from, ...before });
    }
    if (removes) edits.push({ path: file.path, removed: true });
  }
  return { edits, left };
}
