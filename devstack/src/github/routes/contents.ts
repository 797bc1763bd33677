import type { Access } from '../access.js';
import type { RepositoryAddress } from '../address.js';
import { type ApiRequest, type ApiResponse, GitHubRefusal, notFound, validationFailed } from '../api.js';
import { bodyOf } from '../emulated-repository.js';
import { type GitRepository, RefConflict } from '../git/git-repository.js';
import type { GitObject } from '../git/object-reader.js';
import { parseTree } from '../git/parse-objects.js';
import { type JsonObject, textAt } from '../json-object.js';
import type { People } from '../people.js';
import { presentGitCommit } from '../present-commit.js';
import type { RefMoves } from '../ref-moves.js';
import { type Route, route } from '../router.js';
import { contentsWrite, signaturesOf } from './git-data.js';
import { isSafePath } from '../git/tree-writer.js';

export interface ContentsDeps {
  readonly address: RepositoryAddress;
  readonly access: Access;
  readonly git: GitRepository;
  readonly people: People;
  readonly refMoves: RefMoves;
}

/** Above this, the contents API gives no content; the blobs API does. */
const inlineLimitBytes = 1024 * 1024;

/** Files and folders at a ref, and single-file commits. */
export function contentsRoutes({ address, access, git, people, refMoves }: ContentsDeps): Route[] {
  const lookUp = async (commit: string, path: string): Promise<GitObject | undefined> =>
    path === '' ? git.read(`${commit}^{tree}`) : git.read(`${commit}:${path}`);

  const links = (path: string, ref: string, sha: string, kind: 'blob' | 'tree') => {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    const url = `${address.apiUrl}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
    const git = `${address.apiUrl}/git/${kind}s/${sha}`;
    const html = `${address.htmlUrl}/${kind}/${ref}/${encoded}`;
    const download = kind === 'blob' ? `${address.htmlUrl}/raw/${ref}/${encoded}` : null;
    return { url, git_url: git, html_url: html, download_url: download, _links: { self: url, git, html } };
  };

  const file = (path: string, ref: string, { sha, content }: GitObject): JsonObject => {
    const inline = content.length <= inlineLimitBytes;
    return {
      type: 'file',
      encoding: inline ? 'base64' : 'none',
      size: content.length,
      name: path.split('/').at(-1),
      path,
      content: inline ? inLines(content.toString('base64')) : '',
      sha,
      ...links(path, ref, sha, 'blob'),
    };
  };

  const folder = (path: string, ref: string, { content }: GitObject): JsonObject[] =>
    parseTree(content).map((entry) => {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      const kind = entry.type === 'tree' ? 'tree' : 'blob';
      const type = entry.type === 'tree' ? 'dir' : 'file';
      return { type, size: 0, name: entry.name, path: inner, sha: entry.sha, ...links(inner, ref, entry.sha, kind) };
    });

  const get = async ({ params, query, accept }: ApiRequest): Promise<ApiResponse> => {
    const ref = query.get('ref') ?? 'main';
    const path = (params.path ?? '').replace(/\/+$/, '');
    const commit = await git.resolve(ref);
    if (commit === undefined) throw new GitHubRefusal(404, `No commit found for the ref ${ref}`);
    const found = await lookUp(commit, path);
    if (found === undefined) throw notFound();
    if (found.type === 'tree') return { status: 200, body: folder(path, ref, found) };
    if (accept.includes('raw')) {
      return {
        status: 200,
        body: found.content.toString('utf8'),
        headers: { 'content-type': 'application/vnd.github.raw' },
      };
    }
    return { status: 200, body: file(path, ref, found) };
  };

  const write = async (request: ApiRequest, content: Buffer | undefined): Promise<ApiResponse> => {
    access.require(request.caller, contentsWrite);
    const body = bodyOf(request);
    const path = request.params.path ?? '';
    const branch = textAt(body, 'branch') ?? 'main';
    const message = textAt(body, 'message');
    if (message === undefined || !isSafePath(path)) throw validationFailed('Invalid request.');
    const ref = `refs/heads/${branch}`;
    const head = await git.resolve(ref);
    if (head === undefined) throw new GitHubRefusal(404, `Branch ${branch} not found`);
    const before = await lookUp(head, path);
    checkExpected(path, textAt(body, 'sha'), before, content === undefined);

    const blob = content === undefined ? undefined : await git.writeBlob(content);
    const tree = await git.writeTree(head, [{ path, mode: '100644', sha: blob }]);
    const sha = await git.writeCommit({
      tree,
      parents: [head],
      message,
      ...(await signaturesOf(request, body, people)),
    });
    await refMoves.move({ ref, to: sha, from: head }, request.caller).catch((error: unknown) => {
      throw error instanceof RefConflict ? new GitHubRefusal(409, `${branch} moved while this was written`) : error;
    });
    const [after, commit] = await Promise.all([lookUp(sha, path), git.commit(sha)]);
    return {
      status: before === undefined ? 201 : 200,
      body: {
        content: after === undefined ? null : file(path, branch, after),
        commit: commit === undefined ? null : presentGitCommit(commit, address),
      },
    };
  };

  return [
    route('GET', '/contents', get),
    route('GET', '/contents/', get),
    route('GET', '/contents/*path', get),
    route('PUT', '/contents/*path', (request) => {
      const content = textAt(request.body, 'content');
      if (content === undefined) throw new GitHubRefusal(422, 'Invalid request. "content" wasn\'t supplied.');
      return write(request, Buffer.from(content, 'base64'));
    }),
    route('DELETE', '/contents/*path', (request) => write(request, undefined)),
  ];
}

/** An existing file is only replaced by who names the blob that it replaces. */
function checkExpected(
  path: string,
  expected: string | undefined,
  before: GitObject | undefined,
  deletes: boolean,
): void {
  if (before === undefined && deletes) throw notFound();
  if (expected === undefined && before !== undefined)
    throw new GitHubRefusal(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  if (expected !== undefined && expected !== before?.sha)
    throw new GitHubRefusal(409, `${path} does not match ${expected}`);
}

/** GitHub breaks base64 after sixty characters. */
const inLines = (base64: string): string => base64.replaceAll(/.{1,60}/g, '$&\n');
