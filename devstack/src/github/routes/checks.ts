import type { RepositoryAddress } from '../address.js';
import { type ApiRequest, type ApiResponse, GitHubRefusal, notFound, validationFailed } from '../api.js';
import type { CheckRuns } from '../check-runs.js';
import { bodyOf, type EmulatedRepository } from '../emulated-repository.js';
import type { GitRepository } from '../git/git-repository.js';
import { type JsonObject, objectAt, objectsOf, textAt } from '../json-object.js';
import { paginate } from '../pagination.js';
import { type Route, route } from '../router.js';

export interface ChecksDeps {
  readonly address: RepositoryAddress;
  readonly git: Pick<GitRepository, 'resolve' | 'commit'>;
  readonly emulated: EmulatedRepository;
  readonly checkRuns: CheckRuns;
}

/** Annotations that GitHub takes in one request. */
const annotationLimit = 50;
const outputLimit = 65_535;

/** Check runs, with GitHub's limits. */
export function checkRoutes({ address, git, emulated, checkRuns }: ChecksDeps): Route[] {
  const requireApp = ({ caller }: ApiRequest) => {
    if (caller.kind === 'anonymous') throw new GitHubRefusal(401, 'Requires authentication');
    if (caller.kind !== 'installation') throw new GitHubRefusal(403, 'You must authenticate via a GitHub App.');
    if (caller.permissions.checks !== 'write') throw new GitHubRefusal(403, 'Resource not accessible by integration');
  };

  const create = async (request: ApiRequest): Promise<ApiResponse> => {
    requireApp(request);
    const body = completed(bodyOf(request));
    checkOutput(body);
    const sha = textAt(body, 'head_sha') ?? '';
    if ((await git.commit(sha)) === undefined) throw new GitHubRefusal(422, `No commit found for SHA: ${sha}`);
    const run = await emulated.ask(request.caller, 'POST', '/check-runs', body);
    checkRuns.note(run);
    return { status: 201, body: run };
  };

  const update = async (request: ApiRequest): Promise<ApiResponse> => {
    requireApp(request);
    const body = completed(bodyOf(request));
    checkOutput(body);
    await addToAnnotations(body, request);
    const run = await emulated.ask(request.caller, 'PATCH', `/check-runs/${request.params.id}`, body);
    return { status: 200, body: run };
  };

  const annotationsOf = async ({ caller, params, query }: ApiRequest): Promise<JsonObject[]> => {
    const path = `/check-runs/${params.id}/annotations?${query}`;
    return objectsOf((await emulated.ask(caller, 'GET', path)).check_annotations);
  };

  /** An update adds to the annotations that are there; the emulator would replace them. */
  const addToAnnotations = async (body: JsonObject, request: ApiRequest): Promise<void> => {
    const output = objectAt(body, 'output');
    if (output === undefined) return;
    const before = await annotationsOf({ ...request, query: new URLSearchParams({ per_page: '100' }) });
    output.annotations = [...before, ...objectsOf(output.annotations)];
  };

  const ofCommit = async (request: ApiRequest): Promise<ApiResponse> => {
    const sha = await git.resolve(request.params.ref ?? '');
    if (sha === undefined) throw notFound();
    const all = await checkRuns.of(sha);
    const { check_name: name, status, filter = 'latest' } = Object.fromEntries(request.query);
    const found = all
      .filter((run) => name === undefined || textAt(run, 'name') === name)
      .filter((run) => status === undefined || textAt(run, 'status') === status);
    const runs = filter === 'latest' ? latestByName(found) : found;
    const page = paginate(runs, request, address.baseUrl);
    return { status: 200, body: { total_count: runs.length, check_runs: page.items }, headers: page.headers };
  };

  return [
    route('POST', '/check-runs', create),
    route('PATCH', '/check-runs/:id', update),
    route('GET', '/check-runs/:id/annotations', async (request) => ({
      status: 200,
      body: await annotationsOf(request),
    })),
    route('GET', '/commits/*ref/check-runs', ofCommit),
  ];
}

/** Giving a conclusion completes the run, whatever status is sent or not. */
const completed = (body: JsonObject): JsonObject =>
  typeof body.conclusion === 'string' ? { ...body, status: 'completed' } : body;

function checkOutput(body: JsonObject): void {
  const output = objectAt(body, 'output');
  if (output === undefined) return;
  if (objectsOf(output.annotations).length > annotationLimit) {
    throw validationFailed(`No more than ${annotationLimit} annotations are allowed per request`);
  }
  for (const field of ['summary', 'text']) {
    if ((textAt(output, field) ?? '').length > outputLimit)
      throw validationFailed(`Only ${outputLimit} characters are allowed in ${field}`);
  }
}

function latestByName(newestFirst: readonly JsonObject[]): JsonObject[] {
  const seen = new Set<string>();
  return newestFirst.filter((run) => {
    const name = textAt(run, 'name') ?? '';
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
