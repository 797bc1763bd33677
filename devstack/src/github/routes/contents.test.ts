import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient } from '../api-client.js';
import { textAt } from '../json-object.js';
import { expectObject, type SampleGitHub, startSampleGitHub } from '../sample-github.js';

let sample: SampleGitHub;
let app: ApiClient;
let bob: ApiClient;
beforeAll(async () => {
  sample = await startSampleGitHub();
  app = await sample.github.asApp();
  bob = sample.github.as('bob');
});
afterAll(() => sample?.github.close());

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('contents', () => {
  test('a file comes in base64 with its blob id, a folder as a list', async () => {
    const file = await expectObject(app, 'GET', `${sample.repo}/contents/.chatops/inventory.yaml`);
    expect(file).toMatchObject({ type: 'file', encoding: 'base64', path: '.chatops/inventory.yaml', size: 12 });
    expect(Buffer.from(String(file.content), 'base64').toString()).toBe('servers: {}\n');
    const blob = await expectObject(app, 'GET', `${sample.repo}/git/blobs/${file.sha}`);
    expect(Buffer.from(String(blob.content), 'base64').toString()).toBe('servers: {}\n');
    expect((await app.request('GET', `${sample.repo}/contents/`)).body).toMatchObject([
      { name: '.chatops', type: 'dir' },
      { name: 'README.md', type: 'file' },
    ]);
  });

  test('at a branch, a commit or not at all', async () => {
    const sha = await sample.commit(bob, 'feature/x', { 'new.txt': 'new' });
    for (const ref of ['feature/x', 'refs/heads/feature/x', sha]) {
      expect((await app.request('GET', `${sample.repo}/contents/new.txt?ref=${encodeURIComponent(ref)}`)).status).toBe(
        200,
      );
    }
    for (const path of ['new.txt', 'new.txt?ref=nowhere', 'README.md?ref=main~0', 'README.md?ref=--all']) {
      expect((await app.request('GET', `${sample.repo}/contents/${path}`)).status).toBe(404);
    }
  });

  test('a write names the blob that it replaces: 422 without, 409 with another', async () => {
    const path = `${sample.repo}/contents/notes.md`;
    const write = (body: object) => bob.request('PUT', path, { message: 'Note', content: base64('n'), ...body });
    const made = await write({});
    expect(made).toMatchObject({ status: 201, body: { commit: { author: { name: 'Bob Builder' } } } });
    const sha = textAt(made.body, 'content', 'sha');
    expect((await write({ content: base64('m') })).status).toBe(422);
    expect((await write({ content: base64('m'), sha: 'f'.repeat(40) })).status).toBe(409);
    expect((await write({ content: base64('m'), sha })).status).toBe(200);
  });

  test('403 for a reader', async () => {
    const write = { message: 'm', content: base64('x') };
    expect((await sample.github.as('carol').request('PUT', `${sample.repo}/contents/x`, write)).status).toBe(403);
  });
});

