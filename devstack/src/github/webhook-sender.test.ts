import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { createWebhookSender, type WebhookSender } from './webhook-sender.js';

interface Received {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

const open: { server: Server; sender: WebhookSender }[] = [];
afterEach(async () => {
  for (const { server, sender } of open.splice(0)) {
    await sender.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function receiver(answer: (attempt: number) => number | undefined, timeoutMs?: number) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      const status = answer(received.length);
      if (status !== undefined) response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const url = `http://127.0.0.1:${port}/hook`;
  const sender = createWebhookSender({
    appId: 1,
    secret: 's3cret',
    url,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  open.push({ server, sender });
  return { received, sender };
}

describe('webhooks', () => {
  test('are signed over the exact body, with the event and a GUID that does not repeat', async () => {
    const { received, sender } = await receiver(() => 200);
    sender.send('push', { ref: 'é' });
    sender.send('push', { ref: 'b' });
    await sender.waitFor((delivery) => delivery.body.includes('"b"'));
    await sender.waitFor((delivery) => delivery.body.includes('é'));
    for (const { headers, body } of received) {
      expect(headers['x-hub-signature-256']).toBe(
        `sha256=${createHmac('sha256', 's3cret').update(body).digest('hex')}`,
      );
      expect(headers['x-github-event']).toBe('push');
      expect(headers['x-github-delivery']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
    expect(new Set(received.map(({ headers }) => headers['x-github-delivery'])).size).toBe(2);
  });

  test('one that failed is not sent again by itself, but when asked, under its GUID', async () => {
    const { received, sender } = await receiver((attempt) => (attempt === 1 ? 500 : 202));
    sender.send('issues', { action: 'opened' });
    const failed = await sender.waitFor((delivery) => delivery.event === 'issues');
    expect(failed).toMatchObject({
      statusCode: 500,
      status: 'Invalid HTTP Response: 500',
      action: 'opened',
      redelivery: false,
    });
    const again = await sender.redeliver(failed.id);
    expect(again).toMatchObject({ statusCode: 202, status: 'OK', guid: failed.guid, redelivery: true });
    expect(again?.id).not.toBe(failed.id);
    expect(received[1]?.body).toBe(received[0]?.body);
    expect(await sender.redeliver(1)).toBeUndefined();
  });

  test('while paused nothing arrives, and the log shows it', async () => {
    const { received, sender } = await receiver(() => 200);
    sender.pause();
    sender.send('issues', { n: 1 });
    expect(await sender.waitFor(() => true)).toMatchObject({ statusCode: 0, status: 'failed to connect to host' });
    sender.resume();
    sender.send('issues', { n: 2 });
    await sender.waitFor((delivery) => delivery.statusCode === 200);
    expect(received.map(({ body }) => body)).toEqual(['{"n":2}']);
  });

  test('an app that does not answer in time is given up on', async () => {
    const { sender } = await receiver(() => undefined, 50);
    sender.send('push', {});
    expect(await sender.waitFor(() => true)).toMatchObject({ statusCode: 0, status: 'timed out' });
  });
});
