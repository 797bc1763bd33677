import { createServer } from 'node:http';
import { says, type ModelCall, type Play } from './answers.js';

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
      if (request.method !== 'POST' || request.url !== '/v1/messages') {
        response.writeHead(404).end();
        return;
      }
      const call = { body: Buffer.concat(chunks).toString('utf8'), headers: request.headers };
      calls.push(call);
      (waiting.shift() ?? usual)(response, call);
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
