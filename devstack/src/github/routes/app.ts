import type { RepositoryAddress } from '../address.js';
import { type ApiRequest, type ApiResponse, GitHubRefusal, notFound } from '../api.js';
import type { Callers } from '../callers.js';
import type { EmulatedRepository } from '../emulated-repository.js';
import type { EmulatorClient } from '../emulator-client.js';
import { type JsonObject, numberAt } from '../json-object.js';
import { paginate } from '../pagination.js';
import { relay } from '../relay.js';
import { type Route, route } from '../router.js';
import { installationId } from '../start-emulator.js';
import type { Delivery, WebhookSender } from '../webhook-sender.js';

export interface AppDeps {
  readonly address: RepositoryAddress;
  readonly callers: Callers;
  readonly emulator: Pick<EmulatorClient, 'call'>;
  readonly emulated: EmulatedRepository;
  readonly webhooks: WebhookSender;
}

/** What an app asks about itself: installations, tokens, the repositories it sees, its delivery log. */
export function appRoutes({ address, callers, emulator, emulated, webhooks }: AppDeps): Route[] {
  const requireJwt = ({ caller }: ApiRequest) => {
    if (caller.kind !== 'jwt') throw new GitHubRefusal(401, 'A JSON web token could not be decoded');
  };

  const forward = async (request: ApiRequest): Promise<ApiResponse> => {
    requireJwt(request);
    const { caller, method, target, body } = request;
    return relay(await emulator.call({ as: caller, method, target, body }));
  };

  const issueToken = async (request: ApiRequest): Promise<ApiResponse> => {
    requireJwt(request);
    const { caller, method, target, body } = request;
    const answer = await emulator.call({ as: caller, method, target, body: body ?? {} });
    if (answer.status === 201) callers.admit(answer.body);
    return relay(answer);
  };

  const repositories = async ({ caller }: ApiRequest): Promise<ApiResponse> => {
    if (caller.kind !== 'installation') throw new GitHubRefusal(403, 'Resource not accessible by integration');
    const repository = await emulated.self();
    return { status: 200, body: { total_count: 1, repository_selection: 'all', repositories: [repository] } };
  };

  const deliveries = async (request: ApiRequest): Promise<ApiResponse> => {
    requireJwt(request);
    const repository = numberAt(await emulated.self(), 'id');
    const newestFirst = [...webhooks.deliveries()].reverse();
    const cursor = Number(request.query.get('cursor') ?? 'NaN');
    const from = Number.isNaN(cursor) ? newestFirst : newestFirst.filter(({ id }) => id <= cursor);
    const { items } = paginate(from, { ...request, query: withoutPage(request.query) }, address.baseUrl);
    const next = from[items.length];
    const headers = next === undefined ? {} : { link: `<${nextUrl(request, address, next.id)}>; rel="next"` };
    return { status: 200, body: items.map((delivery) => summary(delivery, repository)), headers };
  };

  const delivery = async (request: ApiRequest): Promise<ApiResponse> => {
    requireJwt(request);
    const found = webhooks.deliveries().find(({ id }) => String(id) === request.params.id);
    if (found === undefined) throw notFound();
    const payload: unknown = JSON.parse(found.body);
    const sent = { request: { headers: found.headers, payload }, response: { headers: {}, payload: null } };
    return { status: 200, body: { ...summary(found, undefined), ...sent } };
  };

  const redeliver = async (request: ApiRequest): Promise<ApiResponse> => {
    requireJwt(request);
    const id = Number(request.params.id);
    if (!webhooks.deliveries().some((one) => one.id === id)) throw notFound();
    void webhooks.redeliver(id);
    return { status: 202, body: {} };
  };

  const ofRepository = `/repos/${address.fullName}/installation`;
  return [
    route('GET', '/app', forward),
    route('GET', '/app/installations', forward),
    route('GET', '/app/installations/:id', forward),
    route('POST', '/app/installations/:id/access_tokens', issueToken),
    route('GET', ofRepository, forward),
    // the emulator answers 403, as to a missing permission, where GitHub has no installation to tell of
    route('GET', '/repos/:owner/:repo/installation', async (request) => {
      requireJwt(request);
      throw notFound();
    }),
    route('GET', '/orgs/:org/installation', forward),
    route('GET', '/installation/repositories', repositories),
    route('GET', '/app/hook/deliveries', deliveries),
    route('GET', '/app/hook/deliveries/:id', delivery),
    route('POST', '/app/hook/deliveries/:id/attempts', redeliver),
  ];
}

const summary = (delivery: Delivery, repositoryId: number | undefined): JsonObject => ({
  id: delivery.id,
  guid: delivery.guid,
  delivered_at: delivery.deliveredAt,
  redelivery: delivery.redelivery,
  duration: delivery.durationMs / 1000,
  status: delivery.status,
  status_code: delivery.statusCode,
  event: delivery.event,
  action: delivery.action ?? null,
  installation_id: installationId,
  repository_id: repositoryId ?? null,
});

function withoutPage(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams(query);
  kept.delete('page');
  return kept;
}

function nextUrl(request: ApiRequest, { baseUrl }: RepositoryAddress, cursor: number): URL {
  const url = new URL(request.target, baseUrl);
  url.searchParams.set('cursor', String(cursor));
  return url;
}
