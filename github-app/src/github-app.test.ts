import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGitHubApp } from './github-app.js';
import type { Starts } from './starts.js';

const secret = 'a webhook secret';
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
let started: unknown[] = [];
let ready: string | undefined;
let app: Awaited<ReturnType<typeof startGitHubApp>>;

const starts: Starts = {
  startRequest: async (input) => void started.push({ request: input }),
  nudgeChange: async (input) => void started.push({ nudge: input }),
  sweepNow: async () => void started.push('sweep'),
};

beforeAll(async () => {
  app = await startGitHubApp({
    appId: 1,
    privateKey,
    webhookSecret: secret,
    port: 0,
    host: '127.0.0.1',
    starts,
    deliveries: { recordDelivery: async () => 'new', markHandled: async () => {} },
    notReady: async () => ready,
    log: pino({ level: 'silent' }),
  });
});
afterAll(() => app.close());
beforeEach(() => {
  started = [];
  ready = undefined;
});

const repository = { full_name: 'acme/ops', default_branch: 'main', name: 'ops', owner: { login: 'acme' } };
const person = { login: 'alice', type: 'User' };

async function send(event: string, payload: object, headers: Record<string, string> = {}): Promise<Response> {
  const body = JSON.stringify(payload);
  return await fetch(`http://127.0.0.1:${app.port}/api/github/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': randomUUID(),
      'x-github-event': event,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      ...headers,
    },
  });
}
const push = (files: { added?: string[]; modified?: string[]; removed?: string[] }) => ({
  ref: 'refs/heads/main',
  repository,
  sender: person,
  commits: [files],
});
const comment = (body: string, sender: object = person) => ({
  action: 'created',
  repository,
  sender,
  issue: { number: 7 },
  comment: { id: 70, body, user: sender },
});
const request = { request: { repository: 'acme/ops', issue: 7, source: { kind: 'comment', id: 70 } } };

describe('the webhook door', () => {
  it.each([
    ['a comment for us', 'issue_comment', comment('/ops tout va bien ?'), [request]],
    ['a comment for us over several lines', 'issue_comment', comment('/ops restart nginx\n\nthanks!'), [request]],
    ['a bare number, which may answer proposals', 'issue_comment', comment('2'), [request]],
    ['a quoted /ops', 'issue_comment', comment('> /ops restart nginx'), []],
    ['a fenced /ops', 'issue_comment', comment('```\n/ops restart nginx\n```'), []],
    ['an /ops further down', 'issue_comment', comment('hello\n/ops restart nginx'), []],
    ['a bot', 'issue_comment', comment('/ops restart nginx', { login: 'x[bot]', type: 'Bot' }), []],
    ['an edited comment', 'issue_comment', { ...comment('/ops restart nginx'), action: 'edited' }, []],
    [
      "an issue's own body",
      'issues',
      { action: 'opened', repository, sender: person, issue: { number: 8, body: '/ops help' } },
      [{ request: { repository: 'acme/ops', issue: 8, source: { kind: 'issue' } } }],
    ],
    [
      'a push to a pull request',
      'pull_request',
      { action: 'synchronize', repository, sender: person, pull_request: { number: 9 } },
      [{ nudge: { repository: 'acme/ops', pull: 9 } }],
    ],
    [
      'a review that asks for something',
      'pull_request_review',
      {
        action: 'submitted',
        repository,
        sender: person,
        pull_request: { number: 9 },
        review: { id: 90, body: '/ops status' },
      },
      [
        { nudge: { repository: 'acme/ops', pull: 9 } },
        { request: { repository: 'acme/ops', issue: 9, source: { kind: 'review', id: 90 } } },
      ],
    ],
    ['a push to the default branch', 'push', { ref: 'refs/heads/main', repository, sender: person }, ['sweep']],
    ['a push that changes the policy', 'push', push({ modified: ['.chatops/policy.yaml'] }), ['sweep']],
    ['a push that removes the inventory', 'push', push({ removed: ['.chatops/inventory.yaml'] }), ['sweep']],
    ['a push that does not tell its files', 'push', push({}), ['sweep']],
    ['the push of a merged runbook', 'push', push({ added: ['changes/restart.yaml'] }), []],
    ['a push elsewhere', 'push', { ref: 'refs/heads/topic', repository, sender: person }, []],
    ['an event with a digit in its name', 'projects_v2_item', { action: 'created', sender: person }, []],
    ['an event that we do not know', 'watch', { action: 'started', repository, sender: person }, []],
  ])('%s', async (_name, event, payload, expected) => {
    expect((await send(event, payload)).status).toBe(202);
    expect(started).toEqual(expected);
  });

  it.each([
    ['a wrong signature', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }, 401],
    ['a signature that is none', { 'x-hub-signature-256': 'nonsense' }, 401],
    ['a delivery id that is none', { 'x-github-delivery': 'a b' }, 400],
  ])('%s starts nothing', async (_name, headers, status) => {
    expect((await send('issue_comment', comment('/ops help'), headers)).status).toBe(status);
    expect(started).toEqual([]);
  });

  it.each([
    ['/healthz', undefined, 200],
    ['/readyz', undefined, 200],
    ['/readyz', 'the database does not answer', 503],
    ['/', undefined, 404],
    ['/api/github/webhooks', undefined, 405],
  ])('GET %s, database: %s', async (path, because, status) => {
    ready = because;
    expect((await fetch(`http://127.0.0.1:${app.port}${path}`)).status).toBe(status);
  });
});
