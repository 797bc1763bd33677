import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { backUpFiles } from '@chatops-commander/engine/backup/back-up-files';
import {
  BackupExists,
  type BackupManifest,
  BackupMissing,
  type BackupStore,
} from '@chatops-commander/engine/backup/backup-store';
import { createS3Client } from '@chatops-commander/engine/backup/s3/s3-client';
import { createS3Objects } from '@chatops-commander/engine/backup/s3/s3-objects';
import { createS3Store } from '@chatops-commander/engine/backup/s3/s3-store';
import { restoreBackup } from '@chatops-commander/engine/backup/restore-backup';
import { createLocalMachine, sampleServer } from '@chatops-commander/engine/execution/local-machine.fixture';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { s3Available, type S3ServerForTests, startS3Server } from '../support/s3-server.js';

const MIB = 1024 * 1024;

async function* bytes(...parts: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}
/** In pieces as SSH brings them. */
async function* pieces(whole: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < whole.length; at += 32_000) yield whole.subarray(at, at + 32_000);
}
const digest = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const manifestOf = (id: string, content: string, createdAt = '2026-11-21T06:00:00.000Z'): BackupManifest => ({
  id,
  server: 'web-01',
  paths: ['/etc/motd'],
  content,
  packing: 'tar',
  bytes: 5,
  sha256: 'a'.repeat(64),
  entries: 1,
  createdAt,
  origin: { run: 'r-1' },
});

