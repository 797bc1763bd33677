import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient } from '../api-client.js';
import { expectObject, type SampleGitHub, startSampleGitHub } from '../sample-github.js';

let sample: SampleGitHub;
let app: ApiClient;
let alice: ApiClient;
let bob: ApiClient;
beforeAll(async () => {
  sample = await startSampleGitHub();
  app = await sample.github.asApp();
  alice = sample.github.as('alice');
  bob = sample.github.as('bob');
});
afterAll(() => sample?.github.close());

describe('a pull request', () => {
  test('shows what a list does not: merged, mergeable and the counts', async () => {
    const pull = await sample.openPull(app, 'shown');
    const one = await expectObject(app, 'GET', pull.path);
    expect(one).toMatchObject({
      state: 'open',
      merged: false,
      mergeable: true,
      mergeable_state: 'clean',
      commits: 1,
      changed_files: 1,
      additions: 1,
      head: { sha: pull.head, ref: 'shown', label: 'acme:shown' },
      user: { login: 'chatops-commander[bot]', type: 'Bot' },
    });
    const { body } = await app.request('GET', `${sample.repo}/pulls?head=acme:shown`);
    expect(body).toMatchObject([{ number: pull.number, head: { sha: pull.head } }]);
    expect(Object.keys(Object(body)[0])).not.toEqual(expect.arrayContaining(['merged']));
  });

  test("before its merge, merge_commit_sha is a test merge's and not on the base branch", async () => {
    const pull = await sample.openPull(app, 'tested');
    const one = await expectObject(app, 'GET', pull.path);
    const test = await expectObject(app, 'GET', `${sample.repo}/git/commits/${one.merge_commit_sha}`);
    expect(test.parents).toMatchObject([{ sha: Object(one.base).sha }, { sha: pull.head }]);
  });

  test('lists its files with their blobs and its commits with their people', async () => {
    const pull = await sample.openPull(bob, 'listed', {
      'changes/l.yaml': 'kind: Runbook\n',
      'README.md': '# Changed\n',
    });
    const files = await app.request('GET', `${pull.path}/files`);
    expect(files.body).toMatchObject([
      { filename: 'README.md', status: 'modified', sha: expect.stringMatching(/^[0-9a-f]{40}$/) },
      { filename: 'changes/l.yaml', status: 'added', patch: '@@ -0,0 +1 @@\n+kind: Runbook' },
    ]);
    const commits = await app.request('GET', `${pull.path}/commits`);
    expect(commits.body).toMatchObject([{ sha: pull.head, author: { login: 'bob' }, committer: { login: 'bob' } }]);
  });

  test.each([
    { name: 'a head that is no branch', body: { title: 't', head: 'nowhere', base: 'main' }, says: { field: 'head' } },
    { name: 'a base that is no branch', body: { title: 't', head: 'main', base: 'nowhere' }, says: { field: 'base' } },
    {
      name: 'nothing between them',
      body: { title: 't', head: 'main', base: 'main' },
      says: { message: 'No commits between main and main' },
    },
  ])('422 for $name', async ({ body, says }) => {
    const answer = await app.request('POST', `${sample.repo}/pulls`, body);
    expect(answer).toMatchObject({ status: 422, body: { message: 'Validation Failed', errors: [says] } });
  });

  test('422 for a second one of the same branch', async () => {
    await sample.openPull(app, 'twice');
    const again = await app.request('POST', `${sample.repo}/pulls`, { title: 't', head: 'twice', base: 'main' });
    expect(again).toMatchObject({
      status: 422,
      body: { errors: [{ message: 'A pull request already exists for acme:twice.' }] },
    });
  });

  test('is filtered by state and by head with its owner', async () => {
    const pull = await sample.openPull(app, 'filtered');
    await expectObject(alice, 'PATCH', pull.path, { state: 'closed' });
    const numbers = async (query: string) => {
      const { body } = await app.request('GET', `${sample.repo}/pulls?${query}`);
      return Array.isArray(body) ? body.map((one) => one.number) : body;
    };
    expect(await numbers('head=acme:filtered')).toEqual([]);
    expect(await numbers('head=acme:filtered&state=all')).toEqual([pull.number]);
    expect(await numbers('head=acme:filtered&state=closed')).toEqual([pull.number]);
    expect(await numbers('per_page=1&state=all')).toHaveLength(1);
  });

  test('422 when a review is asked of its author or of an outsider', async () => {
    const pull = await sample.openPull(bob, 'reviewed');
    const ask = (login: string) => app.request('POST', `${pull.path}/requested_reviewers`, { reviewers: [login] });
    expect((await ask('bob')).status).toBe(422);
    expect((await ask('mallory')).status).toBe(422);
    expect(await ask('alice')).toMatchObject({ status: 201, body: { requested_reviewers: [{ login: 'alice' }] } });
  });

  test('an outsider cannot edit or close it, its author can', async () => {
    const pull = await sample.openPull(bob, 'guarded');
    expect((await sample.github.as('carol').request('PATCH', pull.path, { state: 'closed' })).status).toBe(403);
    expect((await bob.request('PATCH', pull.path, { title: 'Better' })).body).toMatchObject({
      title: 'Better',
      state: 'open',
    });
  });
});

describe('the head of a pull request', () => {
  test('moves when its branch does', async () => {
    const pull = await sample.openPull(app, 'moving');
    const next = await sample.commit(bob, 'moving', { 'changes/second.yaml': 'kind: Runbook\n' });
    expect(await expectObject(app, 'GET', pull.path)).toMatchObject({
      head: { sha: next },
      commits: 2,
      changed_files: 2,
    });
    expect(await expectObject(app, 'GET', `${sample.repo}/git/ref/pull/${pull.number}/head`)).toMatchObject({
      object: { sha: next },
    });
  });

  test('stands still once the pull request is closed', async () => {
    const pull = await sample.openPull(app, 'closing');
    await expectObject(alice, 'PATCH', pull.path, { state: 'closed' });
    await sample.commit(bob, 'closing', { late: 'x' });
    expect(await expectObject(app, 'GET', pull.path)).toMatchObject({ state: 'closed', head: { sha: pull.head } });
  });

  test('a pull request whose branch is deleted is closed, and its head stays readable', async () => {
    const pull = await sample.openPull(app, 'deleted');
    expect((await bob.request('DELETE', `${sample.repo}/git/refs/heads/deleted`)).status).toBe(204);
    expect(await expectObject(app, 'GET', pull.path)).toMatchObject({
      state: 'closed',
      merged: false,
      head: { sha: pull.head },
    });
    expect(await expectObject(app, 'GET', `${sample.repo}/git/commits/${pull.head}`)).toMatchObject({ sha: pull.head });
    await sample.commit(bob, 'deleted', { again: 'under the same name' });
    expect(await expectObject(app, 'GET', pull.path)).toMatchObject({ state: 'closed', head: { sha: pull.head } });
  });
});
