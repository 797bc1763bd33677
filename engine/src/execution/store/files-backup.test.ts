import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outputs } from '../../actions/action.js';
import { readableCompressions } from '../../backup/read-content.js';
import { createSampleSteps, type SampleSteps } from './sample-store.fixture.js';

const hasZstd = (await readableCompressions()).includes('zstd');
let steps: SampleSteps;
let site: string;
beforeEach(async () => {
  steps = await createSampleSteps();
  site = join(steps.folder, "the site's $HOME");
  await mkdir(join(site, 'pages'), { recursive: true });
  await writeFile(join(site, 'pages/index.html'), '<h1>bonjour</h1>');
  await writeFile(join(site, 'secret.conf'), 'x'.repeat(300_000));
  await chmod(join(site, 'secret.conf'), 0o640);
  await symlink('pages/index.html', join(site, 'home'));
});
afterEach(() => steps.remove());

const ID = 'r-1.save.web-01.1';
const backUp = (more = {}) => steps.change('save', 'backup.files', { paths: [site], ...more });
const restore = (id: string, more = {}) => steps.change(id, 'backup.restore', { backup: ID, ...more });
const undo = (id: string, more = {}) => steps.undo(id, 'backup.restore', { backup: ID, ...more });
const stored = async () => join(steps.folder, 'backups', ID, (await steps.store.manifest(ID))?.content ?? 'none');
/** Names, modes, owners, links and digests of all that lies there. */
const stateOf = (folder: string) =>
  execFileSync('sh', [
    '-c',
    'cd "$1" && find . -printf "%p %y %m %u:%g %l\\n" | sort && find . -type f -print0 | sort -z | xargs -0r sha256sum',
    'x',
    folder,
  ]).toString();

describe('backup.files', () => {
  it.each<[string, object, string]>([
    ['the best there is', {}, hasZstd ? 'tar+zstd' : 'tar+gzip'],
    ['gzip', { compress: 'gzip' }, 'tar+gzip'],
    ['no compression', { compress: 'none' }, 'tar'],
  ])('with %s: the digest of both ends is the same', async (_case, more, packing) => {
    expect(await backUp(more)).toMatchObject({ kind: 'done', outputs: { packing, entries: 5, encrypted: false } });
    const manifest = await steps.store.manifest(ID);
    expect(manifest?.sentSha256).toBe(manifest?.sha256);
  });

  it('keeps as many of the same thing as asked for, and leaves other things alone', async () => {
    await steps.change('other', 'backup.files', { paths: ['/etc/hostname'] });
    await steps.change('first', 'backup.files', { paths: [site] });
    const outcome = await backUp({ keep: 1 });
    expect(outcome).toMatchObject({ kind: 'done', outputs: { pruned: ['r-1.first.web-01.1'] } });
    expect((await steps.store.list()).map(({ id }) => id).sort()).toEqual(['r-1.other.web-01.1', ID]);
  });

  it('throws, and stores nothing, where the key cannot be read', async () => {
    await expect(backUp({ encrypt: 'secret:nope' })).rejects.toThrow('secret nope');
    expect(await steps.store.list()).toEqual([]);
  });

  it('finds bytes that changed between the server and here', async () => {
    const { machine } = steps;
    const download = machine.download;
    machine.download = async (...args) => {
      const { stdout, exit } = await download(...args);
      async function* changed() {
        for await (const chunk of stdout) yield Buffer.from(chunk.map((byte, at) => (at === 5000 ? byte ^ 1 : byte)));
      }
      return { stdout: changed(), exit };
    };
    expect(await backUp({ compress: 'none' })).toMatchObject({
      kind: 'failed',
      reason: { en: expect.stringMatching(/two sha256 differ/) },
    });
    expect(await steps.store.list()).toEqual([]);
  });
});

