import type { Access } from '../access.js';
import type { RepositoryAddress } from '../address.js';
import { type ApiRequest, notFound, GitHubRefusal, validationFailed } from '../api.js';
import { bodyOf } from '../emulated-repository.js';
import { type GitRepository, isRefName, RefConflict, type RefMove } from '../git/git-repository.js';
import { type JsonObject, textAt } from '../json-object.js';
import { paginate } from '../pagination.js';
import { presentCommit } from '../present-commit.js';
import type { People } from '../people.js';
import type { RefMoves } from '../ref-moves.js';
import { type Route, route } from '../router.js';
import { contentsWrite } from './git-data.js';

export interface RefsDeps {
  readonly address: RepositoryAddress;
  readonly access: Access;
  readonly git: GitRepository;
  readonly people: People;
  readonly refMoves: RefMoves;
}

/** Refs and branches. */
export function refRoutes(deps: RefsDeps): Route[] {
  const { address, access, git, refMoves } = deps;

  const present = (ref: string, sha: string): JsonObject => ({
    ref,
    node_id: Buffer.from(ref).toString('base64url'),
    url: `${address.apiUrl}/git/${ref}`,
    object: { sha, type: 'commit', url: `${address.apiUrl}/git/commits/${sha}` },
  });

  const current = async (ref: string): Promise<string | undefined> => (isRefName(ref) ? git.resolve(ref) : undefined);

  const move = async (change: RefMove, request: ApiRequest, refusal: string) => {
    try {
      await refMoves.move(change, request.caller);
    } catch (error) {
      throw error instanceof RefConflict ? new GitHubRefusal(422, refusal) : error;
    }
  };

  const get = async ({ params: { name = '' } }: ApiRequest) => {
    const sha = await current(`refs/${name}`);
    if (sha === undefined) throw notFound();
    return { status: 200, body: present(`refs/${name}`, sha) };
  };

  const create = async (request: ApiRequest) => {
    access.require(request.caller, contentsWrite);
    const body = bodyOf(request);
    const ref = textAt(body, 'ref') ?? '';
    const sha = textAt(body, 'sha') ?? '';
    if (!/^refs\/(heads|tags)\/./.test(ref) || !isRefName(ref)) {
      throw new GitHubRefusal(422, 'Reference name must start with "refs/" and be well formed.');
    }
    if ((await git.commit(sha)) === undefined) throw new GitHubRefusal(422, 'Object does not exist');
    await move({ ref, to: sha, from: undefined }, request, 'Reference already exists');
    return { status: 201, body: present(ref, sha) };
  };

  const update = async (request: ApiRequest) => {
    access.require(request.caller, contentsWrite);
    const body = bodyOf(request);
    const ref = `refs/${request.params.name ?? ''}`;
    const to = textAt(body, 'sha') ?? '';
    const from = await current(ref);
    if (from === undefined) throw new GitHubRefusal(422, 'Reference does not exist');
    if ((await git.commit(to)) === undefined) throw new GitHubRefusal(422, 'Object does not exist');
    if (body.force !== true && !(await git.isAncestor(from, to)))
      throw new GitHubRefusal(422, 'Update is not a fast forward');
    await move({ ref, to, from }, request, 'Reference cannot be updated');
    return { status: 200, body: present(ref, to) };
  };

  const remove = async (request: ApiRequest) => {
    access.require(request.caller, contentsWrite);
    const ref = `refs/${request.params.name ?? ''}`;
    const from = await current(ref);
    if (from === undefined) throw new GitHubRefusal(422, 'Reference does not exist');
    if (ref === 'refs/heads/main') throw validationFailed('Cannot delete the default branch');
    await move({ ref, to: undefined, from }, request, 'Reference cannot be deleted');
    return { status: 204 };
  };

  const listBranches = async (request: ApiRequest) => {
    const refs = [...(await git.refs('refs/heads/'))];
    const page = paginate(refs, request, address.baseUrl);
    const body = page.items.map(([ref, sha]) => ({
      name: ref.slice('refs/heads/'.length),
      commit: { sha, url: `${address.apiUrl}/commits/${sha}` },
      protected: false,
    }));
    return { status: 200, body, headers: page.headers };
  };

  return [
    route('GET', '/git/ref/*name', get),
    route('GET', '/git/matching-refs/*name', async ({ params: { name = '' } }) => {
      const refs = await git.refs(`refs/${name}`);
      return { status: 200, body: [...refs].map(([ref, sha]) => present(ref, sha)) };
    }),
    route('POST', '/git/refs', create),
    route('PATCH', '/git/refs/*name', update),
    route('DELETE', '/git/refs/*name', remove),
    route('GET', '/branches', listBranches),
    route('GET', '/branches/*name', async ({ params: { name = '' } }) => {
      const sha = await current(`refs/heads/${name}`);
      const commit = sha === undefined ? undefined : await git.commit(sha);
      if (commit === undefined) throw notFound();
      return { status: 200, body: { name, commit: await presentCommit(commit, deps), protected: false } };
    }),
  ];
}
