import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { GitHubRefusal } from './api.js';
import { isJsonObject } from './json-object.js';
import { type GitHubSeed, tokenOf } from './options.js';

/** Who sends a request. `jwt` is the app itself, `installation` the app acting in the organisation. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'person'; readonly login: string }
  | { readonly kind: 'jwt'; readonly jwt: string }
  | {
      readonly kind: 'installation';
      readonly token: string;
      readonly login: string;
      readonly permissions: Readonly<Record<string, string>>;
    };

export interface Callers {
  /** Names the caller of a request; throws GitHubRefusal (401) on a token that GitHub would not know. */
  identify(authorization: string | undefined): Caller;
  /** Believes an installation token from now until it expires; `issued` is the body GitHub answers with. */
  admit(issued: unknown): void;
}

interface InstallationToken {
  readonly caller: Caller;
  readonly expiresAt: number;
}

/** Knows the tokens of the sample people, of the app, and those that were issued to its installation. */
export function createCallers(seed: GitHubSeed, now: () => number = Date.now): Callers {
  const people = new Map(seed.users.map((user) => [tokenOf(user), user.login]));
  const installationTokens = new Map<string, InstallationToken>();
  const appKey = createPublicKey(seed.app.privateKeyPem);

  return {
    identify(authorization) {
      const token = tokenIn(authorization);
      if (token === undefined) return { kind: 'anonymous' };
      if (token.split('.').length === 3) {
        checkAppToken(token, { key: appKey, appId: seed.app.id, nowSeconds: now() / 1000 });
        return { kind: 'jwt', jwt: token };
      }
      const login = people.get(token);
      if (login !== undefined) return { kind: 'person', login };
      const issued = installationTokens.get(token);
      if (issued === undefined || issued.expiresAt <= now()) throw new GitHubRefusal(401, 'Bad credentials');
      return issued.caller;
    },
    admit(issued) {
      if (!isJsonObject(issued)) return;
      const { token, expires_at: expiresAt, permissions } = issued;
      if (typeof token !== 'string' || typeof expiresAt !== 'string' || !isJsonObject(permissions)) return;
      const granted = Object.entries(permissions).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      );
      const login = `${seed.app.slug}[bot]`;
      const caller: Caller = { kind: 'installation', token, login, permissions: Object.fromEntries(granted) };
      installationTokens.set(token, { caller, expiresAt: Date.parse(expiresAt) });
    },
  };
}

/** `Bearer T` and `token T` as the API takes them; `Basic` as git sends it, with the token as the password. */
function tokenIn(authorization: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (authorization ?? '').trim().split(/\s+/, 2);
  switch (scheme.toLowerCase()) {
    case 'bearer':
    case 'token':
      return value;
    case 'basic': {
      const pair = Buffer.from(value, 'base64').toString('utf8');
      const colon = pair.indexOf(':');
      const password = pair.slice(colon + 1);
      return password === '' ? pair.slice(0, colon) : password;
    }
    default:
      return undefined;
  }
}

/** GitHub's rules for an app's token: RS256, `iss` the app, alive, and for ten minutes at most (a minute of drift). */
function checkAppToken(jwt: string, expected: { key: KeyObject; appId: number; nowSeconds: number }): void {
  const refuse = (message: string) => new GitHubRefusal(401, message);
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const claims = claimsOf(payload);
  const signed = Buffer.from(`${header}.${payload}`);
  const genuine = verify('RSA-SHA256', signed, expected.key, Buffer.from(signature, 'base64url'));
  if (claims === undefined || !genuine) throw refuse('A JSON web token could not be decoded');
  if (String(claims.iss) !== String(expected.appId)) throw refuse('Integration not found');
  const expires = Number(claims.exp);
  if (!(expires > expected.nowSeconds))
    throw refuse(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (expires > expected.nowSeconds + 660) throw refuse("'Expiration time' claim ('exp') is too far in the future");
}

function claimsOf(payload: string): Record<string, unknown> | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isJsonObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
