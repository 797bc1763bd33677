import type { Access } from '../access.js';
import type { RepositoryAddress } from '../address.js';
import { type ApiRequest, GitHubRefusal, validationFailed } from '../api.js';
import { bodyOf, type EmulatedRepository } from '../emulated-repository.js';
import type { Compare } from '../git/compare.js';
import type { GitRepository } from '../git/git-repository.js';
import { isJsonObject, type JsonObject, numberAt, objectsOf, textAt, textsOf } from '../json-object.js';
import { paginate } from '../pagination.js';
import type { People } from '../people.js';
import { presentCommit, presentFile } from '../present-commit.js';
import type { PullPresentation } from '../present-pull.js';
import type { PullRecord, PullRecords } from '../pull-records.js';
import { relay } from '../relay.js';
import { type Route, route } from '../router.js';
import { checkLength } from '../text-limit.js';

export interface PullsDeps {
  readonly address: RepositoryAddress;
  readonly access: Access;
  readonly git: GitRepository;
  readonly compare: Compare;
  readonly people: People;
  readonly emulated: EmulatedRepository;
  readonly records: PullRecords;
  readonly pulls: PullPresentation;
}

export const pullsWrite = { role: 'write', scope: 'pull_requests' } as const;
const pullsTriage = { role: 'triage', scope: 'pull_requests' } as const;

