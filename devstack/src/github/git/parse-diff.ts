export type FileStatus = 'added' | 'modified' | 'removed' | 'renamed' | 'copied' | 'changed';

export interface FileChange {
  readonly path: string;
  readonly previousPath: string | undefined;
  readonly status: FileStatus;
  /** The blob after the change; of a removed file, the blob that was removed. */
  readonly blob: string;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks as the API shows them; undefined for binary files and pure renames. */
  readonly patch: string | undefined;
}

const statuses: Readonly<Record<string, FileStatus>> = {
  A: 'added',
  M: 'modified',
  D: 'removed',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
};

/**
 * Reads `git diff --raw --numstat -z` and, in the same order of files, `git diff`. With -z, git ends every path with
 * NUL, and a rename's counts are followed by an empty path and the two names.
 */
export function parseDiff(rawAndCounts: string, patches: string): FileChange[] {
  const tokens = rawAndCounts.split('\0');
  const changes: Omit<FileChange, 'additions' | 'deletions' | 'patch'>[] = [];
  let at = 0;
  for (; tokens[at]?.startsWith(':'); at += 2) {
    const [, , oldBlob = '', newBlob = '', letter = ''] = (tokens[at] ?? '').split(' ');
    const status = statuses[letter.charAt(0)] ?? 'changed';
    const first = tokens[at + 1] ?? '';
    const moved = status === 'renamed' || status === 'copied';
    const path = moved ? (tokens[at + 2] ?? '') : first;
    changes.push({
      path,
      previousPath: moved ? first : undefined,
      status,
      blob: status === 'removed' ? oldBlob : newBlob,
    });
    if (moved) at += 1;
  }
  const texts = splitPatches(patches);
  return changes.map((change, index) => {
    const [additions = '', deletions = '', path = ''] = (tokens[at] ?? '').split('\t');
    at += path === '' ? 3 : 1;
    // A binary file is counted as "-".
    return { ...change, additions: Number(additions) || 0, deletions: Number(deletions) || 0, patch: texts[index] };
  });
}

function splitPatches(patches: string): (string | undefined)[] {
  return patches
    .split(/^(?=diff --git )/m)
    .filter((text) => text.startsWith('diff --git '))
    .map((text) => {
      const hunks = text.search(/^@@ /m);
      return hunks === -1 ? undefined : text.slice(hunks).replace(/\n$/, '');
    });
}
