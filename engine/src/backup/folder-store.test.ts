import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BackupExists, type BackupManifest, BackupMissing, type BackupStore, InvalidBackupId } from './backup-store.js';
import { StoreUnwritable, StoreWithoutLinks } from './backup-trouble.js';
import { createFolderStore } from './folder-store.js';
import { UnreadableManifest } from './parse-manifest.js';

let folder: string;
let store: BackupStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-store-'));
  store = createFolderStore(join(folder, 'backups'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* bytes(...parts: string[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}
async function readAll(id: string, content: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of store.open({ id, content })) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
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
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('createFolderStore', () => {
  it('stores bytes with their digest, for the owner alone', async () => {
    const stored = await store.put('b1', bytes('hel', 'lo'));
    expect(stored).toMatchObject({ sha256: createHash('sha256').update('hello').digest('hex'), bytes: 5 });
    expect(await readAll('b1', stored.content)).toBe('hello');
    expect(await modeOf(join(folder, 'backups/b1'))).toBe('700');
    expect(await modeOf(join(folder, 'backups/b1', stored.content))).toBe('600');
  });

  it('counts a backup only once it has its manifest', async () => {
    const { content } = await store.put('b1', bytes('hello'));
    expect(await store.manifest('b1')).toBeUndefined();
    expect(await store.list()).toEqual([]);
    await store.record(manifestOf('b1', content));
    expect(await store.manifest('b1')).toEqual(manifestOf('b1', content));
    expect(await modeOf(join(folder, 'backups/b1/manifest.json'))).toBe('600');
  });

  it('keeps the old bytes, and no scraps, when the new ones break off', async () => {
    const { content } = await store.put('b1', bytes('old'));
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('ne');
      throw new Error('connection lost');
    }
    await expect(store.put('b1', broken())).rejects.toThrow('connection lost');
    expect(await readAll('b1', content)).toBe('old');
    expect(await readdir(join(folder, 'backups/b1'))).toEqual([content]);
  });

  it('overwrites nothing: of two tries the one that is recorded first counts, and stays', async () => {
    const first = await store.put('b1', bytes('hello'));
    const second = await store.put('b1', bytes('other'));
    await store.record(manifestOf('b1', first.content));
    await store.record(manifestOf('b1', first.content));
    await expect(store.record(manifestOf('b1', second.content))).rejects.toThrow(BackupExists);
    expect(await readAll('b1', first.content)).toBe('hello');
    expect((await readdir(join(folder, 'backups/b1'))).sort()).toEqual([first.content, 'manifest.json']);
  });

  it('begins anew after the worker was killed in the middle, and what it left is gone', async () => {
    const script = `
      import { createFolderStore } from '@chatops-commander/engine/backup/folder-store';
      const store = createFolderStore(process.argv[1]);
      await store.put('b1', (async function* () {
        yield Buffer.alloc(3_000_000, 1);
        console.log('under way');
        setInterval(() => undefined, 1000);
        await new Promise(() => undefined);
      })());`;
    const argv = ['--input-type=module', '-e', script, join(folder, 'backups')];
    const worker = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(worker.stdout, 'data');
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    expect(await readdir(join(folder, 'backups/b1'))).toHaveLength(1);
    const { content } = await store.put('b1', bytes('hello'));
    await store.record(manifestOf('b1', content));
    expect((await readdir(join(folder, 'backups/b1'))).sort()).toEqual([content, 'manifest.json']);
  });

  it('sweeps what nobody took up again, and keeps what counts or is young', async () => {
    const { content } = await store.put('b1', bytes('hello'));
    await store.record(manifestOf('b1', content));
    const begun = await store.put('b2', bytes('begun'));
    const long = new Date('2026-11-01');
    for (const file of [`b1/${content}`, `b2/${begun.content}`])
      await utimes(join(folder, 'backups', file), long, long);
    await store.put('b3', bytes('young'));
    expect(await store.sweep(new Date('2026-11-02'))).toBe(1);
    expect((await readdir(join(folder, 'backups'))).sort()).toEqual(['b1', 'b3']);
    expect(await readAll('b1', content)).toBe('hello');
  });

  it('says what is wrong with a folder that cannot be written to, in both languages', async () => {
    await writeFile(join(folder, 'file'), '');
    const refused = await createFolderStore(join(folder, 'file/backups'))
      .put('b1', bytes('x'))
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreUnwritable);
    expect(refused instanceof StoreUnwritable && refused.describe().fr).toMatch(/inscriptible [(]ENOTDIR/);
  });

  it.each(['EPERM', 'ENOTSUP', 'ENOSYS'])('says what to do where files cannot be linked (%s)', async (code) => {
    const link = () => Promise.reject(Object.assign(new Error(`${code}: link`), { code }));
    const without = createFolderStore(join(folder, 'backups'), { link });
    const refused = await without.put('b1', bytes('x')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreWithoutLinks);
    expect(refused instanceof StoreWithoutLinks && refused.describe().fr).toMatch(/sans liens physiques [(]E/);
    expect(await readdir(join(folder, 'backups/b1'))).toEqual([]);
  });

  it('takes back what does not count', async () => {
    const { content } = await store.put('b1', bytes('hello'));
    await store.discard({ id: 'b1', content });
    expect(await readdir(join(folder, 'backups'))).toEqual([]);
  });

  it('lists the newest first', async () => {
    for (const [id, at] of [
      ['old', '2026-11-19T00:00:00.000Z'],
      ['new', '2026-11-21T00:00:00.000Z'],
    ] as const) {
      const { content } = await store.put(id, bytes('x'));
      await store.record(manifestOf(id, content, at));
    }
    expect((await store.list()).map(({ id }) => id)).toEqual(['new', 'old']);
  });

  it('lists nothing where nothing was ever stored', async () => {
    expect(await store.list()).toEqual([]);
  });

  it('removes, twice if need be', async () => {
    const { content } = await store.put('b1', bytes('hello'));
    await store.record(manifestOf('b1', content));
    await store.remove('b1');
    await store.remove('b1');
    expect(await store.manifest('b1')).toBeUndefined();
    await expect(readAll('b1', content)).rejects.toThrow(BackupMissing);
  });

  it.each(['../evil', 'a/b', '', '.hidden', 'a\nb', 'x'.repeat(201)])('refuses %j as an id', async (id) => {
    await expect(store.put(id, bytes('x'))).rejects.toThrow(InvalidBackupId);
    await expect(store.manifest(id)).rejects.toThrow(InvalidBackupId);
  });

  it.each([
    ['torn', '{"id":"b1",'],
    ['of another form', '{"id":"b1"}'],
    ["another backup's", JSON.stringify(manifestOf('b2', 'content-0123456789abcdef'))],
  ])('does not believe a manifest that is %s', async (_case, text) => {
    await store.put('b1', bytes('hello'));
    await writeFile(join(folder, 'backups/b1/manifest.json'), text);
    await expect(store.manifest('b1')).rejects.toThrow(UnreadableManifest);
  });
});
