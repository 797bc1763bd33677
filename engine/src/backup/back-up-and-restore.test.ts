import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalMachine, type LocalMachine, sampleServer } from '../execution/local-machine.fixture.js';
import { type BackupRequest, backUpFiles } from './back-up-files.js';
import type { BackupStore } from './backup-store.js';
import { createFolderStore } from './folder-store.js';
import { restoreBackup } from './restore-backup.js';
import { verifyBackup } from './verify-backup.js';

const now = () => new Date('2026-11-21T06:00:00.000Z');
let folder: string;
let site: string;
let store: BackupStore;
let machine: LocalMachine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-backup-'));
  site = join(folder, "the site's $HOME");
  store = createFolderStore(join(folder, 'backups'));
  machine = createLocalMachine();
  await mkdir(join(site, 'cache'), { recursive: true });
  await writeFile(join(site, 'index.html'), '<h1>bonjour</h1>');
  await chmod(join(site, 'index.html'), 0o640);
  await writeFile(join(site, 'cache/big'), 'x'.repeat(5000));
  await writeFile(join(site, 'debug.log'), 'noise');
  await symlink('index.html', join(site, 'home'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const request = (change: Partial<BackupRequest> = {}): BackupRequest => ({
  id: 'r-1.s1.web-01.1',
  server: sampleServer,
  origin: { run: 'r-1' },
  paths: [site],
  exclude: [],
  missing: 'fail',
  whileChanging: 'fail',
  become: 'login-user',
  timeoutMs: 10_000,
  ...change,
});
const backUp = (change: Partial<BackupRequest> = {}, streams: LocalMachine = machine) =>
  backUpFiles({ streams, store, now }, request(change));
const restore = (server = sampleServer) =>
  restoreBackup(
    { streams: machine, store },
    { backup: 'r-1.s1.web-01.1', server, become: 'login-user', timeoutMs: 10_000 },
  );
const stored = (name: string) => join(folder, 'backups/r-1.s1.web-01.1', name);
const content = async () => stored((await store.manifest('r-1.s1.web-01.1'))?.content ?? 'none');
const listed = async () => execFileSync('tar', ['-taf', await content(), '--quoting-style=literal']).toString();

describe('backUpFiles', () => {
  it('stores a compressed archive with its manifest', async () => {
    const outcome = await backUp();
    expect(outcome).toMatchObject({
      kind: 'done',
      warnings: [],
      manifest: {
        packing: expect.stringMatching(/^tar[+](zstd|gzip)$/),
        entries: 6,
        server: 'web-01',
        sentSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(await verifyBackup({ store }, 'r-1.s1.web-01.1')).toMatchObject({ kind: 'sound', entries: 6 });
    expect(await listed()).toContain('index.html');
  });

  it('stores a plain archive where the server has no gzip', async () => {
    const tools = join(folder, 'tools');
    await mkdir(tools);
    for (const tool of ['sh', 'tar', 'tee', 'sed', 'cut', 'grep', 'cat'])
      await symlink(`/bin/${tool}`, join(tools, tool));
    const outcome = await backUp({}, createLocalMachine({ path: tools }));
    expect(outcome).toMatchObject({ kind: 'done', manifest: { packing: 'tar', entries: 6 } });
  });

  it('leaves out what is excluded, by path and by name', async () => {
    await backUp({ exclude: [join(site, 'cache'), '*.log'] });
    expect(await listed()).not.toMatch(/cache|debug/);
    expect(await listed()).toMatch(/index/);
  });

  it('takes a path that looks like an option for a path', async () => {
    const odd = join(folder, '--checkpoint-action=exec=id');
    await writeFile(odd, '');
    expect(await backUp({ paths: [odd] })).toMatchObject({ kind: 'done', manifest: { entries: 1 } });
  });

  it.each<[string, BackupRequest['missing'], string[], object]>([
    ['one path missing, all asked for', 'fail', ['/no/such'], { kind: 'failed' }],
    ['one path missing, the rest will do', 'skip', ['/no/such'], { kind: 'done' }],
  ])('%s', async (_case, missing, more, outcome) => {
    expect(await backUp({ missing, paths: [site, ...more] })).toMatchObject(outcome);
  });

  it('gives the first complaint as the reason: the last line of tar only says that there were some', async () => {
    const outcome = await backUp({ paths: ['/no/such'] });
    expect(outcome).toMatchObject({ kind: 'failed', because: { en: 'no such file: ./no/such' } });
    const tools = join(folder, 'tools');
    await mkdir(tools);
    const text = '#!/bin/sh\necho "tar: ./x: Permission denied" >&2\necho "tar: Exiting with failure" >&2\nexit 2\n';
    await writeFile(join(tools, 'tar'), text, { mode: 0o755 });
    const refused = await backUp({}, createLocalMachine({ path: `${tools}:/usr/bin:/bin` }));
    expect(refused).toMatchObject({ kind: 'failed', because: { en: 'tar: ./x: Permission denied' } });
  });

  it('says so when nothing is there', async () => {
    expect(await backUp({ missing: 'skip', paths: ['/no/such'] })).toEqual({ kind: 'nothing-there' });
    expect(await store.list()).toEqual([]);
  });

  it.each<[BackupRequest['whileChanging'], string]>([
    ['fail', 'failed'],
    ['warn', 'done'],
  ])('meets files that change while they are read with %s: %s', async (whileChanging, kind) => {
    const tools = join(folder, 'tools');
    await mkdir(tools);
    const text = '#!/bin/sh\n/bin/tar "$@"\necho "tar: ./x: file changed as we read it" >&2\nexit 1\n';
    await writeFile(join(tools, 'tar'), text, { mode: 0o755 });
    const outcome = await backUp({ whileChanging }, createLocalMachine({ path: `${tools}:/usr/bin:/bin` }));
    expect(outcome.kind).toBe(kind);
    expect(await store.list()).toHaveLength(kind === 'done' ? 1 : 0);
  });

  it('does not count what lost its connection, and does it again under the same id', async () => {
    machine.cutDownloadAfter(100);
    await expect(backUp()).rejects.toThrow('connection lost');
    expect(await store.manifest('r-1.s1.web-01.1')).toBeUndefined();
    expect(await backUp()).toMatchObject({ kind: 'done' });
  });

  it('does not count a stream that ended early but politely', async () => {
    const polite: LocalMachine = {
      ...machine,
      async download(...args) {
        const { stdout, exit } = await machine.download(...args);
        async function* half() {
          for await (const chunk of stdout) yield chunk.subarray(0, chunk.length / 2);
        }
        return { stdout: half(), exit };
      },
    };
    expect(await backUp({}, polite)).toMatchObject({ kind: 'failed' });
    expect(await store.list()).toEqual([]);
  });

  it('finds a store that does not give back what it was given', async () => {
    const forgetful: BackupStore = {
      ...store,
      async put(id, content) {
        const honest = await store.put(id, content);
        return { ...honest, sha256: 'b'.repeat(64) };
      },
    };
    const outcome = await backUpFiles({ streams: machine, store: forgetful, now }, request());
    expect(outcome).toMatchObject({ kind: 'failed', because: { en: expect.stringMatching(/not what was sent/) } });
  });

  it('takes a whole backup of the same id as it is', async () => {
    await backUp();
    const first = await readFile(await content());
    await writeFile(join(site, 'index.html'), 'changed since');
    expect(await backUp()).toMatchObject({ kind: 'done' });
    expect(await readFile(await content())).toEqual(first);
  });
});

describe('restoreBackup', () => {
  it('brings back content, mode and links, of what was changed and what was removed', async () => {
    await backUp();
    await writeFile(join(site, 'index.html'), 'defaced');
    await chmod(join(site, 'index.html'), 0o666);
    await rm(join(site, 'home'));
    expect(await restore()).toMatchObject({ kind: 'done' });
    expect(await readFile(join(site, 'home'), 'utf8')).toBe('<h1>bonjour</h1>');
    expect((await stat(join(site, 'index.html'))).mode & 0o777).toBe(0o640);
  });

  it('has the effect of once when done twice', async () => {
    await backUp();
    await restore();
    expect(await restore()).toMatchObject({ kind: 'done' });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a flipped bit', async () => writeFile(await content(), flip(await readFile(await content())))],
    [
      'an end that is missing',
      async () => writeFile(await content(), (await readFile(await content())).subarray(0, -9)),
    ],
    ['another content under the same name', async () => writeFile(await content(), 'something else')],
    ['no manifest', () => rm(stored('manifest.json'))],
  ])('overwrites nothing from a backup with %s', async (_case, harm) => {
    await backUp();
    await harm();
    await writeFile(join(site, 'index.html'), 'newer');
    expect(await restore()).toMatchObject({ kind: 'failed', touched: false });
    expect(await readFile(join(site, 'index.html'), 'utf8')).toBe('newer');
  });

  it("does not put one server's files onto another", async () => {
    await backUp();
    const outcome = await restore({ ...sampleServer, name: 'web-02' });
    expect(outcome).toMatchObject({
      kind: 'failed',
      touched: false,
      because: { fr: expect.stringMatching(/celle de web-01/) },
    });
  });
});

const flip = (content: Buffer): Buffer => {
  const copy = Buffer.from(content);
  const middle = Math.floor(copy.length / 2);
  copy[middle] = (copy[middle] ?? 0) ^ 1;
  return copy;
};