describe('git data', () => {
  test('a tree keeps its base, replaces, deletes and nests', async () => {
    const main = await expectObject(app, 'GET', `${sample.repo}/git/trees/main?recursive=1`);
    const made = await expectObject(app, 'POST', `${sample.repo}/git/trees`, {
      base_tree: main.sha,
      tree: [
        { path: 'changes/deep/a.yaml', mode: '100644', type: 'blob', content: 'a' },
        { path: 'README.md', mode: '100644', type: 'blob', sha: null },
      ],
    });
    const tree = await expectObject(app, 'GET', `${sample.repo}/git/trees/${made.sha}?recursive=1`);
    const paths = Array.isArray(tree.tree) ? tree.tree.map(({ path }) => path) : [];
    expect(paths).toContain('.chatops/inventory.yaml');
    expect(paths).toContain('changes/deep/a.yaml');
    expect(paths).not.toContain('README.md');
  });

  test.each(['../up', '.git/hooks/x', '/root', 'a//b'])('422 for a tree with the path %s', async (path) => {
    const answer = await app.request('POST', `${sample.repo}/git/trees`, {
      tree: [{ path, mode: '100644', type: 'blob', content: 'x' }],
    });
    expect(answer.status).toBe(422);
  });

  test('a commit is by its author; of an app that names none, by the bot and committed by GitHub', async () => {
    const main = await expectObject(app, 'GET', `${sample.repo}/git/ref/heads/main`);
    const parent = await expectObject(app, 'GET', `${sample.repo}/git/commits/${textAt(main, 'object', 'sha')}`);
    const commit = (by: ApiClient, extra: object) =>
      expectObject(by, 'POST', `${sample.repo}/git/commits`, {
        message: 'm',
        tree: textAt(parent, 'tree', 'sha'),
        parents: [parent.sha],
        ...extra,
      });
    const people = async (made: { readonly sha?: unknown }) => {
      const { author, committer } = await expectObject(app, 'GET', `${sample.repo}/commits/${made.sha}`);
      return [textAt(author, 'login'), textAt(committer, 'login')];
    };
    expect(await people(await commit(bob, {}))).toEqual(['bob', 'bob']);
    expect(await people(await commit(app, {}))).toEqual(['chatops-commander[bot]', 'web-flow']);
    expect(await people(await commit(app, { author: { name: 'x', email: 'bob@acme.example' } }))).toEqual([
      'bob',
      'bob',
    ]);
    expect(await people(await commit(bob, { author: { name: 'x', email: 'nobody@nowhere.example' } }))).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('refs', () => {
  test('422 when made twice, from nothing, or with a name that git does not take', async () => {
    const { object } = await expectObject(app, 'GET', `${sample.repo}/git/ref/heads/main`);
    const sha = textAt(object, 'sha');
    const make = (ref: string, to = sha) => app.request('POST', `${sample.repo}/git/refs`, { ref, sha: to });
    expect((await make('refs/heads/team/new')).status).toBe(201);
    expect(await make('refs/heads/team/new')).toMatchObject({
      status: 422,
      body: { message: 'Reference already exists' },
    });
    expect((await make('refs/heads/other', 'f'.repeat(40))).status).toBe(422);
    expect((await make('refs/pull/1/head')).status).toBe(422);
    expect((await make('refs/heads/a..b')).status).toBe(422);
    expect((await app.request('GET', `${sample.repo}/git/ref/heads%2Fteam%2Fnew`)).status).toBe(200);
    expect((await app.request('GET', `${sample.repo}/git/ref/heads/nowhere`)).status).toBe(404);
  });

  test('422 for going back unless forced', async () => {
    const first = await sample.commit(bob, 'back', { one: '1' });
    await sample.commit(bob, 'back', { two: '2' });
    const move = (force: boolean) => bob.request('PATCH', `${sample.repo}/git/refs/heads/back`, { sha: first, force });
    expect(await move(false)).toMatchObject({ status: 422, body: { message: 'Update is not a fast forward' } });
    expect((await move(true)).status).toBe(200);
  });
});

describe('comparisons and commits', () => {
  test('a comparison has the files since the merge base and the people of its commits', async () => {
    const main = await expectObject(app, 'GET', `${sample.repo}/git/ref/heads/main`);
    const head = await sample.commit(bob, 'compare/me', { 'changes/c.yaml': 'c' });
    const compared = await expectObject(app, 'GET', `${sample.repo}/compare/main...compare%2Fme`);
    expect(compared).toMatchObject({
      status: 'ahead',
      ahead_by: 1,
      behind_by: 0,
      merge_base_commit: { sha: textAt(main, 'object', 'sha') },
      commits: [{ sha: head, author: { login: 'bob' } }],
      files: [{ filename: 'changes/c.yaml', status: 'added' }],
    });
    expect((await app.request('GET', `${sample.repo}/compare/main...nowhere`)).status).toBe(404);
  });

  test('the pull requests of a commit are found by a commit of theirs and by the merge commit', async () => {
    const pull = await sample.openPull(app, 'whose');
    const alice = sample.github.as('alice');
    const merged = await expectObject(alice, 'PUT', `${pull.path}/merge`);
    for (const sha of [pull.head, merged.sha]) {
      const { body } = await app.request('GET', `${sample.repo}/commits/${sha}/pulls`);
      expect(body).toMatchObject([
        { number: pull.number, merged_at: expect.any(String), merge_commit_sha: merged.sha },
      ]);
    }
    const list = await app.request('GET', `${sample.repo}/commits?sha=main&per_page=1`);
    expect(list.body).toMatchObject([{ sha: merged.sha }]);
    expect(list.headers.get('link')).toContain('rel="next"');
  });
});
