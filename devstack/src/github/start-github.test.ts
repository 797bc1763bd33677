import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient } from './api-client.js';
import { UnknownPerson } from './api-client.js';
import { objectAt, textAt } from './json-object.js';
import { expectObject, type SampleGitHub, startSampleGitHub } from './sample-github.js';
import type { Delivery } from './webhook-sender.js';

let sample: SampleGitHub;
let app: ApiClient;
let alice: ApiClient;
let folder: string;
beforeAll(async () => {
  sample = await startSampleGitHub();
  app = await sample.github.asApp();
  alice = sample.github.as('alice');
  folder = await mkdtemp(join(tmpdir(), 'chatops-clone-'));
});
afterAll(async () => {
  await sample?.github.close();
  await rm(folder, { recursive: true, force: true });
});

const run = promisify(execFile);
const git = (dir: string, ...args: string[]) =>
  run('git', ['-c', 'user.name=Bob Builder', '-c', 'user.email=bob@acme.example', ...args], {
    cwd: dir,
    env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' },
  });
const payloadOf = (delivery: Delivery): unknown => JSON.parse(delivery.body);
const delivered = (event: string, matches: (payload: unknown) => boolean) =>
  sample.github.waitForDelivery((delivery) => delivery.event === event && matches(payloadOf(delivery)));

describe('git', () => {
  test('a person clones, commits and pushes; heads follow and webhooks tell', async () => {
    const pull = await sample.openPull(app, 'cloned');
    await git(folder, 'clone', '--quiet', '--branch', 'cloned', sample.github.cloneUrlOf('bob'), 'work');
    const work = join(folder, 'work');
    await writeFile(join(work, 'added.txt'), 'by hand\n');
    await git(work, 'add', '.');
    await git(work, 'commit', '--quiet', '-m', 'By hand');
    await git(work, 'push', '--quiet');
    const head = (await git(work, 'rev-parse', 'HEAD')).stdout.trim();
    expect(await expectObject(app, 'GET', pull.path)).toMatchObject({ head: { sha: head } });

    const push = await delivered('push', (payload) => textAt(payload, 'after') === head);
    expect(payloadOf(push)).toMatchObject({
      ref: 'refs/heads/cloned',
      before: pull.head,
      created: false,
      forced: false,
      sender: { login: 'bob' },
      installation: { id: 100 },
      repository: { full_name: 'acme/ops' },
      head_commit: { id: head, author: { username: 'bob' } },
    });
    const synchronize = await delivered('pull_request', (payload) => textAt(payload, 'after') === head);
    expect(payloadOf(synchronize)).toMatchObject({
      action: 'synchronize',
      number: pull.number,
      before: pull.head,
      pull_request: { head: { sha: head } },
      sender: { login: 'bob' },
    });
  });

  test('a push needs a token that may write', async () => {
    await git(folder, 'clone', '--quiet', sample.github.cloneUrl, 'readonly');
    const dir = join(folder, 'readonly');
    for (const url of [
      sample.github.cloneUrl,
      sample.github.cloneUrlOf('carol'),
      sample.github.cloneUrl.replace('://', '://bob:wrong@'),
    ]) {
      await expect(git(dir, 'push', '--quiet', url, 'HEAD:refs/heads/stolen')).rejects.toThrow();
    }
    expect((await app.request('GET', `${sample.repo}/git/ref/heads/stolen`)).status).toBe(404);
  });

  test('nobody pushes over the refs of pull requests', async () => {
    const pull = await sample.openPull(app, 'kept');
    await git(folder, 'clone', '--quiet', sample.github.cloneUrlOf('bob'), 'hidden');
    await expect(
      git(join(folder, 'hidden'), 'push', '--quiet', '--force', 'origin', `HEAD:refs/pull/${pull.number}/head`),
    ).rejects.toThrow();
  });
});

