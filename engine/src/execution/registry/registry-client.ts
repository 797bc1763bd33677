import { createHash } from 'node:crypto';
import type { Localized } from '../../actions/action.js';
import type { HttpAnswer, HttpClient } from '../http-client.js';

export interface Registry {
  /** `https://registry.example.com:5000` */
  readonly base: string;
  readonly repository: string;
  /** Whether the worker's own loopback may be asked. */
  readonly loopback: boolean;
  readonly login: { readonly user: string; readonly password: string } | undefined;
}

export type RegistryAnswer =
  | { readonly kind: 'found'; readonly body: unknown; readonly digest: string; readonly type: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly because: Localized };

/** Reads from a registry over the API of the OCI distribution specification 1.1, section "Pulling". */
export interface RegistryClient {
  manifest(reference: string): Promise<RegistryAnswer>;
  /** A small blob, such as an image's configuration. */
  blob(digest: string): Promise<RegistryAnswer>;
}

/** What images are described by, the lists of several platforms first. */
const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
/** Section "Pulling manifests" lets registries refuse larger manifests. */
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/** Asks one repository; the token that the registry wants is fetched when it asks for one, and kept for this client. */
export function createRegistryClient(
  deps: { readonly http: HttpClient; readonly timeoutMs: number; readonly signal: AbortSignal },
  registry: Registry,
): RegistryClient {
  let authorization: string | undefined;
  const send = (url: URL, headers: Record<string, string>) => {
    const { timeoutMs, signal } = deps;
    return deps.http.get({ url, timeoutMs, signal, loopback: registry.loopback, headers, maxBytes: MAX_BYTES });
  };
  const ask = async (path: string): Promise<HttpAnswer> => {
    const url = new URL(path, registry.base);
    const own = (): Record<string, string> => ({
      accept: ACCEPT,
      ...(authorization === undefined ? {} : { authorization }),
    });
    let answer = await send(url, own());
    if (answer.kind === 'answer' && answer.status === 401) {
      authorization = await authorize(answer.headers?.['www-authenticate'], registry, send);
      if (authorization !== undefined) answer = await send(url, own());
    }
    // Blobs often lie with somebody else, who must not get our token.
    for (let hops = 0, from = url; hops < MAX_REDIRECTS; hops += 1) {
      const target = redirectOf(answer, from);
      if (target === undefined) break;
      answer = await send(target, target.host === url.host ? own() : {});
      from = target;
    }
    return answer;
  };
  const read = async (path: string, wanted: string | undefined): Promise<RegistryAnswer> =>
    judge(await ask(path), wanted);
  return {
    manifest: (reference) =>
      read(
        `/v2/${registry.repository}/manifests/${reference}`,
        reference.startsWith('sha256:') ? reference : undefined,
      ),
    blob: (digest) => read(`/v2/${registry.repository}/blobs/${digest}`, digest),
  };
}

/** The bytes are what the digest says, or they are not believed. */
function judge(answer: HttpAnswer, wanted: string | undefined): RegistryAnswer {
  if (answer.kind !== 'answer') return { kind: 'failed', because: answer.because };
  if (answer.status === 404) return { kind: 'absent' };
  if (answer.status === 401 || answer.status === 403) {
    return {
      kind: 'failed',
      because: {
        en: 'the registry refuses access: check the name, or give it a user and password under `registries` of the inventory',
        fr: "le registre refuse l'accès : vérifiez le nom, ou donnez-lui un utilisateur et un mot de passe sous « registries » dans l'inventaire",
      },
    };
  }
  if (answer.status !== 200 || answer.bytes === undefined) {
    return {
      kind: 'failed',
      because: { en: `the registry answers ${answer.status}`, fr: `le registre répond ${answer.status}` },
    };
  }
  const digest = `sha256:${createHash('sha256').update(answer.bytes).digest('hex')}`;
  const header = answer.headers?.['docker-content-digest'];
  const claimed = wanted ?? (typeof header === 'string' && header.startsWith('sha256:') ? header : digest);
  if (claimed !== digest) {
    return {
      kind: 'failed',
      because: {
        en: `the registry sent something else than ${claimed}: its digest is ${digest}`,
        fr: `le registre a envoyé autre chose que ${claimed} : son empreinte est ${digest}`,
      },
    };
  }
  try {
    const body: unknown = JSON.parse(answer.body);
    return { kind: 'found', body, digest, type: answer.headers?.['content-type'] ?? '' };
  } catch {
    const because = { en: "the registry's answer is not JSON", fr: "la réponse du registre n'est pas du JSON" };
    return { kind: 'failed', because };
  }
}

type Send = (url: URL, headers: Record<string, string>) => Promise<HttpAnswer>;

/**
 * What the registry's challenge asks for (RFC 9110, 11.6.1; token service of the distribution project). A password
 * goes to the registry itself, and to a token service of the same host or domain, never in clear to another machine.
 */
async function authorize(challenge: string | undefined, registry: Registry, send: Send): Promise<string | undefined> {
  const { login } = registry;
  const basic =
    login === undefined ? undefined : `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
  if (challenge === undefined) return undefined;
  if (/^basic\b/i.test(challenge)) return basic;
  const field = (name: string) => new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(challenge)?.[1];
  const realm = field('realm');
  if (!/^bearer\b/i.test(challenge) || realm === undefined || !URL.canParse(realm)) return undefined;
  const url = new URL(realm);
  const own = new URL(registry.base);
  if (url.protocol !== 'https:' && url.host !== own.host) return undefined;
  const service = field('service');
  if (service !== undefined) url.searchParams.set('service', service);
  url.searchParams.set('scope', `repository:${registry.repository}:pull`);
  const trusted = basic !== undefined && isOfSameDomain(url.hostname, own.hostname);
  const answer = await send(url, trusted ? { authorization: basic } : {});
  if (answer.kind !== 'answer' || answer.status !== 200) return undefined;
  const token = tokenOf(answer.body);
  return token === undefined ? undefined : `Bearer ${token}`;
}

/** `auth.docker.io` is of the domain of `registry-1.docker.io`. Hosts without a domain are only of their own. */
function isOfSameDomain(one: string, other: string): boolean {
  const domain = (host: string) => host.slice(host.indexOf('.') + 1);
  return one === other || (one.split('.').length > 2 && domain(one) === domain(other) && !/^[0-9.]+$/.test(one));
}

function tokenOf(body: string): string | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return undefined;
    for (const name of ['token', 'access_token']) {
      const token: unknown = Reflect.get(value, name);
      // It becomes a header: nothing but visible ASCII.
      if (typeof token === 'string' && /^[\x21-\x7e]{1,16000}$/.test(token)) return token;
    }
  } catch {
    // No token, then.
  }
  return undefined;
}

function redirectOf(answer: HttpAnswer, from: URL): URL | undefined {
  if (answer.kind !== 'answer' || answer.location === undefined || answer.status < 300 || answer.status > 399) {
    return undefined;
  }
  if (!URL.canParse(answer.location, from.href)) return undefined;
  const target = new URL(answer.location, from);
  return target.protocol === 'https:' || target.host === from.host ? target : undefined;
}
