import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BackupManifest, BackupMissing, type BackupStore, InvalidBackupId } from './backup-store.js';
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
async function readAll(id: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of store.open(id)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
const manifestOf = (id: string, createdAt = '2026-11-21T06:00:00.000Z'): BackupManifest => ({
  id,
  server: 'web-01',
  paths: ['/etc/motd'],
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
    expect(stored).toEqual({ sha256: createHash('sha256').update('hello').digest('hex'), bytes: 5 });
    expect(await readAll('b1')).toBe('hello');
    expect(await modeOf(join(folder, 'backups/b1'))).toBe('700');
    expect(await modeOf(join(folder, 'backups/b1/content'))).toBe('600');
  });

  it('counts a backup only once it has its manifest', async () => {
    await store.put('b1', bytes('hello'));
    expect(await store.manifest('b1')).toBeUndefined();
    expect(await store.list()).toEqual([]);
    await store.record(manifestOf('b1'));
    expect(await store.manifest('b1')).toEqual(manifestOf('b1'));
    expect(await modeOf(join(folder, 'backups/b1/manifest.json'))).toBe('600');
  });

  it('keeps the old bytes, and no scraps, when the new ones break off', async () => {
    await store.put('b1', bytes('old'));
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('ne');
      throw new Error('connection lost');
    }
    await expect(store.put('b1', broken())).rejects.toThrow('connection lost');
    expect(await readAll('b1')).toBe('old');
    expect(await readdir(join(folder, 'backups/b1'))).toEqual(['content']);
  });

  it('lists the newest first', async () => {
    for (const [id, at] of [
      ['old', '2026-11-19T00:00:00.000Z'],
      ['new', '2026-11-21T00:00:00.000Z'],
    ] as const) {
      await store.put(id, bytes('x'));
      await store.record(manifestOf(id, at));
    }
    expect((await store.list()).map(({ id }) => id)).toEqual(['new', 'old']);
  });

  it('lists nothing where nothing was ever stored', async () => {
    expect(await store.list()).toEqual([]);
  });

  it('removes, twice if need be', async () => {
    await store.put('b1', bytes('hello'));
    await store.record(manifestOf('b1'));
    await store.remove('b1');
    await store.remove('b1');
    expect(await store.manifest('b1')).toBeUndefined();
    await expect(readAll('b1')).rejects.toThrow(BackupMissing);
  });

  it.each(['../evil', 'a/b', '', '.hidden', 'a\nb', 'x'.repeat(201)])('refuses %j as an id', async (id) => {
    await expect(store.put(id, bytes('x'))).rejects.toThrow(InvalidBackupId);
    await expect(store.manifest(id)).rejects.toThrow(InvalidBackupId);
  });

  it.each([
    ['torn', '{"id":"b1",'],
    ['of another form', '{"id":"b1"}'],
    ["another backup's", JSON.stringify(manifestOf('b2'))],
  ])('does not believe a manifest that is %s', async (_case, text) => {
    await store.put('b1', bytes('hello'));
    await writeFile(join(folder, 'backups/b1/manifest.json'), text);
    await expect(store.manifest('b1')).rejects.toThrow(UnreadableManifest);
  });
});
