import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createEmulatorClient } from './emulator-client.js';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

/** A server that answers once per connection and resets it when it is used again, as one does whose patience is over. */
async function startImpatient(answersPerConnection: number): Promise<{ readonly port: number; calls(): number }> {
  let calls = 0;
  const answered = new WeakMap<object, number>();
  server = createServer((request, response) => {
    calls += 1;
    const before = answered.get(request.socket) ?? 0;
    answered.set(request.socket, before + 1);
    if (before >= answersPerConnection) request.socket.resetAndDestroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on a port');
  const { port }: AddressInfo = address;
  return { port, calls: () => calls };
}

const clientOf = (port: number) =>
  createEmulatorClient({ port, publicHost: 'localhost', tokenFor: () => 'token', frontLogin: 'admin' });

test('a connection that was closed while idle is replaced, and the call made on a new one', async () => {
  const { port } = await startImpatient(1);
  const client = clientOf(port);
  for (let call = 1; call <= 3; call += 1) {
    const { body } = await client.call({ as: 'front', method: 'GET', target: `/call/${call}` });
    expect(body).toEqual({ ok: true });
  }
  client.close();
});

test('a reset of a new connection is an error: the call may have been carried out', async () => {
  const { port, calls } = await startImpatient(0);
  const client = clientOf(port);
  await expect(client.call({ as: 'front', method: 'POST', target: '/call', body: {} })).rejects.toThrow('ECONNRESET');
  expect(calls()).toBe(1);
  client.close();
});
