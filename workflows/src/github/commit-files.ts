import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';
import type { AppOctokit } from './app-octokit.js';
import type { RepositoryParts } from './repository.js';
import { isStatus } from './status.js';

/** What becomes of one path: this text, a file that git has already, or nothing. */
export type FileEdit =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly blob: string; readonly mode: FileMode }
  | { readonly path: string; readonly removed: true };
/** As git has it: a file, one that can be executed, or a symbolic link. */
export type FileMode = '100644' | '100755' | '120000';

export interface NewCommit {
  readonly branch: string;
  /** Commit id; the default branch's head. */
  readonly parent: string;
  readonly edits: readonly FileEdit[];
  readonly message: string;
}
interface BranchReads {
  headOf(branch: string): Promise<string | undefined>;
  compare(base: string, head: string): Promise<{ readonly files: readonly Compared[] }>;
}
interface Compared {
  readonly path: string;
  readonly status: string;
  /** Where a renamed file was before. */
  readonly previousPath?: string;
  readonly blob: string | undefined;
}

/** Thrown when a branch of this name is there and does not hold our edits and nothing else: somebody pushed to it. */
export class BranchTaken extends Error {
  constructor(
    readonly branch: string,
    readonly head: string,
  ) {
    super(`the branch ${branch} is at ${head}, which is not what was to be proposed; delete it, and ask again`);
    this.name = 'BranchTaken';
  }
}

/**
 * One commit on top of `parent` with these edits, on a branch of its own; nothing when both are there.
 *
 * @throws {BranchTaken}
 */
export async function commitFiles(
  octokit: AppOctokit,
  repository: RepositoryParts,
  reads: BranchReads,
  commit: NewCommit,
): Promise<{ head: string; created: boolean }> {
  const [existing, parent] = await Promise.all([
    reads.headOf(commit.branch),
    octokit.request('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
      ...repository,
      commit_sha: commit.parent,
    }),
  ]);
  if (existing !== undefined) return await found(existing);
  const tree = await octokit.request('POST /repos/{owner}/{repo}/git/trees', {
    ...repository,
    base_tree: parent.data.tree.sha,
    tree: commit.edits.map(entryOf),
  });
  const created = await octokit.request('POST /repos/{owner}/{repo}/git/commits', {
    ...repository,
    message: commit.message,
    tree: tree.data.sha,
    parents: [commit.parent],
  });
  try {
    await octokit.request('POST /repos/{owner}/{repo}/git/refs', {
      ...repository,
      ref: `refs/heads/${commit.branch}`,
      sha: created.data.sha,
    });
  } catch (error) {
    // 422: the branch came to be in the meantime, from a request that timed out here and succeeded there
    const now = isStatus(error, 422) ? await reads.headOf(commit.branch) : undefined;
    if (now === undefined) throw error;
    return await found(now);
  }
  return { head: created.data.sha, created: true };

  async function found(head: string): Promise<{ head: string; created: boolean }> {
    const { files } = await reads.compare(commit.parent, head);
    const wanted = new Map(commit.edits.map((edit) => [edit.path, blobOf(edit)]));
    const there = files.flatMap(pathsOf);
    const isOurs =
      there.length === wanted.size && there.every(({ path, blob }) => wanted.has(path) && wanted.get(path) === blob);
    if (!isOurs) throw new BranchTaken(commit.branch, head);
    return { head, created: false };
  }
}

/** GitHub tells of a file that went and one of the same text that came as of one that was renamed. */
function pathsOf({ path, status, previousPath, blob }: Compared): Pick<Compared, 'path' | 'blob'>[] {
  const here = { path, blob };
  return status === 'renamed' && previousPath !== undefined ? [here, { path: previousPath, blob: undefined }] : [here];
}

function entryOf(edit: FileEdit) {
  const { path } = edit;
  if ('removed' in edit) return { path, mode: '100644' as const, type: 'blob' as const, sha: null };
  if ('text' in edit) return { path, mode: '100644' as const, type: 'blob' as const, content: edit.text };
  return { path, mode: edit.mode, type: 'blob' as const, sha: edit.blob };
}

function blobOf(edit: FileEdit): string | undefined {
  if ('removed' in edit) return undefined;
  return 'text' in edit ? gitBlobId(edit.text) : edit.blob;
}
