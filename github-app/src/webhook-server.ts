import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery } from './deliveries.js';
import type { Answer } from './receive-delivery.js';

/** GitHub caps a payload at 25 MB (docs.github.com, "Webhook events and payloads"). */
const largestBody = 25 * 1024 * 1024;

export interface WebhookServerOptions {
  readonly port: number;
  readonly host: string;
  receive(delivery: Delivery): Promise<Answer>;
  /** Undefined when ready, else why not. */
  notReady(): Promise<string | undefined>;
  warn(message: string, error: unknown): void;
}

/** The app's way in: webhooks, and the probes of an orchestrator. Nothing else answers. */
export async function startWebhookServer(
  options: WebhookServerOptions,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    route(request, options).then(
      (answer) => reply(response, answer),
      (error: unknown) => {
        options.warn('a delivery could not be taken; the sweep will find what it was about', error);
        reply(response, { status: 503, text: 'not taken, try again' });
      },
    );
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  // a TCP server's address is always an AddressInfo
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

type HttpAnswer = Answer | { readonly status: 404 | 405 | 413 | 503; readonly text: string };

async function route(request: IncomingMessage, options: WebhookServerOptions): Promise<HttpAnswer> {
  const path = request.url?.split('?')[0];
  if (path === '/healthz') return { status: 200, text: 'alive' };
  if (path === '/readyz') {
    const because = await options.notReady();
    return because === undefined ? { status: 200, text: 'ready' } : { status: 503, text: because };
  }
  if (path !== '/api/github/webhooks') return { status: 404, text: 'webhooks go to /api/github/webhooks' };
  if (request.method !== 'POST') return { status: 405, text: 'webhooks are POSTed' };
  const body = await readBody(request);
  if (body === undefined) return { status: 413, text: 'larger than GitHub sends' };
  const id = header(request, 'x-github-delivery');
  const event = header(request, 'x-github-event');
  if (!/^[0-9A-Za-z-]{1,100}$/.test(id) || !/^[a-z0-9_]{1,100}$/.test(event)) {
    return { status: 400, text: 'X-GitHub-Delivery or X-GitHub-Event is missing' };
  }
  return await options.receive({ id, event, body, signature: header(request, 'x-hub-signature-256') });
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // no encoding is set on the request, so its chunks are buffers
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > largestBody) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function reply(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${answer.text}\n`);
}
