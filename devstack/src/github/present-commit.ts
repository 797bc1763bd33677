import type { RepositoryAddress } from './address.js';
import type { FileChange } from './git/parse-diff.js';
import type { Commit } from './git/parse-objects.js';
import type { JsonObject } from './json-object.js';
import type { People } from './people.js';

export interface CommitPresentation {
  readonly address: RepositoryAddress;
  readonly people: Pick<People, 'byEmail'>;
}

/** A commit as the commits, compare and pull APIs show it, with the people that GitHub knows by their e-mails. */
export async function presentCommit(commit: Commit, { address, people }: CommitPresentation): Promise<JsonObject> {
  const [author, committer] = await Promise.all([
    people.byEmail(commit.author.email),
    people.byEmail(commit.committer.email),
  ]);
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${address.apiUrl}/git/trees/${commit.tree}` },
      url: `${address.apiUrl}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: unsigned,
    },
    url: `${address.apiUrl}/commits/${commit.sha}`,
    html_url: `${address.htmlUrl}/commit/${commit.sha}`,
    comments_url: `${address.apiUrl}/commits/${commit.sha}/comments`,
    author,
    committer,
    parents: parentsOf(commit, address, 'commits'),
  };
}

/** A commit as the git data API shows it. */
export function presentGitCommit(commit: Commit, address: RepositoryAddress): JsonObject {
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url: `${address.apiUrl}/git/commits/${commit.sha}`,
    html_url: `${address.htmlUrl}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${address.apiUrl}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: parentsOf(commit, address, 'git/commits'),
    verification: unsigned,
  };
}

const parentsOf = ({ parents }: Commit, { apiUrl, htmlUrl }: RepositoryAddress, kind: string) =>
  parents.map((sha) => ({ sha, url: `${apiUrl}/${kind}/${sha}`, html_url: `${htmlUrl}/commit/${sha}` }));

/** GitHub signs what it commits itself; nothing is signed here. */
const unsigned = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** A changed file as the compare, commit and pull APIs show it. */
export function presentFile(file: FileChange, head: string, { apiUrl, htmlUrl }: RepositoryAddress): JsonObject {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  return {
    sha: file.blob,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${htmlUrl}/blob/${head}/${path}`,
    raw_url: `${htmlUrl}/raw/${head}/${path}`,
    contents_url: `${apiUrl}/contents/${path}?ref=${head}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  };
}
