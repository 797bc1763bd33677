import { signAppToken } from './app-token.js';
import { textAt } from './json-object.js';
import { type GitHubSeed, tokenOf } from './options.js';
import { installationId } from './start-emulator.js';

/** How people of the sample organisation, and whoever got hold of the app's token, introduce themselves. */
export const devstackAgent = 'chatops-devstack';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, a text where it is none, undefined when empty. */
  readonly body: unknown;
}

export interface ApiClient {
  readonly token: string;
  /** Any answer is a value; throws only when the front cannot be reached. */
  request(method: string, path: string, body?: unknown): Promise<ApiAnswer>;
}

/** The seed has nobody of that name. */
export class UnknownPerson extends Error {
  override readonly name = 'UnknownPerson';

  constructor(
    readonly login: string,
    readonly known: readonly string[],
  ) {
    super(`There is no ${login} among the sample people. Use one of: ${known.join(', ')}.`);
  }
}

/** The front issued no installation token to its own app. */
export class NoInstallationToken extends Error {
  override readonly name = 'NoInstallationToken';

  constructor(readonly status: number) {
    super(`The app was refused an installation token (${status}). Check the seed's app id and private key.`);
  }
}

/** Calls the API over HTTP as the bearer of a token. */
export function createApiClient(url: string, token: string): ApiClient {
  return {
    token,
    async request(method, path, body) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          accept: 'application/vnd.github+json',
          'user-agent': devstackAgent,
          ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: parsed(text, response.headers) };
    },
  };
}

/** A client for one of the sample people. Throws UnknownPerson. */
export function personClient(url: string, seed: GitHubSeed, login: string): ApiClient {
  const user = seed.users.find((one) => one.login === login);
  if (user !== undefined) return createApiClient(url, tokenOf(user));
  throw new UnknownPerson(
    login,
    seed.users.map((one) => one.login),
  );
}

/** A client for the app in its installation, with a token of its own that lasts an hour. Throws NoInstallationToken. */
export async function installationClient(url: string, seed: GitHubSeed): Promise<ApiClient> {
  const app = createApiClient(url, signAppToken(seed.app));
  const issued = await app.request('POST', `/app/installations/${installationId}/access_tokens`);
  const token = textAt(issued.body, 'token');
  if (token === undefined) throw new NoInstallationToken(issued.status);
  return createApiClient(url, token);
}

function parsed(text: string, headers: Headers): unknown {
  if (text === '') return undefined;
  if (headers.get('content-type')?.includes('application/json') !== true) return text;
  const value: unknown = JSON.parse(text);
  return value;
}
