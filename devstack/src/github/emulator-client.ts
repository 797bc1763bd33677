import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { Caller } from './callers.js';
import { isJsonObject, type JsonObject } from './json-object.js';

export interface EmulatorCall {
  /** Who it is done as; `front` for what the front itself must read or set up. */
  readonly as: Caller | 'front';
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly body?: unknown;
  readonly accept?: string;
}

export interface EmulatorAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface EmulatorClient {
  call(call: EmulatorCall): Promise<EmulatorAnswer>;
  /** Every item of a paged list, read as the front. Throws EmulatorUnexpected unless the list is there. */
  all(target: string): Promise<JsonObject[]>;
  close(): void;
}

/** The emulator did not answer as the front relies on. */
export class EmulatorUnexpected extends Error {
  override readonly name = 'EmulatorUnexpected';

  constructor(
    readonly call: string,
    readonly status: number,
  ) {
    super(`The GitHub emulator answered ${status} to ${call}. Check that emulate 0.12.2 is installed (npm ci).`);
  }
}

export interface EmulatorPlace {
  readonly port: number;
  /** The front's own host and port: the emulator builds its links from the Host header. */
  readonly publicHost: string;
  /** A token that the emulator knows for a login. */
  readonly tokenFor: (login: string) => string;
  readonly frontLogin: string;
}

/** Talks to the emulator over one kept-alive connection pool. */
export function createEmulatorClient({ port, publicHost, tokenFor, frontLogin }: EmulatorPlace): EmulatorClient {
  const agent = new Agent({ keepAlive: true });

  const authorization = (as: EmulatorCall['as']): Record<string, string> => {
    if (as === 'front') return { authorization: `token ${tokenFor(frontLogin)}` };
    switch (as.kind) {
      case 'anonymous':
        return {};
      case 'person':
        return { authorization: `token ${tokenFor(as.login)}` };
      case 'installation':
        return { authorization: `token ${as.token}` };
      case 'jwt':
        return { authorization: `Bearer ${as.jwt}` };
      default:
        return as satisfies never;
    }
  };

  const call = (wanted: EmulatorCall): Promise<EmulatorAnswer> => {
    const { as, method, target, body, accept } = wanted;
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent,
          host: '127.0.0.1',
          port,
          method,
          path: target,
          headers: {
            ...authorization(as),
            host: publicHost,
            accept: accept ?? 'application/json',
            ...(payload === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bodyOf(text, answer.headers) });
          });
        },
      );
      sent.on('error', (error) => {
        // it closed an idle connection at the very moment of this call, and has read nothing of it
        const closedWhileIdle = sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
        if (closedWhileIdle) call(wanted).then(resolve, reject);
        else reject(error);
      });
      sent.end(payload);
    });
  };

  return {
    call,
    async all(target) {
      const items: JsonObject[] = [];
      for (let page = 1; ; page += 1) {
        const paged = `${target}${target.includes('?') ? '&' : '?'}per_page=100&page=${page}`;
        const { status, body } = await call({ as: 'front', method: 'GET', target: paged });
        if (status !== 200 || !Array.isArray(body)) throw new EmulatorUnexpected(`GET ${paged}`, status);
        items.push(...body.filter(isJsonObject));
        if (body.length < 100) return items;
      }
    },
    close: () => agent.destroy(),
  };
}

function bodyOf(text: string, headers: IncomingHttpHeaders): unknown {
  if (text === '') return undefined;
  if (headers['content-type']?.includes('json') !== true) return text;
  const body: unknown = JSON.parse(text);
  return body;
}
