import { createServer } from 'node:http';
import { fails, says, type ModelCall, type Play } from './answers.js';

export interface ModelServer {
  /** For ANTHROPIC_BASE_URL. */
  readonly url: string;
  /** Every call so far. */
  readonly calls: readonly ModelCall[];
  /** How the next calls are answered, one each. */
  next(...plays: readonly Play[]): void;
  /** How a call is answered when none is left of `next`. */
  otherwise(play: Play): void;
  /** Forgets calls and answers. */
  reset(): void;
  close(): Promise<void>;
}

/** The one model that it says it knows; any is answered for. */
export const knownModel = 'made-up';
/** A key that it refuses; it takes all others. */
export const refusedKey = 'sk-ant-refused';

const call = (chunks: readonly Buffer[], headers: ModelCall['headers']): ModelCall => ({
  body: Buffer.concat(chunks).toString('utf8'),
  headers,
});

/** Speaks the Messages API of Anthropic on this machine, streaming, with answers that a test makes up. */
export async function startModelServer(): Promise<ModelServer> {
  const calls: ModelCall[] = [];
  const unplanned: Play = says('nobody said what to answer');
  const waiting: Play[] = [];
  let usual = unplanned;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { authorization = '', 'x-api-key': key = '' } = request.headers;
      if (`${authorization} ${String(key)}`.includes(refusedKey))
        return fails(401)(response, call(chunks, request.headers));
      const model = /^\/v1\/models\/([\w.-]+)$/.exec(request.url ?? '')?.[1];
      if (request.method === 'GET' && model === knownModel) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({ type: 'model', id: model, display_name: model, created_at: '2026-01-01T00:00:00Z' }),
        );
        return;
      }
      if (request.method !== 'POST' || request.url !== '/v1/messages')
        return fails(404)(response, call(chunks, request.headers));
      const asked = call(chunks, request.headers);
      calls.push(asked);
      (waiting.shift() ?? usual)(response, asked);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    next: (...plays) => waiting.push(...plays),
    otherwise: (play) => {
      usual = play;
    },
    reset() {
      calls.length = 0;
      waiting.length = 0;
      usual = unplanned;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
