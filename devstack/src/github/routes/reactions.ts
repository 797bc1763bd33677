import type { Access } from '../access.js';
import type { RepositoryAddress } from '../address.js';
import { type ApiRequest, type ApiResponse, notFound, validationFailed } from '../api.js';
import { loginOf } from '../caller-login.js';
import { bodyOf, type EmulatedRepository } from '../emulated-repository.js';
import { isoSeconds } from '../git/parse-objects.js';
import { type JsonObject, textAt } from '../json-object.js';
import { paginate } from '../pagination.js';
import type { People } from '../people.js';
import { type Reaction, type Reactions, reactionContents } from '../reactions.js';
import { type Route, route } from '../router.js';

export interface ReactionsDeps {
  readonly address: RepositoryAddress;
  readonly access: Access;
  readonly emulated: EmulatedRepository;
  readonly people: Pick<People, 'user'>;
  readonly reactions: Reactions;
}

/** Reactions on issues, pull requests and their comments. */
export function reactionRoutes({ address, access, emulated, people, reactions }: ReactionsDeps): Route[] {
  const subjects = ['/issues/comments/:id', '/issues/:id'];

  /** The API URL of what a request reacts to. Throws 404 when there is no such thing. */
  const subjectOf = async (pattern: string, { params: { id = '' } }: ApiRequest): Promise<string> => {
    const path = pattern.replace(':id', id);
    const exists = await emulated.call('front', 'GET', path);
    if (exists.status !== 200) await emulated.pull(pattern === '/issues/:id' ? id : 'none');
    return `${address.apiUrl}${path}`;
  };

  const present = ({ id, content, user, createdAt }: Reaction): JsonObject => ({
    id,
    node_id: `REA_${id}`,
    user,
    content,
    created_at: createdAt,
  });

  const add = async (pattern: string, request: ApiRequest): Promise<ApiResponse> => {
    access.require(request.caller, { role: 'read', scope: 'issues' });
    const subject = await subjectOf(pattern, request);
    const content = reactionContents.find((one) => one === textAt(bodyOf(request), 'content'));
    if (content === undefined) throw validationFailed({ resource: 'Reaction', field: 'content', code: 'invalid' });
    const user = await people.user(loginOf(request.caller));
    if (user === undefined) throw notFound();
    const { reaction, added } = reactions.add(subject, { content, user, createdAt: isoSeconds(new Date()) });
    return { status: added ? 201 : 200, body: present(reaction) };
  };

  const list = async (pattern: string, request: ApiRequest): Promise<ApiResponse> => {
    const subject = await subjectOf(pattern, request);
    const wanted = request.query.get('content');
    const found = reactions.list(subject).filter((one) => wanted === null || one.content === wanted);
    const page = paginate(found, request, address.baseUrl);
    return { status: 200, body: page.items.map(present), headers: page.headers };
  };

  const remove = async (pattern: string, request: ApiRequest): Promise<ApiResponse> => {
    const subject = await subjectOf(pattern, request);
    const reaction = reactions.list(subject).find((one) => String(one.id) === request.params.reaction);
    if (reaction === undefined || reaction.user.login !== loginOf(request.caller)) throw notFound();
    reactions.remove(subject, reaction.id);
    return { status: 204 };
  };

  return subjects.flatMap((pattern) => [
    route('POST', `${pattern}/reactions`, (request) => add(pattern, request)),
    route('GET', `${pattern}/reactions`, (request) => list(pattern, request)),
    route('DELETE', `${pattern}/reactions/:reaction`, (request) => remove(pattern, request)),
  ]);
}
