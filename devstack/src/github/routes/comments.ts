import type { Access } from '../access.js';
import type { RepositoryAddress } from '../address.js';
import type { ApiRequest, ApiResponse } from '../api.js';
import type { BodyEdits } from '../body-edits.js';
import { loginOf } from '../caller-login.js';
import type { CommentIndex, IndexedComment } from '../comment-index.js';
import { bodyOf, type EmulatedRepository } from '../emulated-repository.js';
import { textAt } from '../json-object.js';
import { paginate } from '../pagination.js';
import type { PullRecords } from '../pull-records.js';
import { relay } from '../relay.js';
import { type Route, route } from '../router.js';
import { isSince } from '../since.js';
import { checkLength } from '../text-limit.js';

export interface CommentsDeps {
  readonly address: RepositoryAddress;
  readonly access: Access;
  readonly emulated: EmulatedRepository;
  readonly records: Pick<PullRecords, 'touch'>;
  readonly comments: CommentIndex;
  readonly edits: Pick<BodyEdits, 'note'>;
}

/** Comments on issues and pull requests. */
export function commentRoutes({ address, access, emulated, records, comments, edits }: CommentsDeps): Route[] {
  const readAll = async (found: readonly IndexedComment[]) =>
    await Promise.all(found.map(({ id }) => emulated.ask('front', 'GET', `/issues/comments/${id}`)));

  const listAll = async (request: ApiRequest): Promise<ApiResponse> => {
    const { sort = 'created', direction, since } = Object.fromEntries(request.query);
    const key = sort === 'updated' ? 'updatedAt' : 'createdAt';
    const found = comments.all().filter((comment) => isSince(comment.updatedAt, since));
    // GitHub reads the direction only together with a sort.
    const sign = direction === 'desc' && request.query.has('sort') ? -1 : 1;
    found.sort((a, b) => (a[key].localeCompare(b[key]) || a.id - b.id) * sign);
    const page = paginate(found, request, address.baseUrl);
    return { status: 200, body: await readAll(page.items), headers: page.headers };
  };

  const listOfIssue = async (request: ApiRequest): Promise<ApiResponse> => {
    const all = await emulated.all(`/issues/${Number(request.params.number)}/comments`);
    const found = all.filter((comment) => isSince(textAt(comment, 'updated_at'), request.query.get('since')));
    const page = paginate(found, request, address.baseUrl);
    return { status: 200, body: page.items, headers: page.headers };
  };

  const create = async (request: ApiRequest): Promise<ApiResponse> => {
    access.require(request.caller, { role: 'read', scope: 'issues' });
    const number = Number(request.params.number);
    const body = bodyOf(request);
    checkLength(body);
    const comment = await emulated.ask(request.caller, 'POST', `/issues/${number}/comments`, body);
    comments.note(comment);
    records.touch(number);
    return { status: 201, body: comment };
  };

  /** The author may change a comment, and so may who can write to the repository. */
  const checkOwner = async (request: ApiRequest, path: string) => {
    const before = await emulated.ask('front', 'GET', path);
    if (textAt(before, 'user', 'login') !== loginOf(request.caller)) {
      access.require(request.caller, { role: 'write', scope: 'issues' });
    }
    return before;
  };

  const update = async (request: ApiRequest): Promise<ApiResponse> => {
    const path = `/issues/comments/${request.params.id}`;
    const before = await checkOwner(request, path);
    const body = bodyOf(request);
    checkLength(body);
    const comment = await emulated.ask(request.caller, 'PATCH', path, body);
    if (textAt(comment, 'body') !== textAt(before, 'body')) edits.note(textAt(comment, 'node_id') ?? '');
    comments.note(comment);
    records.touch(numberOfIssue(textAt(comment, 'issue_url')));
    return { status: 200, body: comment };
  };

  const remove = async (request: ApiRequest): Promise<ApiResponse> => {
    const path = `/issues/comments/${request.params.id}`;
    await checkOwner(request, path);
    const answer = await emulated.call(request.caller, 'DELETE', path);
    if (answer.status === 204) comments.forget(Number(request.params.id));
    return relay(answer);
  };

  return [
    route('GET', '/issues/comments', listAll),
    route('PATCH', '/issues/comments/:id', update),
    route('DELETE', '/issues/comments/:id', remove),
    route('GET', '/issues/:number/comments', listOfIssue),
    route('POST', '/issues/:number/comments', create),
  ];
}

const numberOfIssue = (url: string | undefined): number => Number(/\/(\d+)$/.exec(url ?? '')?.[1]);
