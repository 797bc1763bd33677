import type { RepositoryAddress } from './address.js';
import { type ApiRequest, GitHubRefusal, notFound } from './api.js';
import type { EmulatorAnswer, EmulatorCall, EmulatorClient } from './emulator-client.js';
import { isJsonObject, type JsonObject, textAt } from './json-object.js';

export interface EmulatedRepository {
  /** A call below the repository, as somebody. */
  call(as: EmulatorCall['as'], method: string, path: string, body?: unknown): Promise<EmulatorAnswer>;
  /** Like `call`, for an object that must come back. Throws the emulator's refusal as GitHub's. */
  ask(as: EmulatorCall['as'], method: string, path: string, body?: unknown): Promise<JsonObject>;
  /** One pull request as the emulator has it. Throws 404. */
  pull(number: string | number): Promise<JsonObject>;
  all(path: string): Promise<JsonObject[]>;
  /** The repository itself, as payloads embed it. */
  self(): Promise<JsonObject>;
}

/** The part of the emulator that belongs to the front's repository. */
export function createEmulatedRepository(
  emulator: EmulatorClient,
  { fullName }: RepositoryAddress,
): EmulatedRepository {
  const call: EmulatedRepository['call'] = (as, method, path, body) =>
    emulator.call({ as, method, target: `/repos/${fullName}${path}`, body });

  const ask: EmulatedRepository['ask'] = async (as, method, path, body) => {
    const answer = await call(as, method, path, body);
    if (answer.status >= 300 || !isJsonObject(answer.body)) throw refusalOf(answer);
    return answer.body;
  };

  return {
    call,
    ask,
    async pull(number) {
      if (!/^\d+$/.test(String(number))) throw notFound();
      return ask('front', 'GET', `/pulls/${number}`);
    },
    all: (path) => emulator.all(`/repos/${fullName}${path}`),
    self: () => ask('front', 'GET', ''),
  };
}

const refusalOf = ({ status, body }: EmulatorAnswer): GitHubRefusal =>
  new GitHubRefusal(status >= 300 ? status : 502, textAt(body, 'message') ?? 'Not Found');

/** The parsed body of a request that must be an object; an absent one counts as empty. */
export function bodyOf({ body }: Pick<ApiRequest, 'body'>): JsonObject {
  if (body === undefined) return {};
  if (!isJsonObject(body)) throw new GitHubRefusal(400, 'Body should be a JSON object');
  return body;
}
