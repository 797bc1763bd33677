import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';
import type { AppOctokit } from './app-octokit.js';
import type { RepositoryParts } from './repository.js';
import { isStatus } from './status.js';

export interface NewFileCommit {
  readonly branch: string;
  /** Commit id; the default branch's head. */
  readonly parent: string;
  readonly path: string;
  readonly text: string;
  readonly message: string;
}
interface BranchReads {
  headOf(branch: string): Promise<string | undefined>;
  compare(
    base: string,
    head: string,
  ): Promise<{ readonly files: readonly { readonly path: string; readonly blob: string | undefined }[] }>;
}

/** Thrown when a branch of this name is there and does not hold our file and nothing else: somebody pushed to it. */
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
 * One commit on top of `parent` that adds or replaces one file, on a branch of its own; nothing when both are there.
 *
 * @throws {BranchTaken}
 */
export async function commitFile(
  octokit: AppOctokit,
  repository: RepositoryParts,
  reads: BranchReads,
  commit: NewFileCommit,
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
    tree: [{ path: commit.path, mode: '100644', type: 'blob', content: commit.text }],
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
    const [file, ...others] = files;
    const isOurs = others.length === 0 && file?.path === commit.path && file.blob === gitBlobId(commit.text);
    if (!isOurs) throw new BranchTaken(commit.branch, head);
    return { head, created: false };
  }
}
