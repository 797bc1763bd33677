import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient } from '../api-client.js';
import { signAppToken } from '../app-token.js';
import { numberAt, objectsOf } from '../json-object.js';
import { expectObject, type SampleGitHub, startSampleGitHub } from '../sample-github.js';

let sample: SampleGitHub;
let jwt: ApiClient;
let app: ApiClient;
beforeAll(async () => {
  sample = await startSampleGitHub();
  jwt = sample.github.withToken(signAppToken(sample.github.app));
  app = await sample.github.asApp();
});
afterAll(() => sample?.github.close());

describe('the app', () => {
  test('knows itself, its installation and the repositories that it sees', async () => {
    expect(await expectObject(jwt, 'GET', '/app')).toMatchObject({ id: 4242, slug: 'chatops-commander' });
    expect(await expectObject(jwt, 'GET', `${sample.repo}/installation`)).toMatchObject({ id: 100, app_id: 4242 });
    expect((await jwt.request('GET', '/app/installations')).body).toMatchObject([
      { id: 100, account: { login: 'acme' } },
    ]);
    expect(await expectObject(app, 'GET', '/installation/repositories')).toMatchObject({
      total_count: 1,
      repositories: [{ full_name: 'acme/ops', default_branch: 'main' }],
    });
    expect(await expectObject(app, 'GET', '/users/chatops-commander%5Bbot%5D')).toMatchObject({ type: 'Bot' });
  });

  test('404 for the installation on a repository that it does not see', async () => {
    expect((await jwt.request('GET', '/repos/mallory/ops/installation')).status).toBe(404);
  });

  test('401 where its own token is needed, and for tokens that were never issued', async () => {
    for (const path of ['/app', '/app/hook/deliveries', `${sample.repo}/installation`]) {
      expect((await app.request('GET', path)).status).toBe(401);
      expect((await sample.github.as('alice').request('GET', path)).status).toBe(401);
    }
    expect((await sample.github.withToken('ghs_guessed').request('GET', sample.repo)).status).toBe(401);
  });

  test('a token of less may do less', async () => {
    const path = '/app/installations/100/access_tokens';
    const { token } = await expectObject(jwt, 'POST', path, { permissions: { metadata: 'read', contents: 'read' } });
    const reader = sample.github.withToken(String(token));
    expect((await reader.request('GET', `${sample.repo}/contents/README.md`)).status).toBe(200);
    expect((await reader.request('POST', `${sample.repo}/git/blobs`, { content: 'x' })).status).toBe(403);
    expect((await reader.request('POST', `${sample.repo}/issues`, { title: 'x' })).status).toBe(403);
    expect((await jwt.request('POST', path, { permissions: { administration: 'write' } })).status).toBe(422);
  });
});

describe('its delivery log', () => {
  test('shows each attempt with what GitHub got back, newest first, and sends again on request', async () => {
    await sample.github.as('alice').request('POST', `${sample.repo}/issues`, { title: 'first' });
    await sample.github.as('alice').request('POST', `${sample.repo}/issues`, { title: 'second' });
    await sample.github.waitForDelivery(({ body }) => body.includes('"first"'));
    await sample.github.waitForDelivery(({ body }) => body.includes('"second"'));
    const page = await jwt.request('GET', '/app/hook/deliveries?per_page=1');
    expect(page.body).toMatchObject([
      { event: 'issues', action: 'opened', redelivery: false, status_code: 0, installation_id: 100 },
    ]);
    expect(page.headers.get('link')).toContain('rel="next"');
    const [newest] = objectsOf(page.body);
    const full = await expectObject(jwt, 'GET', `/app/hook/deliveries/${newest?.id}`);
    expect(full).toMatchObject({ request: { headers: { 'x-github-event': 'issues' }, payload: { action: 'opened' } } });
    expect((await jwt.request('POST', `/app/hook/deliveries/${newest?.id}/attempts`)).status).toBe(202);
    const again = await sample.github.waitForDelivery(({ redelivery }) => redelivery);
    expect(again.guid).toBe(newest?.guid);
    expect(again.id).toBeGreaterThan(numberAt(newest, 'id') ?? 0);
    expect((await jwt.request('POST', '/app/hook/deliveries/1/attempts')).status).toBe(404);
  });
});
