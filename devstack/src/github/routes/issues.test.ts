import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient } from '../api-client.js';
import { objectsOf } from '../json-object.js';
import { expectObject, type SampleGitHub, startSampleGitHub } from '../sample-github.js';

let sample: SampleGitHub;
let app: ApiClient;
let alice: ApiClient;
let carol: ApiClient;
beforeAll(async () => {
  sample = await startSampleGitHub();
  app = await sample.github.asApp();
  alice = sample.github.as('alice');
  carol = sample.github.as('carol');
});
afterAll(() => sample?.github.close());

const newIssue = (by: ApiClient, title: string) =>
  expectObject(by, 'POST', `${sample.repo}/issues`, { title, body: 'help' });

describe('issues', () => {
  test('a reader and an outsider open and comment, nobody does not', async () => {
    expect((await newIssue(sample.github.as('mallory'), 'from outside')).author_association).toBe('NONE');
    const anonymous = sample.github.withToken('');
    expect((await anonymous.request('POST', `${sample.repo}/issues`, { title: 't' })).status).toBe(401);
    expect((await sample.github.withToken('made-up').request('GET', `${sample.repo}/issues`)).status).toBe(401);
  });

  test('the list has pull requests too, marked as such, and their comments move updated_at', async () => {
    const issue = await newIssue(alice, 'listed');
    const pull = await sample.openPull(app, 'listed');
    const { body } = await app.request('GET', `${sample.repo}/issues?state=all&per_page=100`);
    const found = objectsOf(body).find(({ number }) => number === pull.number);
    expect(found).toMatchObject({
      pull_request: { url: expect.stringContaining('/pulls/') },
      html_url: expect.stringContaining('/pull/'),
    });
    expect(objectsOf(body).find(({ number }) => number === issue.number)).not.toHaveProperty('pull_request');
    expect(await expectObject(app, 'GET', `${sample.repo}/issues/${pull.number}`)).toMatchObject({
      pull_request: { merged_at: null },
    });
  });

  test('since, sorted by update, finds what changed and not what did not', async () => {
    await newIssue(alice, 'old');
    const future = new Date(Date.now() + 3_600_000).toISOString();
    const past = new Date(Date.now() - 3_600_000).toISOString();
    const list = async (since: string) =>
      objectsOf(
        (await app.request('GET', `${sample.repo}/issues?state=all&sort=updated&direction=asc&since=${since}`)).body,
      );
    expect(await list(future)).toEqual([]);
    const times = (await list(past)).map(({ updated_at }) => String(updated_at));
    expect(times.length).toBeGreaterThan(0);
    expect(times).toEqual([...times].sort());
  });

  test('only the author or somebody with the triage role changes one', async () => {
    const issue = await newIssue(alice, 'guarded');
    const path = `${sample.repo}/issues/${issue.number}`;
    expect((await carol.request('PATCH', path, { state: 'closed' })).status).toBe(403);
    expect((await app.request('PATCH', path, { state: 'closed' })).body).toMatchObject({ state: 'closed' });
  });
});

