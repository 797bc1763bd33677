import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient } from '../api-client.js';
import { expectObject, type SampleGitHub, startSampleGitHub } from '../sample-github.js';

let sample: SampleGitHub;
let hidden: SampleGitHub;
let app: ApiClient;
beforeAll(async () => {
  const user = (login: string, permission: 'maintain' | 'triage') => ({
    login,
    name: login,
    email: `${login}@acme.example`,
    permission,
  });
  const { users } = (await import('../sample-seed.js')).sampleSeed();
  sample = await startSampleGitHub({ users: [...users, user('maria', 'maintain'), user('tom', 'triage')] });
  hidden = await startSampleGitHub({ private: true });
  app = await sample.github.asApp();
});
afterAll(async () => {
  await sample?.github.close();
  await hidden?.github.close();
});

describe('permissions', () => {
  test.each([
    { login: 'alice', permission: 'admin', role_name: 'admin' },
    { login: 'maria', permission: 'write', role_name: 'maintain' },
    { login: 'bob', permission: 'write', role_name: 'write' },
    { login: 'tom', permission: 'read', role_name: 'triage' },
    { login: 'carol', permission: 'read', role_name: 'read' },
    { login: 'mallory', permission: 'read', role_name: 'read' },
  ])('of $login: $permission, $role_name', async ({ login, ...expected }) => {
    const path = `${sample.repo}/collaborators/${login}/permission`;
    expect(await expectObject(app, 'GET', path)).toMatchObject({ ...expected, user: { login } });
  });

  test('of an outsider on a private repository: none; of nobody: 404', async () => {
    const hiddenApp = await hidden.github.asApp();
    expect(await expectObject(hiddenApp, 'GET', `${hidden.repo}/collaborators/mallory/permission`)).toMatchObject({
      permission: 'none',
    });
    expect((await app.request('GET', `${sample.repo}/collaborators/nobody/permission`)).status).toBe(404);
  });

  test('the repository says what the caller may', async () => {
    const of = async (login: string) => (await expectObject(sample.github.as(login), 'GET', sample.repo)).permissions;
    expect(await of('alice')).toMatchObject({ admin: true, push: true });
    expect(await of('bob')).toMatchObject({ admin: false, push: true });
    expect(await of('carol')).toMatchObject({ push: false, pull: true });
  });

  test('teams have their members only', async () => {
    const member = (login: string) => app.request('GET', `/orgs/acme/teams/web/memberships/${login}`);
    expect(await member('bob')).toMatchObject({ status: 200, body: { state: 'active' } });
    expect((await member('carol')).status).toBe(404);
    expect((await app.request('GET', '/orgs/acme/teams/nowhere/memberships/bob')).status).toBe(404);
  });
});

describe('a private repository', () => {
  test('is 404 for an outsider and for nobody, and there for a reader', async () => {
    const paths = [hidden.repo, `${hidden.repo}/issues`, `${hidden.repo}/contents/README.md`, `${hidden.repo}/pulls`];
    for (const path of paths) {
      expect((await hidden.github.as('mallory').request('GET', path)).status).toBe(404);
      expect((await hidden.github.withToken('').request('GET', path)).status).toBe(404);
      expect((await hidden.github.as('carol').request('GET', path)).status).toBe(200);
    }
    expect((await hidden.github.as('mallory').request('POST', `${hidden.repo}/issues`, { title: 'x' })).status).toBe(
      404,
    );
  });
});

describe('what is not there', () => {
  test.each([
    { name: "the emulator's own pages", method: 'GET', path: '/_emulate/installation-tokens' },
    { name: "the emulator's idea of branches", method: 'GET', path: '/repos/acme/other/branches' },
  ])('$name: 404', async ({ method, path }) =>
    expect((await app.request(method, path, method === 'GET' ? undefined : {})).status).toBe(404),
  );

  test('nobody makes himself a collaborator', async () => {
    const mallory = sample.github.as('mallory');
    expect((await mallory.request('PUT', `${sample.repo}/collaborators/mallory`, { permission: 'admin' })).status).toBe(
      403,
    );
    expect((await mallory.request('PUT', '/orgs/acme/teams/web/memberships/mallory', {})).status).toBe(403);
  });

  test('400 for a body that is no JSON', async () => {
    const response = await fetch(`${sample.github.url}${sample.repo}/issues`, {
      method: 'POST',
      body: '{',
      headers: { authorization: 'token token-of-alice' },
    });
    expect(response.status).toBe(400);
  });
});
