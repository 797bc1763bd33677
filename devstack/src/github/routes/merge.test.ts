import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient } from '../api-client.js';
import { expectObject, type SampleGitHub, startSampleGitHub } from '../sample-github.js';

let sample: SampleGitHub;
let app: ApiClient;
let alice: ApiClient;
beforeAll(async () => {
  sample = await startSampleGitHub();
  app = await sample.github.asApp();
  alice = sample.github.as('alice');
});
afterAll(() => sample?.github.close());

const textOf = async (path: string): Promise<string | undefined> => {
  const { body } = await app.request('GET', `${sample.repo}/contents/${path}`);
  const content: unknown = Object(body).content;
  return typeof content === 'string' ? Buffer.from(content, 'base64').toString() : undefined;
};

describe('a merge', () => {
  test('without a body makes a merge commit of base and head', async () => {
    const pull = await sample.openPull(app, 'plain');
    const main = await expectObject(app, 'GET', `${sample.repo}/git/ref/heads/main`);
    const merged = await alice.request('PUT', `${pull.path}/merge`);
    expect(merged).toMatchObject({ status: 200, body: { merged: true, message: 'Pull Request successfully merged' } });
    const sha = Object(merged.body).sha;
    expect(await expectObject(app, 'GET', `${sample.repo}/commits/${sha}`)).toMatchObject({
      parents: [{ sha: Object(main.object).sha }, { sha: pull.head }],
      author: { login: 'alice' },
      committer: { login: 'web-flow' },
      commit: { message: `Merge pull request #${pull.number} from acme/plain\n\nRun plain` },
    });
    expect(await expectObject(app, 'GET', pull.path)).toMatchObject({
      state: 'closed',
      merged: true,
      merge_commit_sha: sha,
      merged_by: { login: 'alice' },
      merged_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      changed_files: 1,
    });
    expect((await app.request('GET', `${pull.path}/merge`)).status).toBe(204);
  });

  test('of a second pull request keeps the file of the first', async () => {
    const one = await sample.openPull(app, 'one');
    const two = await sample.openPull(app, 'two');
    await expectObject(alice, 'PUT', `${one.path}/merge`, {});
    await expectObject(alice, 'PUT', `${two.path}/merge`, {});
    expect(await textOf('changes/one.yaml')).toBe('kind: Runbook\n');
    expect(await textOf('changes/two.yaml')).toBe('kind: Runbook\n');
  });

  test('by squash has one parent, by rebase keeps the commits', async () => {
    const squashed = await sample.openPull(app, 'squashed');
    await sample.commit(app, 'squashed', { 'changes/more.yaml': 'x' });
    const { sha } = await expectObject(alice, 'PUT', `${squashed.path}/merge`, { merge_method: 'squash' });
    const commit = await expectObject(app, 'GET', `${sample.repo}/git/commits/${sha}`);
    expect(commit.parents).toHaveLength(1);
    expect(commit.message).toContain(`Run squashed (#${squashed.number})`);

    const rebased = await sample.openPull(app, 'rebased');
    const top = await expectObject(alice, 'PUT', `${rebased.path}/merge`, { merge_method: 'rebase' });
    expect(await expectObject(app, 'GET', `${sample.repo}/commits/${top.sha}`)).toMatchObject({
      commit: { message: expect.stringContaining('Write changes/rebased.yaml') },
      parents: [{ sha }],
    });
  });

  test('409 when the head is not the one named', async () => {
    const pull = await sample.openPull(app, 'raced');
    await sample.commit(app, 'raced', { 'changes/evil.yaml': 'x' });
    expect(await alice.request('PUT', `${pull.path}/merge`, { sha: pull.head })).toMatchObject({
      status: 409,
      body: { message: 'Head branch was modified. Review and try the merge again.' },
    });
  });

  test('405 on a conflict, a second time, and when closed', async () => {
    const left = await sample.openPull(app, 'left', { clash: 'left\n' });
    const right = await sample.openPull(app, 'right', { clash: 'right\n' });
    await expectObject(alice, 'PUT', `${left.path}/merge`);
    expect(await expectObject(app, 'GET', right.path)).toMatchObject({
      mergeable: false,
      mergeable_state: 'dirty',
      merge_commit_sha: null,
    });
    const closed = await sample.openPull(app, 'shut');
    await expectObject(alice, 'PATCH', closed.path, { state: 'closed' });
    for (const { path } of [right, left, closed]) {
      expect(await alice.request('PUT', `${path}/merge`)).toMatchObject({
        status: 405,
        body: { message: 'Pull Request is not mergeable' },
      });
    }
  });

  test('405 for a draft, 422 for an unknown method, 403 for a reader', async () => {
    await sample.commit(app, 'draft', { draft: 'x' });
    const draft = await expectObject(app, 'POST', `${sample.repo}/pulls`, {
      title: 'd',
      head: 'draft',
      base: 'main',
      draft: true,
    });
    const path = `${sample.repo}/pulls/${draft.number}/merge`;
    expect((await alice.request('PUT', path)).status).toBe(405);
    expect((await alice.request('PUT', path, { merge_method: 'octopus' })).status).toBe(422);
    expect((await sample.github.as('carol').request('PUT', path)).status).toBe(403);
  });

  test('two at once of the same pull request: one wins', async () => {
    const pull = await sample.openPull(app, 'both');
    const answers = await Promise.all([
      alice.request('PUT', `${pull.path}/merge`),
      app.request('PUT', `${pull.path}/merge`),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 405]);
  });

  test('by pushing the head into the base counts as one', async () => {
    const pull = await sample.openPull(app, 'pushed');
    await expectObject(alice, 'PATCH', `${sample.repo}/git/refs/heads/main`, { sha: pull.head, force: true });
    expect(await expectObject(app, 'GET', pull.path)).toMatchObject({
      merged: true,
      merge_commit_sha: pull.head,
      merged_by: { login: 'alice' },
      changed_files: 1,
    });
  });
});