describe('comments', () => {
  test('of the app name it, are by its bot, and may be edited by it', async () => {
    const issue = await newIssue(alice, 'talk');
    const comment = await expectObject(app, 'POST', `${sample.repo}/issues/${issue.number}/comments`, {
      body: 'Looking',
    });
    expect(comment).toMatchObject({
      user: { login: 'chatops-commander[bot]', type: 'Bot' },
      performed_via_github_app: { id: 4242, slug: 'chatops-commander' },
      created_at: expect.stringMatching(/:\d\dZ$/),
    });
    const path = `${sample.repo}/issues/comments/${comment.id}`;
    expect(await expectObject(app, 'PATCH', path, { body: 'Done' })).toMatchObject({ body: 'Done' });
    expect((await carol.request('PATCH', path, { body: 'Owned' })).status).toBe(403);
    expect(await expectObject(alice, 'GET', path)).toMatchObject({ body: 'Done' });
  });

  test('are listed for the whole repository, since a time, on issues and pull requests', async () => {
    const issue = await newIssue(alice, 'everywhere');
    const pull = await sample.openPull(app, 'commented');
    const on = (number: unknown, body: string) =>
      expectObject(alice, 'POST', `${sample.repo}/issues/${number}/comments`, { body });
    await on(issue.number, 'on the issue');
    const second = await on(pull.number, 'on the pull request');
    const all = async (query: string) =>
      objectsOf((await app.request('GET', `${sample.repo}/issues/comments?per_page=100${query}`)).body);
    const bodies = (await all('')).map(({ body }) => body);
    expect(bodies).toEqual(expect.arrayContaining(['on the issue', 'on the pull request']));
    expect(await all(`&since=${new Date(Date.now() + 3_600_000).toISOString()}`)).toEqual([]);
    expect((await all('&sort=updated&direction=desc')).at(0)).toMatchObject({
      id: second.id,
      html_url: expect.stringContaining('/pull/'),
    });
    await alice.request('DELETE', `${sample.repo}/issues/comments/${second.id}`);
    expect((await all('')).map(({ id }) => id)).not.toContain(second.id);
  });

  test('hold 65,536 characters and not one more', async () => {
    const issue = await newIssue(alice, 'long');
    const post = (length: number) =>
      app.request('POST', `${sample.repo}/issues/${issue.number}/comments`, { body: 'é'.repeat(length) });
    expect((await post(65_536)).status).toBe(201);
    expect(await post(65_537)).toMatchObject({
      status: 422,
      body: { errors: [{ message: expect.stringContaining('65536') }] },
    });
  });

  test('are paged thirty at a time with a Link header', async () => {
    const issue = await newIssue(alice, 'many');
    const path = `${sample.repo}/issues/${issue.number}/comments`;
    for (let count = 0; count < 31; count += 1) await expectObject(alice, 'POST', path, { body: `${count}` });
    const first = await app.request('GET', path);
    expect(first.body).toHaveLength(30);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect((await app.request('GET', next.replace(sample.github.url, ''))).body).toHaveLength(1);
  });
});

describe('reactions', () => {
  test('201 the first time, 200 after, counted on the comment, per person', async () => {
    const issue = await newIssue(alice, 'seen');
    const comment = await expectObject(alice, 'POST', `${sample.repo}/issues/${issue.number}/comments`, {
      body: '/ops help',
    });
    const path = `${sample.repo}/issues/comments/${comment.id}`;
    const react = (by: ApiClient) => by.request('POST', `${path}/reactions`, { content: 'eyes' });
    expect(await react(app)).toMatchObject({
      status: 201,
      body: { content: 'eyes', user: { login: 'chatops-commander[bot]' } },
    });
    expect((await react(app)).status).toBe(200);
    expect((await react(carol)).status).toBe(201);
    expect(await expectObject(app, 'GET', path)).toMatchObject({ reactions: { total_count: 2, eyes: 2, '+1': 0 } });
    expect((await app.request('GET', `${path}/reactions?content=eyes`)).body).toHaveLength(2);
  });

  test('on issues and pull requests, 404 elsewhere, 422 for an unknown one', async () => {
    const issue = await newIssue(alice, 'liked');
    const pull = await sample.openPull(app, 'liked');
    const react = (path: string, content: string) =>
      app.request('POST', `${sample.repo}/issues/${path}/reactions`, { content });
    expect((await react(`${issue.number}`, 'rocket')).status).toBe(201);
    expect((await react(`${pull.number}`, '+1')).status).toBe(201);
    expect((await react('999', '+1')).status).toBe(404);
    expect((await react('comments/999', '+1')).status).toBe(404);
    expect((await react(`${issue.number}`, 'shrug')).status).toBe(422);
  });
});
