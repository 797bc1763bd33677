import type { Access } from '../access.js';
import type { RepositoryAddress } from '../address.js';
import { type ApiRequest, type ApiResponse, validationFailed } from '../api.js';
import { loginOf } from '../caller-login.js';
import type { BodyEdits } from '../body-edits.js';
import { bodyOf, type EmulatedRepository } from '../emulated-repository.js';
import { type JsonObject, numberAt, objectsOf, textAt } from '../json-object.js';
import { paginate } from '../pagination.js';
import { issueOfPull, type PullPresentation } from '../present-pull.js';
import type { PullRecords } from '../pull-records.js';
import { relay } from '../relay.js';
import { type Route, route } from '../router.js';
import { isSince } from '../since.js';
import { checkLength } from '../text-limit.js';

export interface IssuesDeps {
  readonly address: RepositoryAddress;
  readonly access: Access;
  readonly emulated: EmulatedRepository;
  readonly records: Pick<PullRecords, 'get' | 'close' | 'reopen' | 'touch'>;
  readonly pulls: PullPresentation;
  readonly edits: Pick<BodyEdits, 'note'>;
}

/** Issues. To GitHub every pull request is one too; the emulator shows them apart. */
export function issueRoutes({ address, access, emulated, records, pulls, edits }: IssuesDeps): Route[] {
  const list = async (request: ApiRequest): Promise<ApiResponse> => {
    const {
      state = 'open',
      since,
      sort = 'created',
      direction = 'desc',
      creator,
      labels,
    } = Object.fromEntries(request.query);
    const [issues, pullRequests] = await Promise.all([
      emulated.all(`/issues?state=${encodeURIComponent(state)}`),
      emulated.all(`/pulls?state=${encodeURIComponent(state)}`),
    ]);
    const shown = await Promise.all(pullRequests.map(async (pull) => issueOfPull(await pulls.brief(pull), address)));
    const wanted = [...issues, ...shown]
      .filter((issue) => isSince(textAt(issue, 'updated_at'), since))
      .filter((issue) => creator === undefined || textAt(issue, 'user', 'login') === creator)
      .filter((issue) => hasLabels(issue, labels));
    const key = sort === 'updated' ? 'updated_at' : 'created_at';
    wanted.sort((a, b) => compareIssues(a, b, key) * (direction === 'asc' ? 1 : -1));
    const page = paginate(wanted, request, address.baseUrl);
    return { status: 200, body: page.items, headers: page.headers };
  };

  const isPull = (request: ApiRequest): boolean => records.get(Number(request.params.number)) !== undefined;

  const get = async (request: ApiRequest): Promise<ApiResponse> => {
    const number = request.params.number ?? '';
    if (isPull(request)) {
      return { status: 200, body: issueOfPull(await pulls.full(await emulated.pull(number)), address) };
    }
    return relay(await emulated.call(request.caller, 'GET', `/issues/${number}`));
  };

  const create = async (request: ApiRequest): Promise<ApiResponse> => {
    access.require(request.caller, { role: 'read', scope: 'issues' });
    const body = bodyOf(request);
    checkLength(body);
    if (textAt(body, 'title') === undefined)
      throw validationFailed({ resource: 'Issue', field: 'title', code: 'missing_field' });
    return relay(await emulated.call(request.caller, 'POST', '/issues', body));
  };

  const update = async (request: ApiRequest): Promise<ApiResponse> => {
    const number = Number(request.params.number);
    const path = isPull(request) ? `/pulls/${number}` : `/issues/${number}`;
    const before = await emulated.ask('front', 'GET', path);
    if (textAt(before, 'user', 'login') !== loginOf(request.caller)) {
      access.require(request.caller, { role: 'triage', scope: 'issues' });
    }
    const body = bodyOf(request);
    checkLength(body);
    const answer = await emulated.ask(request.caller, 'PATCH', path, body);
    if (textAt(answer, 'body') !== textAt(before, 'body')) edits.note(textAt(answer, 'node_id') ?? '');
    if (!isPull(request)) return { status: 200, body: answer };
    if (body.state === 'closed') records.close(number);
    else if (body.state === 'open') records.reopen(number);
    else records.touch(number);
    return { status: 200, body: issueOfPull(await pulls.full(answer), address) };
  };

  return [
    route('GET', '/issues', list),
    route('POST', '/issues', create),
    route('GET', '/issues/:number', get),
    route('PATCH', '/issues/:number', update),
  ];
}

const compareIssues = (a: JsonObject, b: JsonObject, key: string): number =>
  Date.parse(textAt(a, key) ?? '') - Date.parse(textAt(b, key) ?? '') ||
  (numberAt(a, 'number') ?? 0) - (numberAt(b, 'number') ?? 0);

function hasLabels(issue: JsonObject, labels: string | undefined): boolean {
  const names = objectsOf(issue.labels).map((label) => textAt(label, 'name'));
  return (labels ?? '')
    .split(',')
    .filter(Boolean)
    .every((label) => names.includes(label));
}
