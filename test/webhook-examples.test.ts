import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { startGitHubApp } from '@chatops-commander/github-app/github-app';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

interface Example {
  readonly name: string;
  readonly examples: readonly unknown[];
}
// JSON, which Node imports only with an attribute that this compiler's target does not know; its shape is its own types'
const all = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly Example[];
const deliveries = all.flatMap(({ name, examples }) =>
  examples.map((payload, index) => ({ name, title: `${name} ${index + 1}: ${actionOf(payload) ?? ''}`, payload })),
);

/** Events that set something off, and what at most. None of the examples is addressed to us with `/ops`. */
const mayStart: Readonly<Record<string, string>> = {
  pull_request: 'nudge',
  pull_request_review: 'nudge',
  push: 'sweep',
  installation: 'sweep',
  installation_repositories: 'sweep',
};
const secret = 'a webhook secret';

let app: Awaited<ReturnType<typeof startGitHubApp>>;
let started: string[] = [];
let warned: string[] = [];
beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  app = await startGitHubApp({
    appId: 1,
    privateKey,
    webhookSecret: secret,
    port: 0,
    host: '127.0.0.1',
    log: pino({ level: 'warn' }, { write: (line: string) => void warned.push(line) }),
    notReady: async () => undefined,
    deliveries: { recordDelivery: async () => 'new', markHandled: async () => {} },
    starts: {
      startRequest: async () => void started.push('request'),
      nudgeChange: async () => void started.push('nudge'),
      sweepNow: async () => void started.push('sweep'),
    },
  });
});
afterAll(() => app.close());
beforeEach(() => {
  started = [];
  warned = [];
});

async function send(event: string, payload: unknown): Promise<number> {
  const body = JSON.stringify(payload);
  const response = await fetch(`http://127.0.0.1:${app.port}/api/github/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

describe('what GitHub sends, by its own examples', () => {
  it('there are examples of most events', () => {
    expect(deliveries.length).toBeGreaterThan(200);
  });

  it.each(deliveries)('$title: taken, and nothing is started by it that should not be', async ({ name, payload }) => {
    expect(await send(name, payload)).toBe(202);
    expect(warned).toEqual([]);
    const most = mayStart[name];
    expect(started.filter((one) => one !== most)).toEqual([]);
    expect(started.length).toBeLessThanOrEqual(1);
  });

  // no example of a push is one to a default branch that touches policy or inventory
  it.each(Object.keys(mayStart).filter((name) => name !== 'push'))(
    '%s: the examples of it set something off',
    async (name) => {
      for (const one of deliveries.filter((delivery) => delivery.name === name)) await send(one.name, one.payload);
      expect(started.length).toBeGreaterThan(0);
    },
  );

  // payloads that are signed and hold nothing: whoever knows the secret may send them, and no more than an error comes of it
  it.each([
    ['an empty object', {}],
    ['null', null],
    ['a list', []],
    ['a text', 'opened'],
    ['an action and nothing else', { action: 'created' }],
    ['parts that are none', { action: 'created', comment: null, issue: 7, repository: [], sender: {} }],
  ])('%s, as any event that we hear: answered, nothing is started', async (_case, payload) => {
    for (const event of [...Object.keys(mayStart), 'issue_comment', 'issues']) {
      expect([202, 400, 503], event).toContain(await send(event, payload));
      expect(started.filter((one) => one !== 'sweep')).toEqual([]);
    }
    // and it still stands
    expect((await fetch(`http://127.0.0.1:${app.port}/healthz`)).status).toBe(200);
  });
});

function actionOf(payload: unknown): string | undefined {
  return typeof payload === 'object' && payload !== null && 'action' in payload ? String(payload.action) : undefined;
}
