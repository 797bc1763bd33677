import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestStack } from './test-stack.js';

export interface RelayedCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Undefined when nothing was sent. */
  readonly body: unknown;
}
export interface RelayedAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
/** What somebody does between a call and its answer: before it goes on, or with what comes back. */
export interface Interference {
  matches(call: RelayedCall): boolean;
  /** Happens before the call reaches GitHub. */
  before?(call: RelayedCall): Promise<void>;
  /** Another answer than GitHub's. */
  answer?(answer: RelayedAnswer, call: RelayedCall): RelayedAnswer | Promise<RelayedAnswer>;
}
export interface Relay {
  readonly url: string;
  /** What the worker asked, oldest first. */
  readonly calls: readonly RelayedCall[];
  /** Until the returned function is called. */
  interfere(interference: Interference): () => void;
}

/** Stands between a worker and GitHub, so that a test can act between one call of the worker and the next. */
export async function startRelay({ stack, endWith }: Pick<TestStack, 'stack' | 'endWith'>): Promise<Relay> {
  const calls: RelayedCall[] = [];
  const interferences = new Set<Interference>();
  const server = createServer((request, response) => {
    relay(request).then(
      ({ status, body, type, headers }) =>
        void response
          .writeHead(status, { 'content-type': type, ...headers })
          .end(body === undefined ? undefined : type.includes('json') ? JSON.stringify(body) : String(body)),
      // a connection that breaks is what octokit sees when GitHub is away
      () => response.destroy(),
    );
  });
  async function relay(request: IncomingMessage): Promise<RelayedAnswer & { readonly type: string }> {
    const sent = await textOf(request);
    const body: unknown = sent === '' ? undefined : JSON.parse(sent);
    const call = { method: request.method ?? '', path: request.url ?? '', body };
    calls.push(call);
    const meddling = [...interferences].filter((one) => one.matches(call));
    for (const one of meddling) await one.before?.(call);
    const { authorization, accept = '*/*' } = request.headers;
    const response = await fetch(`${stack.github.url}${call.path}`, {
      method: call.method,
      headers: { accept, ...(authorization === undefined ? {} : { authorization }) },
      ...(sent === '' ? {} : { body: sent }),
    });
    const type = response.headers.get('content-type') ?? 'text/plain';
    const text = await response.text();
    const parsed: unknown = text === '' ? undefined : type.includes('json') ? JSON.parse(text) : text;
    let answer: RelayedAnswer = { status: response.status, body: parsed };
    for (const one of meddling) answer = (await one.answer?.(answer, call)) ?? answer;
    return { ...answer, type: answer.body === parsed ? type : 'application/json; charset=utf-8' };
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endWith(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  // a TCP server's address is always an object
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    interfere(interference) {
      interferences.add(interference);
      return () => void interferences.delete(interference);
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