/** Pull requests, except for merging and reviewing them. The record is the emulator's, branches and diffs are git's. */
export function pullRoutes(deps: PullsDeps): Route[] {
  const { address, access, git, compare, emulated, records, pulls } = deps;

  const recordOf = async (request: ApiRequest): Promise<PullRecord> => {
    const record = await records.observe(await emulated.pull(request.params.number ?? ''));
    if (record === undefined) throw new GitHubRefusal(404, 'Not Found');
    return record;
  };

  const list = async (request: ApiRequest) => {
    const { state, head, base, sort, direction } = Object.fromEntries(request.query);
    const wanted = (await emulated.all(`/pulls?${new URLSearchParams({ state: state ?? 'open' })}`))
      .filter((pull) => base === undefined || textAt(pull, 'base', 'ref') === base)
      // GitHub ignores a head without its owner.
      .filter((pull) => head?.includes(':') !== true || textAt(pull, 'head', 'label') === head);
    const shown = await Promise.all(wanted.map(pulls.brief));
    const key = sort === 'updated' ? 'updated_at' : 'created_at';
    const descending = direction === undefined ? sort === undefined || sort === 'created' : direction === 'desc';
    shown.sort((a, b) => order(a, b, key) * (descending ? -1 : 1));
    const page = paginate(shown, request, address.baseUrl);
    return { status: 200, body: page.items, headers: page.headers };
  };

  const create = async (request: ApiRequest) => {
    access.require(request.caller, pullsWrite);
    const body = bodyOf(request);
    checkLength(body);
    const headName = textAt(body, 'head') ?? '';
    const headRef = headName.startsWith(`${address.owner}:`) ? headName.slice(address.owner.length + 1) : headName;
    const baseRef = textAt(body, 'base') ?? '';
    const invalid = (field: string) => validationFailed({ resource: 'PullRequest', field, code: 'invalid' });
    const head = headRef === '' ? undefined : await git.resolve(`refs/heads/${headRef}`);
    const base = baseRef === '' ? undefined : await git.resolve(`refs/heads/${baseRef}`);
    if (textAt(body, 'title') === undefined)
      throw validationFailed({ resource: 'PullRequest', field: 'title', code: 'missing_field' });
    if (head === undefined) throw invalid('head');
    if (base === undefined) throw invalid('base');
    const refuse = (message: string) => validationFailed({ resource: 'PullRequest', code: 'custom', message });
    if ((await compare(base, head))?.ahead.length === 0) throw refuse(`No commits between ${baseRef} and ${headRef}`);
    const twin = records
      .all()
      .find((one) => one.state === 'open' && one.headRef === headRef && one.baseRef === baseRef);
    if (twin !== undefined) throw refuse(`A pull request already exists for ${address.owner}:${headRef}.`);
    const created = await emulated.ask(request.caller, 'POST', '/pulls', { ...body, head: headRef });
    return { status: 201, body: await pulls.full(created) };
  };

  const update = async (request: ApiRequest) => {
    const number = request.params.number ?? '';
    const before = await emulated.pull(number);
    const isAuthor = request.caller.kind === 'person' && textAt(before, 'user', 'login') === request.caller.login;
    if (!isAuthor) access.require(request.caller, pullsTriage);
    const body = bodyOf(request);
    checkLength(body);
    const record = await records.observe(before);
    if (record?.state === 'merged' && body.state === 'open') throw refuseReopening();
    // A client may send any field; the emulator must not make branches for a new base by itself.
    const updated = await emulated.ask(request.caller, 'PATCH', `/pulls/${number}`, without(body, 'base'));
    if (record !== undefined && record.state !== 'merged') {
      if (body.state === 'closed') records.close(record.number);
      else if (body.state === 'open') records.reopen(record.number);
      else records.touch(record.number);
    }
    return { status: 200, body: await pulls.full(updated) };
  };

  const files = async (request: ApiRequest) => {
    const record = await recordOf(request);
    const compared = await compare(record.base, record.head);
    const page = paginate(compared?.files ?? [], request, address.baseUrl);
    return {
      status: 200,
      body: page.items.map((file) => presentFile(file, record.head, address)),
      headers: page.headers,
    };
  };

  const commits = async (request: ApiRequest) => {
    const record = await recordOf(request);
    const compared = await compare(record.base, record.head);
    // The documented limit of this list; more are only in the commits of the head.
    const page = paginate((compared?.ahead ?? []).slice(0, 250), request, address.baseUrl);
    const found = await Promise.all(page.items.map((sha) => git.commit(sha)));
    const shown = found.filter((commit) => commit !== undefined).map((commit) => presentCommit(commit, deps));
    return { status: 200, body: await Promise.all(shown), headers: page.headers };
  };

  const requestReviewers = async (request: ApiRequest) => {
    access.require(request.caller, pullsTriage);
    const number = request.params.number ?? '';
    const pull = await emulated.pull(number);
    const body = bodyOf(request);
    for (const login of textsOf(body.reviewers)) {
      if (login === textAt(pull, 'user', 'login')) {
        throw new GitHubRefusal(422, 'Review cannot be requested from pull request author.');
      }
      if (!access.isMember(login)) {
        throw new GitHubRefusal(
          422,
          `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${address.fullName} repository.`,
        );
      }
    }
    const updated = await emulated.ask(request.caller, 'POST', `/pulls/${number}/requested_reviewers`, body);
    return { status: 201, body: await pulls.brief(updated) };
  };

  return [
    route('GET', '/pulls', list),
    route('POST', '/pulls', create),
    route('GET', '/pulls/:number', async ({ params }) => ({
      status: 200,
      body: await pulls.full(await emulated.pull(params.number ?? '')),
    })),
    route('PATCH', '/pulls/:number', update),
    route('GET', '/pulls/:number/files', files),
    route('GET', '/pulls/:number/commits', commits),
    route('GET', '/pulls/:number/requested_reviewers', async ({ params }) => {
      const pull = await emulated.pull(params.number ?? '');
      return {
        status: 200,
        body: { users: objectsOf(pull.requested_reviewers), teams: objectsOf(pull.requested_teams) },
      };
    }),
    route('POST', '/pulls/:number/requested_reviewers', requestReviewers),
    route('DELETE', '/pulls/:number/requested_reviewers', async (request) => {
      access.require(request.caller, pullsTriage);
      const path = `/pulls/${request.params.number}/requested_reviewers`;
      const answer = await emulated.call(request.caller, 'DELETE', path, request.body);
      return relay({ ...answer, body: isJsonObject(answer.body) ? await pulls.brief(answer.body) : answer.body });
    }),
  ];
}

function order(a: JsonObject, b: JsonObject, key: string): number {
  const byTime = Date.parse(textAt(a, key) ?? '') - Date.parse(textAt(b, key) ?? '');
  return byTime !== 0 ? byTime : (numberAt(a, 'number') ?? 0) - (numberAt(b, 'number') ?? 0);
}

const without = (body: JsonObject, key: string): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== key));

const refuseReopening = () =>
  validationFailed({
    resource: 'PullRequest',
    field: 'state',
    code: 'invalid',
    message: 'state cannot be changed. The pull request was merged.',
  });
