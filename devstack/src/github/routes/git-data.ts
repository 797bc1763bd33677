import type { Access } from '../access.js';
import type { RepositoryAddress } from '../address.js';
import { type ApiRequest, GitHubRefusal, notFound, validationFailed } from '../api.js';
import { loginOf } from '../caller-login.js';
import { bodyOf } from '../emulated-repository.js';
import type { GitRepository } from '../git/git-repository.js';
import { isoSeconds, type Signature, type TreeEntry } from '../git/parse-objects.js';
import { InvalidTree, isSafePath, type TreeChange } from '../git/tree-writer.js';
import { isJsonObject, type JsonObject, objectsOf, textAt, textsOf } from '../json-object.js';
import { type People, webFlowSignature } from '../people.js';
import { presentGitCommit } from '../present-commit.js';
import { type Route, route } from '../router.js';

export interface GitDataDeps {
  readonly address: RepositoryAddress;
  readonly access: Access;
  readonly git: GitRepository;
  readonly people: Pick<People, 'signature'>;
}

export const contentsWrite = { role: 'write', scope: 'contents' } as const;

/** Blobs, trees and commits of the git data API. */
export function gitDataRoutes({ address, access, git, people }: GitDataDeps): Route[] {
  const treeUrl = (sha: string) => `${address.apiUrl}/git/trees/${sha}`;
  const blobUrl = (sha: string) => `${address.apiUrl}/git/blobs/${sha}`;

  const entriesOf = async (sha: string, prefix: string, recursive: boolean): Promise<JsonObject[]> => {
    const listed = await git.tree(sha);
    const nested = (listed ?? []).map(async (entry) => {
      const path = prefix + entry.name;
      const below = recursive && entry.type === 'tree' ? await entriesOf(entry.sha, `${path}/`, true) : [];
      return [await presentEntry(entry, path), ...below];
    });
    return (await Promise.all(nested)).flat();
  };

  const presentEntry = async ({ mode, type, sha }: TreeEntry, path: string): Promise<JsonObject> => {
    const size = type === 'blob' ? { size: (await git.read(sha))?.content.length ?? 0 } : {};
    return { path, mode, type, sha, ...size, url: type === 'tree' ? treeUrl(sha) : blobUrl(sha) };
  };

  const treeChange = async (entry: JsonObject): Promise<TreeChange> => {
    const path = textAt(entry, 'path');
    const mode = textAt(entry, 'mode') ?? '100644';
    const content = textAt(entry, 'content');
    if (path === undefined || !isSafePath(path))
      throw validationFailed('tree.path contains a malformed path component');
    if (content !== undefined) return { path, mode, sha: await git.writeBlob(Buffer.from(content, 'utf8')) };
    if (entry.sha === null) return { path, mode, sha: undefined };
    const sha = textAt(entry, 'sha');
    if (sha === undefined || (await git.read(sha)) === undefined)
      throw validationFailed(`tree.sha ${sha} is not a valid object`);
    return { path, mode, sha };
  };

  const postTree = async (request: ApiRequest) => {
    access.require(request.caller, contentsWrite);
    const body = bodyOf(request);
    const base = textAt(body, 'base_tree');
    if (base !== undefined && (await git.tree(base)) === undefined)
      throw validationFailed('base_tree is not a valid tree');
    const changes = await Promise.all(objectsOf(body.tree).map(treeChange));
    if (changes.length === 0) throw validationFailed('Invalid tree info');
    const sha = await git.writeTree(base, changes).catch((error: unknown) => {
      throw error instanceof InvalidTree ? validationFailed('tree contains invalid entries') : error;
    });
    return { status: 201, body: { sha, url: treeUrl(sha), tree: await entriesOf(sha, '', false), truncated: false } };
  };

  const postCommit = async (request: ApiRequest) => {
    access.require(request.caller, contentsWrite);
    const body = bodyOf(request);
    const message = textAt(body, 'message');
    const tree = textAt(body, 'tree');
    const parents = textsOf(body.parents);
    if (message === undefined) throw validationFailed({ resource: 'Commit', field: 'message', code: 'missing_field' });
    if (tree === undefined || (await git.tree(tree)) === undefined) throw validationFailed('Tree SHA does not exist');
    for (const parent of parents) {
      if ((await git.commit(parent)) === undefined)
        throw validationFailed('Parent SHA does not exist or is not a commit object');
    }
    const signatures = await signaturesOf(request, body, people);
    const sha = await git.writeCommit({ tree, parents, message, ...signatures });
    const commit = await git.commit(sha);
    return { status: 201, body: commit === undefined ? undefined : presentGitCommit(commit, address) };
  };

  return [
    route('POST', '/git/blobs', async (request) => {
      access.require(request.caller, contentsWrite);
      const body = bodyOf(request);
      const content = textAt(body, 'content');
      if (content === undefined) throw validationFailed({ resource: 'Blob', field: 'content', code: 'missing_field' });
      const encoding = textAt(body, 'encoding') === 'base64' ? 'base64' : 'utf8';
      const sha = await git.writeBlob(Buffer.from(content, encoding));
      return { status: 201, body: { sha, url: blobUrl(sha) } };
    }),
    route('GET', '/git/blobs/:sha', async ({ params: { sha = '' } }) => {
      const found = isId(sha) ? await git.read(sha) : undefined;
      if (found?.type !== 'blob') throw notFound();
      const content = found.content.toString('base64');
      const body = {
        sha,
        node_id: `B_${sha}`,
        size: found.content.length,
        url: blobUrl(sha),
        content,
        encoding: 'base64',
      };
      return { status: 200, body };
    }),
    route('POST', '/git/trees', postTree),
    route('GET', '/git/trees/*sha', async ({ params: { sha = '' }, query }) => {
      const found = isId(sha) ? await git.read(`${sha}^{tree}`) : await readTreeOf(git, sha);
      if (found === undefined) throw notFound();
      // GitHub takes any value of `recursive`, even 0, for yes.
      const tree = await entriesOf(found.sha, '', query.has('recursive'));
      return { status: 200, body: { sha: found.sha, url: treeUrl(found.sha), tree, truncated: false } };
    }),
    route('POST', '/git/commits', postCommit),
    route('GET', '/git/commits/:sha', async ({ params: { sha = '' } }) => {
      const commit = isId(sha) ? await git.commit(sha) : undefined;
      if (commit === undefined) throw notFound();
      return { status: 200, body: presentGitCommit(commit, address) };
    }),
  ];
}

