import { lookup as systemLookup } from 'node:dns';
import { type IncomingHttpHeaders, type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Localized } from '../actions/action.js';
import { classifyAddress } from './address-guard.js';
import { explainHttpError } from './explain-http-error.js';

const MAX_BODY = 64 * 1024;

export interface HttpRequest {
  readonly url: URL;
  readonly timeoutMs: number;
  /** Whether the worker's own loopback may be asked. */
  readonly loopback: boolean;
  readonly signal: AbortSignal;
  /** Besides our own; lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How much of the body is kept; 64 KiB unless said otherwise. */
  readonly maxBytes?: number;
}

export type HttpAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** The first 64 KiB, as UTF-8. */
      readonly body: string;
      /** Until the status line arrived. */
      readonly ms: number;
      /** Undefined without TLS. */
      readonly tlsDaysLeft: number | undefined;
      readonly location: string | undefined;
      /** The body as it came. */
      readonly bytes?: Buffer;
      readonly headers?: IncomingHttpHeaders;
    }
  /** The address may not be asked; asking again changes nothing. */
  | { readonly kind: 'forbidden'; readonly because: Localized }
  | { readonly kind: 'no-answer'; readonly because: Localized };

/** One GET, no redirect followed, no proxy, no connection kept. */
export interface HttpClient {
  get(request: HttpRequest): Promise<HttpAnswer>;
}

/** An HTTP check led to an address that no check may reach. */
export class ForbiddenAddress extends Error {
  constructor(
    readonly host: string,
    readonly address: string,
  ) {
    super(
      `${host} is ${address}, which checks never ask. Use an address of a server, or name the URL as a service's health in the inventory.`,
    );
    this.name = 'ForbiddenAddress';
  }
}

/** Asks with Node's own HTTP client. Names are resolved once and the address that was judged is the one connected to. */
export function createHttpClient(
  deps: {
    readonly lookup?: typeof systemLookup;
    readonly now?: () => number;
    /** Certificate authorities to trust instead of Node's, as PEM. */
    readonly ca?: string;
  } = {},
): HttpClient {
  const { lookup = systemLookup, now = Date.now, ca } = deps;
  return {
    async get(request) {
      const host = request.url.hostname.replace(/^\[(.*)\]$/, '$1');
      try {
        // An address in the URL is connected to without any lookup, so it is judged here.
        if (isIP(host) !== 0) judge(host, host, request.loopback);
        return await ask(request, { lookup: guarded(lookup, request.loopback), now, ca });
      } catch (error) {
        if (error instanceof ForbiddenAddress) return { kind: 'forbidden', because: sayForbidden(error) };
        return { kind: 'no-answer', because: explainHttpError(error, request.timeoutMs) };
      }
    },
  };
}

function ask(
  request: HttpRequest,
  { lookup, now, ca }: { readonly lookup: LookupFunction; readonly now: () => number; readonly ca: string | undefined },
): Promise<HttpAnswer> {
  const send = request.url.protocol === 'https:' ? requestTls : requestPlain;
  const limit = AbortSignal.timeout(request.timeoutMs);
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const outgoing = send(request.url, {
      agent: false,
      lookup,
      ...(ca === undefined ? {} : { ca }),
      signal: AbortSignal.any([request.signal, limit]),
      headers: { 'user-agent': 'chatops-commander', accept: '*/*', ...request.headers },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const ms = Math.round(performance.now() - started);
      const tlsDaysLeft = daysLeft(response, now());
      readBody(response, request.maxBytes ?? MAX_BODY).then(
        (bytes) =>
          resolve({
            kind: 'answer',
            status: response.statusCode ?? 0,
            body: bytes.toString('utf8'),
            bytes,
            headers: response.headers,
            ms,
            tlsDaysLeft,
            location: response.headers.location,
          }),
        reject,
      );
    });
    outgoing.end();
  });
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

function daysLeft(response: IncomingMessage, now: number): number | undefined {
  if (!(response.socket instanceof TLSSocket)) return undefined;
  const end = Date.parse(response.socket.getPeerCertificate().valid_to);
  return Number.isNaN(end) ? undefined : Math.floor((end - now) / 86_400_000);
}

/** Resolves, and refuses the name when any of its addresses is refused: a mixed answer is an attempt to slip by. */
function guarded(lookup: typeof systemLookup, loopback: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '');
      try {
        for (const { address } of addresses) judge(hostname, address, loopback);
      } catch (refusal) {
        return callback(refusal instanceof Error ? refusal : new Error(String(refusal)), '');
      }
      const [first] = addresses;
      if (options.all === true || first === undefined) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

/** Throws ForbiddenAddress. */
function judge(host: string, address: string, loopback: boolean): void {
  const kind = classifyAddress(address);
  if (kind === 'forbidden' || (kind === 'loopback' && !loopback)) throw new ForbiddenAddress(host, address);
}

const sayForbidden = ({ host, address }: ForbiddenAddress): Localized => ({
  en: `${host} is ${address}, which checks never ask; use a server of the inventory or a service's health URL`,
  fr: `${host} correspond à ${address}, que les vérifications n'interrogent jamais ; utilisez un serveur de l'inventaire ou l'URL de santé d'un service`,
});