describe('webhooks', () => {
  test('come signed to the URL of the moment, with ids that do not repeat', async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      request.setEncoding('utf8');
      request.on('data', (text: string) => bodies.push(text));
      request.on('end', () => response.writeHead(200).end());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    sample.github.setWebhookUrl(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    const titles = ['a', 'b', 'c'].map((letter) => `signed ${letter}`);
    await Promise.all(titles.map((title) => alice.request('POST', `${sample.repo}/issues`, { title })));
    const all = await Promise.all(
      titles.map((title) => delivered('issues', (payload) => textAt(payload, 'issue', 'title') === title)),
    );
    sample.github.setWebhookUrl(undefined);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(all.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(new Set(all.map(({ guid }) => guid)).size).toBe(3);
    expect(new Set(all.map(({ id }) => id)).size).toBe(3);
    expect(bodies.length).toBeGreaterThanOrEqual(3);
  });

  test('a comment on a pull request says that its issue is one; an edit says what it was', async () => {
    const pull = await sample.openPull(app, 'talked');
    const comment = await expectObject(alice, 'POST', `${sample.repo}/issues/${pull.number}/comments`, {
      body: '/ops help',
    });
    const created = await delivered('issue_comment', (payload) => textAt(payload, 'comment', 'body') === '/ops help');
    expect(payloadOf(created)).toMatchObject({
      action: 'created',
      issue: { number: pull.number, pull_request: { url: expect.stringContaining('/pulls/') } },
      sender: { login: 'alice', type: 'User' },
    });
    await expectObject(alice, 'PATCH', `${sample.repo}/issues/comments/${comment.id}`, { body: '/ops runs' });
    const edited = await delivered('issue_comment', (payload) => textAt(payload, 'action') === 'edited');
    expect(payloadOf(edited)).toMatchObject({
      changes: { body: { from: '/ops help' } },
      comment: { body: '/ops runs' },
    });
  });

  test('a review has its state in lower case, and a merge its commit and who did it', async () => {
    const pull = await sample.openPull(app, 'told');
    await expectObject(alice, 'POST', `${pull.path}/reviews`, { event: 'APPROVE' });
    const review = await delivered('pull_request_review', (payload) => objectAt(payload, 'review') !== undefined);
    expect(payloadOf(review)).toMatchObject({
      action: 'submitted',
      review: { state: 'approved' },
      pull_request: { head: { sha: expect.any(String) } },
    });
    const merged = await expectObject(alice, 'PUT', `${pull.path}/merge`);
    const closed = await delivered('pull_request', (payload) => textAt(payload, 'action') === 'closed');
    expect(payloadOf(closed)).toMatchObject({
      number: pull.number,
      pull_request: {
        merged: true,
        merge_commit_sha: merged.sha,
        head: { sha: pull.head },
        merged_by: { login: 'alice' },
      },
    });
    await delivered('push', (payload) => textAt(payload, 'after') === merged.sha);
  });

  test('none arrives while they are paused, though everything happens', async () => {
    sample.github.pauseWebhooks();
    const issue = await expectObject(alice, 'POST', `${sample.repo}/issues`, { title: 'unheard' });
    const missed = await delivered('issues', (payload) => textAt(payload, 'issue', 'title') === 'unheard');
    sample.github.resumeWebhooks();
    expect(missed).toMatchObject({ statusCode: 0 });
    expect(await expectObject(app, 'GET', `${sample.repo}/issues/${issue.number}`)).toMatchObject({ title: 'unheard' });
  });
});

describe('the emulator as a whole', () => {
  test('keeps a log of what was written, not of what was read', async () => {
    const before = sample.github.writeLog().length;
    await app.request('GET', `${sample.repo}/issues`);
    await alice.request('POST', `${sample.repo}/issues`, { title: 'counted' });
    await sample.github.asApp();
    const added = sample.github.writeLog().slice(before);
    expect(added).toMatchObject([{ method: 'POST', path: `${sample.repo}/issues`, login: 'alice', status: 201 }]);
  });

  test('during an outage nobody is answered, and afterwards all is there', async () => {
    const issue = await expectObject(alice, 'POST', `${sample.repo}/issues`, { title: 'before' });
    sample.github.goAway();
    await expect(alice.request('GET', sample.repo)).rejects.toThrow();
    sample.github.comeBack();
    expect(await expectObject(alice, 'GET', `${sample.repo}/issues/${issue.number}`)).toMatchObject({
      title: 'before',
    });
  });

  test('says who is known when asked for somebody else', () => {
    expect(() => sample.github.as('nobody')).toThrow(UnknownPerson);
  });

  test('two at once do not know each other, and a data folder outlives its close', async () => {
    const dataDir = join(folder, 'data');
    const { startGitHub } = await import('./start-github.js');
    const { sampleSeed } = await import('./sample-seed.js');
    const other = await startGitHub({ seed: sampleSeed(), dataDir });
    const issue = await expectObject(other.as('alice'), 'POST', '/repos/acme/ops/issues', { title: 'mine' });
    await other.close();
    expect(issue.number).toBe(1);
    await access(join(dataDir, 'acme', 'ops.git', 'HEAD'));
    await expect(other.as('alice').request('GET', '/repos/acme/ops')).rejects.toThrow();
  });
});
