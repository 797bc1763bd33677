import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Access } from './access.js';
import type { RepositoryAddress } from './address.js';
import { devstackAgent } from './api-client.js';
import { type ApiRequest, type ApiResponse, type Handler, GitHubRefusal } from './api.js';
import type { Caller, Callers } from './callers.js';
import type { CallChecks } from './check-calls.js';
import { findRoute, type Route } from './router.js';
import type { WriteLog } from './write-log.js';

export interface ApiServerDeps {
  readonly address: RepositoryAddress;
  readonly callers: Pick<Callers, 'identify'>;
  readonly access: Pick<Access, 'requireRead'>;
  /** Routes below /repos/OWNER/REPO. */
  readonly repositoryRoutes: readonly Route[];
  readonly otherRoutes: readonly Route[];
  readonly fallback: Handler;
  readonly writeLog: WriteLog;
  readonly calls: Pick<CallChecks, 'note'>;
  /** Makes JSON say what GitHub's says, whoever it is from. */
  readonly mended: (body: unknown) => unknown;
  readonly log: (line: string) => void;
}

const bodyLimitBytes = 40 * 1024 * 1024;

/** Answers the REST API: who calls, which route, and GitHub's words for what is refused. */
export function createApiServer(deps: ApiServerDeps) {
  const { address, callers, access, repositoryRoutes, otherRoutes, fallback, writeLog, calls, mended, log } = deps;
  const prefix = `/repos/${address.fullName}`.toLowerCase();

  const handlerFor = (method: string, path: string, caller: Caller) => {
    const inside = path.toLowerCase() === prefix || path.toLowerCase().startsWith(`${prefix}/`);
    if (inside) access.requireRead(caller);
    const found = inside ? findRoute(repositoryRoutes, method, path.slice(prefix.length)) : undefined;
    return found ?? findRoute(otherRoutes, method, path) ?? { handler: fallback, params: {} };
  };

  const answer = async (message: IncomingMessage, caller: Caller): Promise<ApiResponse> => {
    const method = message.method ?? 'GET';
    const target = message.url ?? '/';
    const { pathname, searchParams: query } = new URL(target, address.baseUrl);
    const body = await readJson(message);
    // GraphQL is checked by its own types
    if (isTheApps(message, caller) && pathname !== '/graphql') calls.note({ method, target, body });
    const { handler, params } = handlerFor(method, pathname, caller);
    const request: ApiRequest = {
      method,
      target,
      query,
      params,
      body,
      caller,
      accept: message.headers.accept ?? '*/*',
    };
    const response = await handler(request);
    return { ...response, body: mended(response.body) };
  };

  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    let caller: Caller = { kind: 'anonymous' };
    let answered: ApiResponse;
    try {
      caller = callers.identify(message.headers.authorization);
      answered = await answer(message, caller);
    } catch (error) {
      answered = refusal(error, log, `${message.method} ${message.url}`);
    }
    const path = (message.url ?? '/').replace(/\?.*$/, '');
    writeLog.note({ method: message.method ?? 'GET', path, caller, status: answered.status });
    send(response, answered);
  };
}

/** Whatever calls as the app is the app, but for who says to be somebody else with its token. */
const isTheApps = ({ headers }: IncomingMessage, { kind }: Caller): boolean =>
  (kind === 'jwt' || kind === 'installation') && headers['user-agent'] !== devstackAgent;

function refusal(error: unknown, log: (line: string) => void, what: string): ApiResponse {
  const documentation_url = 'https://docs.github.com/rest';
  if (error instanceof GitHubRefusal) {
    const errors = error.errors === undefined ? {} : { errors: error.errors };
    return {
      status: error.status,
      body: { message: error.message, ...errors, documentation_url, status: String(error.status) },
    };
  }
  log(`${what} failed: ${error instanceof Error ? error.stack : String(error)}`);
  return { status: 500, body: { message: 'Server Error', documentation_url } };
}

function send(response: ServerResponse, { status, body, headers = {} }: ApiResponse): void {
  if (body === undefined || status === 204) {
    response.writeHead(status, headers).end();
    return;
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text), ...headers }).end(text);
}

/** The JSON body of a request, undefined when empty. Throws 400 as GitHub does, and 413 above 40 MB. */
export async function readJson(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    length += bytes.length;
    if (length > bodyLimitBytes) throw new GitHubRefusal(413, 'Payload too big');
    chunks.push(bytes);
  }
  if (length === 0) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return value;
  } catch {
    throw new GitHubRefusal(400, 'Problems parsing JSON');
  }
}