const isId = (sha: string): boolean => /^[0-9a-f]{40}$/.test(sha);

async function readTreeOf(git: GitRepository, name: string) {
  const commit = await git.resolve(name);
  return commit === undefined ? undefined : git.read(`${commit}^{tree}`);
}

/**
 * Who a commit through the API is by. Whoever is named; without a committer, the author; without either, the caller.
 * An app that names neither is the author, and GitHub itself (web-flow) the committer, which signs.
 */
export async function signaturesOf(
  { caller }: Pick<ApiRequest, 'caller'>,
  body: JsonObject,
  people: Pick<People, 'signature'>,
): Promise<{ author: Signature; committer: Signature }> {
  const author = named(body.author);
  const committer = named(body.committer);
  const own = await people.signature(loginOf(caller));
  const silentApp = caller.kind === 'installation' && author === undefined && committer === undefined;
  return { author: author ?? own, committer: committer ?? (silentApp ? webFlowSignature() : (author ?? own)) };
}

function named(value: unknown): Signature | undefined {
  if (!isJsonObject(value)) return undefined;
  const name = textAt(value, 'name');
  const email = textAt(value, 'email');
  if (name === undefined || email === undefined)
    throw new GitHubRefusal(422, 'Invalid request. "name" and "email" are required.');
  const date = Date.parse(textAt(value, 'date') ?? '');
  return { name, email, date: isoSeconds(Number.isNaN(date) ? new Date() : new Date(date)) };
}