describe.runIf(s3Available)('backups in a bucket', () => {
  let server: S3ServerForTests;
  let store: BackupStore;
  beforeAll(async () => {
    server = await startS3Server();
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    store = createS3Store({ ...server.place, prefix: 'team/' }, async () => server.credentials);
  });
  afterEach(async () => {
    for (const { id } of await store.list()) await store.remove(id);
    await store.sweep(new Date('2100-01-01'));
    expect(await server.files()).toEqual([]);
  });
  const objects = () => createS3Objects(createS3Client(server.place, async () => server.credentials));
  async function readAll(what: { id: string; content: string }): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of store.open(what)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  test.each<[string, number]>([
    ['nothing', 0],
    ['five bytes', 5],
    ['one part exactly', 16 * MIB],
    ['parts and a rest', 40 * MIB + 7],
  ])('keep %s byte for byte', async (_case, length) => {
    const whole = randomBytes(length);
    const stored = await store.put('b1', pieces(whole));
    expect(stored).toMatchObject({ bytes: length, sha256: digest(whole) });
    expect(digest(await readAll({ id: 'b1', content: stored.content }))).toBe(stored.sha256);
  });

  test('count only once they have their manifest, the newest first', async () => {
    for (const [id, at] of [
      ['old', '2026-11-19T00:00:00.000Z'],
      ['new', '2026-11-21T00:00:00.000Z'],
    ] as const) {
      const { content } = await store.put(id, bytes('x'));
      expect(await store.manifest(id)).toBeUndefined();
      await store.record(manifestOf(id, content, at));
    }
    await store.put('begun', bytes('y'));
    expect((await store.list()).map(({ id }) => id)).toEqual(['new', 'old']);
  });

  test('are never overwritten: who comes second is refused, and what is there stays', async () => {
    expect(await objects().putIfAbsent('team/x', Buffer.from('first'))).toBe('stored');
    expect(await objects().putIfAbsent('team/x', Buffer.from('second'))).toBe('there-already');
    expect(await objects().read('team/x')).toBe('first');
    const first = await store.put('b1', bytes('hello'));
    const second = await store.put('b1', bytes('other'));
    await store.record(manifestOf('b1', first.content));
    await store.record(manifestOf('b1', first.content));
    await expect(store.record(manifestOf('b1', second.content))).rejects.toThrow(BackupExists);
    expect((await readAll({ id: 'b1', content: first.content })).toString()).toBe('hello');
    await expect(readAll({ id: 'b1', content: second.content })).rejects.toThrow(BackupMissing);
  });

  test('go on when the connection to the store is cut in a part', async () => {
    const whole = randomBytes(40 * MIB);
    server.cut('to', 20 * MIB);
    const stored = await store.put('b1', pieces(whole));
    expect(stored).toMatchObject({ bytes: whole.length, sha256: digest(whole) });
    expect(await server.files()).toEqual([`team/b1/${stored.content}`]);
  });

  test('are read on from where the connection was cut', async () => {
    const whole = randomBytes(20 * MIB);
    const { content } = await store.put('b1', pieces(whole));
    server.cut('from', 9 * MIB);
    expect(digest(await readAll({ id: 'b1', content }))).toBe(digest(whole));
  });

  test('leave nothing when the server that sends them breaks off', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield randomBytes(33 * MIB);
      throw new Error('connection lost');
    }
    await expect(store.put('b1', broken())).rejects.toThrow('connection lost');
    expect(await server.files()).toEqual([]);
  });

  test('begin anew after the worker was killed, and what it left is gone', async () => {
    const script = `
      import { createS3Store } from '@chatops-commander/engine/backup/s3/s3-store';
      const [place, credentials] = JSON.parse(process.argv[1]);
      const store = createS3Store({ ...place, prefix: 'team/' }, async () => credentials);
      const part = Buffer.alloc(16 * 1024 * 1024, 1);
      await store.put('b1', (async function* () {
        // the fifth part is begun when one of the first four is stored
        for (let n = 0; n < 7; n += 1) yield part;
        console.log('under way');
        setInterval(() => undefined, 1000);
        await new Promise(() => undefined);
      })());`;
    const input = JSON.stringify([server.place, server.credentials]);
    const worker = spawn(process.execPath, ['--input-type=module', '-e', script, input], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(worker.stdout, 'data');
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    const left = objects().listUploads('team/');
    expect((await left.next()).value).toMatchObject({ key: expect.stringMatching(/^team\/b1\/content-/) });
    expect((await server.files()).length).toBeGreaterThan(0);
    const { content } = await store.put('b1', bytes('hello'));
    await store.record(manifestOf('b1', content));
    expect((await server.files()).sort()).toEqual([`team/b1/${content}`, 'team/b1/manifest.json']);
  });

  test('that nobody took up again are swept, and those that count stay', async () => {
    const { content } = await store.put('b1', bytes('hello'));
    await store.record(manifestOf('b1', content));
    await store.put('b2', bytes('begun'));
    expect(await store.sweep(new Date('2000-01-01'))).toBe(0);
    expect(await store.sweep(new Date('2100-01-01'))).toBe(1);
    expect((await server.files()).sort()).toEqual([`team/b1/${content}`, 'team/b1/manifest.json']);
  });

  test('of a server are taken, read back and restored, encrypted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chatops-s3-site-'));
    await writeFile(join(folder, 'page'), 'bonjour');
    const deps = {
      streams: createLocalMachine(),
      store,
      now: () => new Date(),
      readSecret: async () => Buffer.from('0f'.repeat(32)),
    };
    const place = { server: sampleServer, become: 'login-user', timeoutMs: 20_000 } as const;
    const taken = await backUpFiles(deps, {
      ...{ ...place, id: 'b1', origin: {}, paths: [folder], exclude: [], missing: 'fail', whileChanging: 'fail' },
      encrypt: 'secret:backup',
    });
    expect(taken).toMatchObject({ kind: 'done', manifest: { encryption: { key: 'secret:backup' } } });
    await writeFile(join(folder, 'page'), 'defaced');
    expect(await restoreBackup(deps, { ...place, backup: 'b1' })).toMatchObject({ kind: 'done' });
    expect(await readFile(join(folder, 'page'), 'utf8')).toBe('bonjour');
    await rm(folder, { recursive: true });
  });

  test.each<[string, object, object, RegExp]>([
    ['a wrong secret', {}, { secretAccessKey: 'wrong' }, /SignatureDoesNotMatch \(403\)/],
    ['a key that is not known', {}, { accessKeyId: 'nobody' }, /No user exists with the provided access key/],
    ['no such bucket', { bucket: 'nope' }, {}, /NoSuchBucket \(404\)/],
  ])("are refused with %s, in the store's own words", async (_case, place, credentials, message) => {
    const other = createS3Store({ ...server.place, prefix: '', ...place }, async () => ({
      ...server.credentials,
      ...credentials,
    }));
    await expect(other.put('b1', bytes('x'))).rejects.toThrow(message);
    await expect(other.manifest('b1')).rejects.toThrow(message);
  });
});