describe('what the policy has encrypted', () => {
  const encryptBackups = 'secret:backup';
  const conf = () => join(site, 'secret.conf');
  it.each<[string, string, () => Outputs]>([
    ['a file that is written', 'files.write', () => ({ path: conf(), content: 'new' })],
    ['a file that gets a line', 'files.line', () => ({ path: conf(), line: 'new' })],
    ['a file that is removed', 'files.remove', () => ({ path: conf() })],
    ['logs that are pruned', 'logs.prune', () => ({ path: site, olderThan: '1d' })],
    ['what a restore overwrites', 'backup.restore', () => ({ backup: ID })],
  ])('is what was saved of %s, and it comes back from there', async (_case, uses, input) => {
    await backUp();
    await writeFile(conf(), 'x'.repeat(300_001));
    const long = new Date('2020-01-01');
    await utimes(conf(), long, long);
    const before = stateOf(site);
    const outcome = await steps.change('now', uses, input(), { encryptBackups });
    expect(outcome).toMatchObject({ kind: 'done', backup: 'r-1.now.web-01.1' });
    const manifest = await steps.store.manifest('r-1.now.web-01.1');
    expect(manifest?.encryption).toEqual({ algorithm: 'aes-256-gcm', key: 'secret:backup' });
    const content = await readFile(join(steps.folder, 'backups/r-1.now.web-01.1', manifest?.content ?? 'none'));
    expect(content.subarray(0, 16).toString()).toBe('CHATOPS-BACKUP-1');
    expect(await steps.undo('now', uses, input())).toMatchObject({ kind: 'done' });
    expect(stateOf(site)).toBe(before);
  });

  it('is every backup, but for one whose step names a key of its own', async () => {
    await steps.change('plain', 'backup.files', { paths: [site] }, { encryptBackups });
    expect((await steps.store.manifest('r-1.plain.web-01.1'))?.encryption?.key).toBe('secret:backup');
    const own = { paths: [site], encrypt: 'secret:nope' };
    await expect(steps.change('own', 'backup.files', own, { encryptBackups })).rejects.toThrow('secret nope');
  });

  it('changes nothing when the key cannot be read', async () => {
    const before = stateOf(site);
    const write = steps.change(
      'now',
      'files.write',
      { path: conf(), content: 'new' },
      { encryptBackups: 'secret:nope' },
    );
    await expect(write).rejects.toThrow('secret nope');
    expect(stateOf(site)).toBe(before);
  });
});

describe('backup.verify', () => {
  it.each<[string, object]>([
    ['plain', {}],
    ['encrypted', { encrypt: 'secret:backup' }],
    ['uncompressed', { compress: 'none' }],
  ])('restores %s files on trial, and leaves nothing', async (_case, more) => {
    await backUp(more);
    // what a trial that was killed left; the shell that had the name is long gone
    const left = join(`/var/tmp/chatops-trial-${process.getuid?.()}`, String(spawnSync('true').pid));
    await mkdir(left, { recursive: true });
    expect(await steps.read('backup.verify', { backup: ID })).toMatchObject({ kind: 'done', changed: false });
    expect(await stat(left).catch(() => undefined)).toBeUndefined();
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['a flipped bit', async () => writeFile(await stored(), flip(await readFile(await stored()))), /damaged/],
    ['no content', async () => rm(await stored()), /./],
    ['another id', async () => undefined, /is not in folder/],
  ])('does not rely on one with %s', async (name, harm, message) => {
    await backUp({ compress: 'gzip' });
    await harm();
    const backup = name === 'another id' ? 'r-2' : ID;
    const outcome = await steps.read('backup.verify', { backup }).catch((error: Error) => error);
    if (outcome instanceof Error) expect(outcome.message).toMatch(/is not in folder/);
    else expect(outcome).toMatchObject({ kind: 'failed', reason: { en: expect.stringMatching(message) } });
  });
});

