import { isStatus } from './status.js';
import type { AppOctokit } from './app-octokit.js';
import { commitFiles, type FileMode, type NewCommit } from './commit-files.js';
import type { RepositoryParts } from './repository.js';

export interface FileAtRef {
  readonly path: string;
  readonly blob: string;
  readonly mode: FileMode;
}
export interface ComparedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  /** Where a renamed file was before. */
  readonly previousPath?: string;
  readonly blob: string | undefined;
}
export interface Comparison {
  readonly mergeBase: string;
  readonly files: readonly ComparedFile[];
  /** Logins of authors and committers; undefined where GitHub knows no account for the e-mail. */
  readonly committers: readonly (string | undefined)[];
}

/** GitHub lists at most so many files in a comparison; more cannot be read, and what cannot be read denies. */
const comparedFilesLimit = 300;
/** How long the name of the default branch is believed; it can be changed. */
const defaultBranchMs = 60_000;

/** Thrown when a comparison has more files than GitHub lists. */
export class TooManyFiles extends Error {
  constructor(readonly mergeBase: string) {
    super(
      `the pull request touches ${comparedFilesLimit} files or more, which GitHub does not list whole; split it into smaller ones`,
    );
    this.name = 'TooManyFiles';
  }
}

/** Files, commits and branches through the Git Data API: no clone, one path chosen by us. */
export function createContents(octokit: AppOctokit, repository: RepositoryParts) {
  let known: { readonly name: string; readonly webUrl: string; readonly until: number } | undefined;
  return {
    /** The default branch and its head now, and where a browser shows the repository. */
    async defaultHead(): Promise<{ defaultBranch: string; head: string; webUrl: string }> {
      if (known === undefined || known.until < Date.now()) {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}', { ...repository });
        known = { name: data.default_branch, webUrl: data.html_url, until: Date.now() + defaultBranchMs };
      }
      const { name: defaultBranch, webUrl } = known;
      const head = await this.headOf(defaultBranch);
      if (head === undefined) throw new Error(`the default branch ${defaultBranch} has no commit yet`);
      return { defaultBranch, head, webUrl };
    },
    async headOf(branch: string): Promise<string | undefined> {
      try {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
          ...repository,
          ref: `heads/${branch}`,
        });
        return data.object.sha;
      } catch (error) {
        if (isStatus(error, 404)) return undefined;
        throw error;
      }
    },
    /** The base branch just before a merge: with a merge, a squash or a rebase alike. */
    async firstParent(commit: string): Promise<string> {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
        ...repository,
        commit_sha: commit,
      });
      const parent = data.parents[0]?.sha;
      if (parent === undefined) throw new Error(`commit ${commit} has no parent, so it merged nothing`);
      return parent;
    },
    /** Blob id of a path at a commit; undefined when it is not there or not a file. */
    async blobAt(commit: string, path: string): Promise<string | undefined> {
      try {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/contents/{path}', {
          ...repository,
          path,
          ref: commit,
        });
        return !Array.isArray(data) && data.type === 'file' ? data.sha : undefined;
      } catch (error) {
        if (isStatus(error, 404)) return undefined;
        throw error;
      }
    },
    async readBlob(blob: string): Promise<Buffer> {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
        ...repository,
        file_sha: blob,
      });
      return Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8');
    },
    /** Every file below a folder at a commit. */
    async list(commit: string, folder: string): Promise<FileAtRef[]> {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
        ...repository,
        tree_sha: commit,
        recursive: '1',
      });
      if (data.truncated) throw new Error('the ops repository has more files than GitHub lists in one answer');
      return data.tree.flatMap((entry) =>
        entry.type === 'blob' && entry.path.startsWith(folder)
          ? [{ path: entry.path, blob: entry.sha, mode: toMode(entry.mode) }]
          : [],
      );
    },
    /** @throws {TooManyFiles} */
    async compare(base: string, head: string): Promise<Comparison> {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
        ...repository,
        basehead: `${base}...${head}`,
        per_page: 100,
      });
      const files = data.files ?? [];
      if (files.length >= comparedFilesLimit) throw new TooManyFiles(data.merge_base_commit.sha);
      const commits = data.total_commits > data.commits.length ? await this.commitsBetween(base, head) : data.commits;
      return {
        mergeBase: data.merge_base_commit.sha,
        files: files.map((file) => ({
          path: file.filename,
          status: toStatus(file.status),
          ...(file.previous_filename === undefined ? {} : { previousPath: file.previous_filename }),
          blob: file.status === 'removed' ? undefined : (file.sha ?? undefined),
        })),
        committers: commits.flatMap((commit) => [loginOf(commit.author), loginOf(commit.committer)]),
      };
    },
    /**
     * Who moved a branch, by GitHub's own account: the names in commits are whatever their writer put there. Undefined
     * stands for somebody whom GitHub no longer names; the whole is undefined where the API tells nothing.
     */
    async pushersOf(branch: string): Promise<readonly (string | undefined)[] | undefined> {
      try {
        const activities = await octokit.paginate('GET /repos/{owner}/{repo}/activity', {
          ...repository,
          ref: `refs/heads/${branch}`,
          per_page: 100,
        });
        const moves = activities.filter((activity) => activity.activity_type !== 'branch_deletion');
        return [...new Set(moves.map((activity) => loginOf(activity.actor)))];
      } catch (error) {
        if (isStatus(error, 404)) return undefined;
        throw error;
      }
    },
    commitsBetween(base: string, head: string) {
      return octokit.paginate(
        'GET /repos/{owner}/{repo}/compare/{basehead}',
        { ...repository, basehead: `${base}...${head}`, per_page: 100 },
        (response) => response.data.commits,
      );
    },
    commitFiles(commit: NewCommit): Promise<{ head: string; created: boolean }> {
      return commitFiles(octokit, repository, this, commit);
    },
  };
}
export type Contents = ReturnType<typeof createContents>;

function toStatus(status: string): ComparedFile['status'] {
  switch (status) {
    case 'added':
    case 'removed':
    case 'renamed':
      return status;
    case 'copied':
      return 'added';
    default:
      return 'modified';
  }
}

const toMode = (mode: string): FileMode => (mode === '100755' || mode === '120000' ? mode : '100644');

/** octokit types an unknown account as null or as an empty object. */
function loginOf(user: { login?: string } | Record<string, never> | null): string | undefined {
  return typeof user?.login === 'string' ? user.login : undefined;
}
