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

describe('a review', () => {
  test('is of the head at that time, and stays of that commit when the head moves', async () => {
    const pull = await sample.openPull(app, 'reviewed');
    const approve = await alice.request('POST', `${pull.path}/reviews`, { event: 'APPROVE', body: 'Looks right' });
    expect(approve).toMatchObject({
      status: 200,
      body: { state: 'APPROVED', commit_id: pull.head, user: { login: 'alice' }, author_association: 'MEMBER' },
    });
    const next = await sample.commit(bob, 'reviewed', { 'changes/late.yaml': 'x' });
    await expectObject(alice, 'POST', `${pull.path}/reviews`, { event: 'APPROVE' });
    const { body } = await app.request('GET', `${pull.path}/reviews`);
    expect(body).toMatchObject([{ commit_id: pull.head }, { commit_id: next }]);
  });

  test('may name an earlier commit of the pull request, and no other', async () => {
    const pull = await sample.openPull(app, 'named');
    await sample.commit(app, 'named', { more: 'x' });
    const review = (commit_id: unknown) =>
      alice.request('POST', `${pull.path}/reviews`, { event: 'APPROVE', commit_id });
    expect(await review(pull.head)).toMatchObject({ status: 200, body: { commit_id: pull.head } });
    const main = await expectObject(app, 'GET', `${sample.repo}/git/ref/heads/main`);
    expect((await review(Object(main.object).sha)).status).toBe(422);
    expect((await review('f'.repeat(40))).status).toBe(422);
  });

  test("422 for approving one's own pull request, for a person and for the app", async () => {
    const own = await sample.openPull(bob, 'own');
    const bots = await sample.openPull(app, 'bots');
    const refused = { status: 422, body: { errors: ['Can not approve your own pull request'] } };
    expect(await bob.request('POST', `${own.path}/reviews`, { event: 'APPROVE' })).toMatchObject(refused);
    expect(await app.request('POST', `${bots.path}/reviews`, { event: 'APPROVE' })).toMatchObject(refused);
    expect((await bob.request('POST', `${own.path}/reviews`, { event: 'REQUEST_CHANGES', body: 'x' })).status).toBe(
      422,
    );
    expect((await bob.request('POST', `${own.path}/reviews`, { event: 'COMMENT', body: 'a note' })).status).toBe(200);
  });

  test('422 for approving what is closed, and by submitting a pending one too', async () => {
    const pull = await sample.openPull(app, 'closed');
    const pending = await expectObject(alice, 'POST', `${pull.path}/reviews`, { body: 'wait' });
    expect(pending).toMatchObject({ state: 'PENDING' });
    await expectObject(bob, 'PATCH', pull.path, { state: 'closed' });
    expect((await alice.request('POST', `${pull.path}/reviews`, { event: 'APPROVE' })).status).toBe(422);
    expect(
      (await alice.request('POST', `${pull.path}/reviews/${pending.id}/events`, { event: 'APPROVE' })).status,
    ).toBe(422);
    expect((await bob.request('POST', `${pull.path}/reviews/${pending.id}/events`, { event: 'COMMENT' })).status).toBe(
      403,
    );
  });

  test('an outsider may approve, since whose approval counts is for others to say', async () => {
    const pull = await sample.openPull(app, 'outside');
    const answer = await sample.github.as('mallory').request('POST', `${pull.path}/reviews`, { event: 'APPROVE' });
    expect(answer).toMatchObject({ status: 200, body: { author_association: 'NONE' } });
  });

  test('422 without words where words are needed', async () => {
    const pull = await sample.openPull(app, 'wordless');
    for (const event of ['COMMENT', 'REQUEST_CHANGES']) {
      expect((await alice.request('POST', `${pull.path}/reviews`, { event })).status).toBe(422);
    }
  });

  test('that is dismissed keeps its words, and only a writer dismisses', async () => {
    const pull = await sample.openPull(app, 'dismissed');
    const review = await expectObject(alice, 'POST', `${pull.path}/reviews`, { event: 'APPROVE', body: 'Fine' });
    const path = `${pull.path}/reviews/${review.id}/dismissals`;
    expect((await sample.github.as('carol').request('PUT', path, { message: 'no' })).status).toBe(403);
    expect((await bob.request('PUT', path, {})).status).toBe(422);
    expect(await bob.request('PUT', path, { message: 'changed since' })).toMatchObject({
      status: 200,
      body: { state: 'DISMISSED', body: 'Fine' },
    });
    expect((await bob.request('PUT', path, { message: 'again' })).status).toBe(422);
  });
});
