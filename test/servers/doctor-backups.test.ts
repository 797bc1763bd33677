import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBackupKey, checkBackups, checkFolder } from '@chatops-commander/cli/doctor/check-backups';
import { createBackupStore } from '@chatops-commander/cli/runtime/create-backup-store';
import { createFolderStore } from '@chatops-commander/engine/backup/folder-store';
import { parsePolicy } from '@chatops-commander/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3Available, type S3ServerForTests, startS3Server } from '../support/s3-server.js';

const secrets = (value: string) => async (name: string) => {
  if (name === 'bucket') return Buffer.from(value);
  throw new Error(`no secret ${name}`);
};

test('doctor says how much room the folder of backups has, and leaves nothing there', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'chatops-doctor-'));
  expect(await checkBackups({ dataDir }, secrets(''))).toMatchObject({
    ok: true,
    says: expect.stringMatching(/ free$/),
  });
  expect(await readdir(join(dataDir, 'backups'))).toEqual([]);
  await rm(dataDir, { recursive: true });
  expect(await checkBackups({ dataDir: '/dev/null/x' }, secrets(''))).toMatchObject({
    ok: false,
    says: expect.stringMatching(/cannot be written to .ENOTDIR: not a directory/),
  });
});

test('doctor does not pass a folder where files cannot be linked, and leaves nothing there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chatops-doctor-'));
  const link = () => Promise.reject(Object.assign(new Error('EPERM: link'), { code: 'EPERM' }));
  expect(await checkFolder(folder, createFolderStore(folder, { link }))).toMatchObject({
    ok: false,
    says: expect.stringMatching(/without hard links .EPERM/),
    fix: expect.stringMatching(/CHATOPS_BACKUPS/),
  });
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

test.each<[string, string, boolean]>([
  ['is there', '0f'.repeat(32), true],
  ['is no key', 'hunter2', false],
])('doctor looks whether the key that the policy names %s', async (_case, value, ok) => {
  const policy = parsePolicy(
    'apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: {} }\nbackups: { encrypt: "secret:bucket" }\n',
    'policy',
  );
  expect(await checkBackupKey(policy, secrets(value))).toMatchObject([{ ok }]);
  expect(await checkBackupKey({ ...policy, backups: { encrypt: 'secret:nope' } }, secrets(value))).toMatchObject([
    { ok: false },
  ]);
  const { backups: _, ...without } = policy;
  expect(await checkBackupKey(without, secrets(value))).toEqual([]);
});

test('doctor does not pass a store that overwrites what it was told to leave', async () => {
  const heedless = createServer((_request, response) => response.writeHead(200).end());
  await new Promise<void>((resolve) => heedless.listen(0, '127.0.0.1', resolve));
  const address = heedless.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const place = { endpoint: `http://127.0.0.1:${port}`, region: 'x', bucket: 'ops', prefix: '', pathStyle: true };
  const finding = await checkBackups({ dataDir: '/', backups: { place, key: 'secret:bucket' } }, secrets('a:b'));
  expect(finding).toMatchObject({ ok: false, says: expect.stringMatching(/overwrites an object/) });
  heedless.closeAllConnections();
  await new Promise((resolve) => heedless.close(resolve));
});

describe.runIf(s3Available)('doctor, of a bucket', () => {
  let server: S3ServerForTests;
  beforeAll(async () => {
    server = await startS3Server();
  });
  afterAll(() => server?.stop());
  const settings = (place = {}) => ({
    dataDir: '/nowhere',
    backups: { place: { ...server.place, prefix: 'ops/', ...place }, key: 'secret:bucket' },
  });
  const key = () => `${server.credentials.accessKeyId}:${server.credentials.secretAccessKey}\n`;

  test('tries all that backups need, and leaves nothing there', async () => {
    const finding = await checkBackups(settings(), secrets(key()));
    expect(finding).toMatchObject({ ok: true, says: expect.stringMatching(/refuses to overwrite/) });
    expect(await server.files()).toEqual([]);
  });

  test('the worker stores into it with the same settings', async () => {
    const store = createBackupStore(settings(), secrets(key()));
    expect(await store.list()).toEqual([]);
    expect(store.where).toBe(`s3://ops/ops/ at ${new URL(server.place.endpoint).host}`);
  });

  test.each<[string, object, string, RegExp]>([
    ['a wrong key', {}, 'tester:wrong', /SignatureDoesNotMatch/],
    ['a key of another form', {}, 'just-one-word', /ACCESS_KEY_ID:SECRET_ACCESS_KEY/],
    ['no such bucket', { bucket: 'nope' }, '', /NoSuchBucket/],
  ])('says what is wrong with %s', async (_case, place, wrong, says) => {
    const finding = await checkBackups(settings(place), secrets(wrong || key()));
    expect(finding).toMatchObject({ ok: false, says: expect.stringMatching(says), fix: expect.any(String) });
  });

  test('says so when nothing answers', async () => {
    await server.stop();
    const finding = await checkBackups(settings(), secrets(key()));
    expect(finding).toMatchObject({ ok: false, fix: expect.stringMatching(/CHATOPS_S3_ENDPOINT/) });
  });
});