describe('backup.restore of files', () => {
  it.each<[string, object]>([
    ['plain', {}],
    ['encrypted', { encrypt: 'secret:backup' }],
  ])('brings a %s backup back, and is undone exactly', async (_case, more) => {
    const original = stateOf(site);
    await backUp(more);
    await rm(join(site, 'pages'), { recursive: true });
    await rm(join(site, 'home'));
    await writeFile(join(site, 'secret.conf'), 'newer');
    await writeFile(join(site, 'since'), 'made since');
    const before = stateOf(site);
    expect(await restore('back')).toMatchObject({ kind: 'done', backup: 'r-1.back.web-01.1' });
    await rm(join(site, 'since'));
    expect(stateOf(site)).toBe(original);
    await writeFile(join(site, 'since'), 'made since');
    expect(await undo('back')).toMatchObject({ kind: 'done' });
    expect(stateOf(site)).toBe(before);
  });

  it('brings back what is gone altogether, and its undo takes it away again', async () => {
    await backUp();
    const original = stateOf(site);
    await rm(site, { recursive: true });
    expect(await restore('back')).toMatchObject({ kind: 'done' });
    expect(stateOf(site)).toBe(original);
    expect(await undo('back')).toMatchObject({ kind: 'done' });
    await expect(readdir(site)).rejects.toThrow('ENOENT');
  });

  it('has no undo where the runbook says that no backup is wanted', async () => {
    await backUp();
    const step = { uses: 'backup.restore', with: { backup: ID }, backup: { none: 'it is a copy' } };
    expect(await restore('back', {})).toMatchObject({ undo: { kind: 'step' } });
    expect(await steps.change('again', 'backup.restore', { backup: ID }, { step })).toMatchObject({
      undo: { kind: 'impossible' },
    });
  });

  it('restores beside with modes and links, and its undo removes that folder only', async () => {
    await backUp();
    const into = { into: join(steps.folder, 'beside') };
    expect(await restore('back', into)).toMatchObject({ kind: 'done' });
    expect(stateOf(join(into.into, site))).toBe(stateOf(site));
    expect(await restore('again', into)).toMatchObject({ kind: 'done' });
    expect(await undo('back', into)).toMatchObject({ kind: 'done' });
    expect(await readdir(steps.folder)).toEqual(['backups', "the site's $HOME"]);
  });

  it.each<[string, string, RegExp]>([
    ['over a folder that is there', 'here', /is there already/],
    ['as a database', 'shop', /absolute path of a new folder/],
    ['where the folder above is missing', 'no/such/folder', /./],
  ])('refuses to restore beside %s', async (_case, name, message) => {
    await backUp();
    await mkdir(join(steps.folder, 'here'));
    await writeFile(join(steps.folder, 'here/precious'), '');
    const into = name === 'shop' ? name : join(steps.folder, name);
    expect(await restore('back', { into })).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { en: expect.stringMatching(message) },
    });
    expect(await readdir(join(steps.folder, 'here'))).toEqual(['precious']);
  });

  it('does not remove beside what somebody put in its place', async () => {
    await backUp();
    const into = { into: join(steps.folder, 'beside') };
    await restore('back', into);
    await rm(into.into, { recursive: true });
    await mkdir(into.into);
    await writeFile(join(into.into, 'precious'), '');
    expect(await undo('back', into)).toMatchObject({ kind: 'failed' });
    expect(await readdir(into.into)).toEqual(['precious']);
  });

  it('is simply done again after a crash: the backup from before the first try stays the way back', async () => {
    await backUp();
    const original = stateOf(site);
    await writeFile(join(site, 'secret.conf'), 'newer');
    const before = stateOf(site);
    await restore('back');
    const intent = steps.intent('back');
    const again = await steps.change('back', 'backup.restore', { backup: ID }, { intent });
    expect(again).toMatchObject({ kind: 'done', undo: intent.undo, backup: 'r-1.back.web-01.1' });
    expect(stateOf(site)).toBe(original);
    expect(await undo('back')).toMatchObject({ kind: 'done' });
    expect(stateOf(site)).toBe(before);
  });

  it('changes nothing when what is there cannot be backed up first', async () => {
    await backUp();
    await writeFile(join(site, 'secret.conf'), 'newer');
    steps.machine.cutDownloadAfter(100);
    await expect(restore('back')).rejects.toThrow('connection lost');
    expect(await readFile(join(site, 'secret.conf'), 'utf8')).toBe('newer');
    expect(() => steps.intent('back')).toThrow('wrote no intent');
  });
});

describe('backup.prune', () => {
  it('removes what is beyond the policy, on this server only, and says so the second time', async () => {
    for (const id of ['one', 'two', 'three']) await steps.change(id, 'backup.files', { paths: ['/etc/hostname'] });
    const [newest] = await steps.store.list();
    if (newest === undefined) throw new Error('no backup');
    const { content } = await steps.store.put('elsewhere', (async function* () {})());
    await steps.store.record({
      ...newest,
      id: 'elsewhere',
      content,
      server: 'web-02',
      createdAt: '2020-01-01T00:00:00.000Z',
    });
    const outcome = await steps.change('prune', 'backup.prune', { keep: 1 });
    expect(outcome).toMatchObject({ kind: 'done', outputs: { kept: 1 }, undo: { kind: 'impossible' } });
    expect((await steps.store.list()).map(({ id }) => id)).toEqual([newest.id, 'elsewhere']);
    expect(await steps.change('prune2', 'backup.prune', { keep: 1 })).toMatchObject({ kind: 'already-so' });
  });
});

function flip(content: Buffer): Buffer {
  const copy = Buffer.from(content);
  const middle = Math.floor(copy.length / 2);
  copy[middle] = (copy[middle] ?? 0) ^ 1;
  return copy;
}
