import type { EmulatorClient } from './emulator-client.js';
import { isJsonObject, type JsonObject, numberAt } from './json-object.js';
import type { GitHubSeed } from './options.js';
import { isoSeconds, type Signature } from './git/parse-objects.js';

export interface People {
  /** The short form of a user that other resources embed; undefined for a login that nobody has. */
  user(login: string): Promise<JsonObject | undefined>;
  /** Whom GitHub names as a commit's author or committer, from the e-mail; null when nobody. */
  byEmail(email: string): Promise<JsonObject | null>;
  /** How a commit that the API makes in somebody's name is signed, now. */
  signature(login: string): Promise<Signature>;
}

/** GitHub's own name on commits that it makes itself: merges, and commits of an app that names no author. */
export const webFlow = { login: 'web-flow', id: 19864447, name: 'GitHub', email: 'noreply@github.com' };

export const webFlowSignature = (): Signature => ({
  name: webFlow.name,
  email: webFlow.email,
  date: isoSeconds(new Date()),
});

/** Knows people by login and by e-mail; users are the emulator's. */
export function createPeople(seed: GitHubSeed, emulator: Pick<EmulatorClient, 'call'>, baseUrl: string): People {
  const known = new Map<string, JsonObject>();
  const emails = new Map(seed.users.map((user) => [user.email.toLowerCase(), user.login]));
  const names = new Map(seed.users.map((user) => [user.login, user]));

  const user: People['user'] = async (login) => {
    if (login === webFlow.login) return webFlowUser(baseUrl);
    const found = known.get(login);
    if (found !== undefined) return found;
    const { status, body } = await emulator.call({
      as: 'front',
      method: 'GET',
      target: `/users/${encodeURIComponent(login)}`,
    });
    if (status !== 200 || !isJsonObject(body)) return undefined;
    const short = Object.fromEntries(shortFields.filter((key) => key in body).map((key) => [key, body[key]]));
    known.set(login, short);
    return short;
  };

  return {
    user,
    async byEmail(email) {
      if (email.toLowerCase() === webFlow.email) return webFlowUser(baseUrl);
      const noreply = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/i.exec(email)?.[1];
      const login = noreply ?? emails.get(email.toLowerCase());
      return login === undefined ? null : ((await user(login)) ?? null);
    },
    async signature(login) {
      const date = isoSeconds(new Date());
      const seeded = names.get(login);
      if (seeded !== undefined) return { name: seeded.name, email: seeded.email, date };
      const id = numberAt(await user(login), 'id') ?? 0;
      return { name: login, email: `${id}+${login}@users.noreply.github.com`, date };
    },
  };
}

const shortFields = [
  'login',
  'id',
  'node_id',
  'avatar_url',
  'gravatar_id',
  'url',
  'html_url',
  'organizations_url',
  'repos_url',
  'type',
  'site_admin',
];

const webFlowUser = (baseUrl: string): JsonObject => ({
  login: webFlow.login,
  id: webFlow.id,
  url: `${baseUrl}/users/${webFlow.login}`,
  html_url: `${baseUrl}/${webFlow.login}`,
  type: 'User',
  site_admin: false,
});
