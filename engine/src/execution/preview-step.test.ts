import { access, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outputs } from '../actions/action.js';
import { sampleContext } from '../actions/action-context.fixture.js';
import { filesLine } from '../actions/files/files-line.js';
import { sampleInventory } from './inventory.fixture.js';
import { createLocalMachine, runLocally, sampleServer } from './local-machine.fixture.js';
import { type PreviewLimits, previewStep } from './preview-step.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops preview-'));
  path = join(folder, "it's a $HOME; file");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const all: PreviewLimits = { readsState: true, mayShow: () => true, signal: new AbortController().signal };
const preview = (uses: string, input: Outputs, limits: Partial<PreviewLimits> = {}, more: object = {}) =>
  previewStep(
    { reads: createLocalMachine() },
    {
      runId: 'preview',
      stepId: 's1',
      step: { uses, with: input, ...more },
      server: sampleServer,
      inventory: sampleInventory,
      attempt: 1,
    },
    { ...all, ...limits },
  );
const write = (content: string, limits: Partial<PreviewLimits> = {}, more: Outputs = {}) =>
  preview('files.write', { path, content, ...more }, limits);

describe('a file that would be written', () => {
  it('is shown as a difference, with what is there and its size for the backup', async () => {
    await writeFile(path, 'one\ntwo\n');
    expect(await write('one\n2\n')).toMatchObject({
      kind: 'looked',
      before: { kind: 'file', bytes: 8 },
      guard: { kind: 'file', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      files: [{ path, diff: [' one', '-two', '+2'] }],
      backupKiB: expect.any(Number),
    });
  });

  it('that does not exist comes whole', async () => {
    expect(await write('new\n')).toMatchObject({
      before: { kind: 'absent' },
      files: [{ diff: ['+new'] }],
      backupKiB: 0,
    });
  });

  it('from a file of the ops repo is told of without its text', async () => {
    await writeFile(path, 'one\n');
    const source = { path, source: 'files/site.conf', sha256: '0'.repeat(64) };
    expect(await preview('files.write', source)).toMatchObject({
      kind: 'looked',
      before: { kind: 'file' },
      files: [{ path, diff: undefined, because: { en: expect.any(String) } }],
    });
  });

  it('that is so already needs no difference', async () => {
    await writeFile(path, 'same\n');
    const seen = await write('same\n');
    expect(seen).toMatchObject({ kind: 'looked', alreadySo: { en: expect.stringContaining('already') }, files: [] });
  });

  it('that the policy does not list shows no digest, which would confirm a guess of its text', async () => {
    await writeFile(path, '1234\n');
    const seen = await write('new\n', { mayShow: () => false });
    expect(seen).toMatchObject({ before: { kind: 'file' }, guard: { sha256: expect.anything() } });
    expect(seen.kind === 'looked' && Object.keys(seen.before)).not.toContain('sha256');
  });

  it.each<[name: string, make: () => Promise<unknown>, limits: Partial<PreviewLimits>, because: RegExp]>([
    ['the policy does not show it', () => writeFile(path, 'hidden\n'), { mayShow: () => false }, /policy/],
    ['it is a link', () => symlink('/etc/passwd', path), {}, /symbolic link/],
    ['it is a folder', () => mkdir(path), {}, /ordinary file/],
    ['it is long', () => writeFile(path, 'x'.repeat(70_000)), {}, /too long/],
    ['it is no text', () => writeFile(path, Buffer.from([65, 0, 66, 10])), {}, /not a text/],
  ])('keeps its text where %s', async (_name, make, limits, because) => {
    await make();
    const seen = await write('new\n', limits);
    expect(seen).toMatchObject({
      kind: 'looked',
      files: [{ path, diff: undefined, because: { en: expect.stringMatching(because) } }],
    });
    expect(JSON.stringify(seen)).not.toContain('hidden');
  });

  it('shows secrets of neither text', async () => {
    await writeFile(path, 'password=hunter2\n');
    expect(JSON.stringify(await write('password=correct\n'))).not.toMatch(/hunter2|correct/);
  });

  it('is not validated by the command that the file brings along', async () => {
    const marker = join(folder, 'marker');
    expect(await write('new\n', {}, { validate: ['/bin/touch', marker] })).toMatchObject({ kind: 'looked' });
    await expect(access(marker)).rejects.toThrow();
    await expect(access(path)).rejects.toThrow();
  });

  it('without a backup says no size of one', async () => {
    await writeFile(path, 'old\n');
    const seen = await preview('files.write', { path, content: 'new\n' }, {}, { backup: { none: 'it is made anew' } });
    expect(seen).not.toHaveProperty('backupKiB');
  });
});

describe('a line that would be added', () => {
  const line = (input: Outputs, limits: Partial<PreviewLimits> = {}) =>
    preview('files.line', { path, ...input }, limits);
  beforeEach(() => writeFile(path, 'one\ntwo\nthree\n'));

  it.each<[name: string, input: Outputs, diff: readonly string[]]>([
    ['at the end', { line: 'four' }, [' one', ' two', ' three', '+four']],
    ['after another one', { line: 'one and a half', after: 'one' }, [' one', '+one and a half', ' two', ' three']],
    ['or taken out', { line: 'two', state: 'absent' }, [' one', '-two', ' three']],
  ])('is shown where it would be: %s', async (_name, input, diff) => {
    expect(await line(input)).toMatchObject({ kind: 'looked', files: [{ diff }] });
  });

  it.each<[name: string, input: Outputs]>([
    ['at the end', { line: 'four' }],
    ['after another one', { line: 'a\\nb', after: 'two' }],
    ['taken out', { line: 'two', state: 'absent' }],
  ])('is what the step then makes of the file: %s', async (_name, input) => {
    const next = filesLine.rewrites?.({ path, ...input }).next(await readFile(path, 'utf8'));
    await runLocally(filesLine.command({ path, ...input }, sampleContext()), { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' });
    expect(await readFile(path, 'utf8')).toBe(next);
  });

  it('after one that is not there is not told', async () => {
    expect(await line({ line: 'x', after: 'nine' })).toMatchObject({ files: [{ diff: undefined }] });
  });

  it('tells nobody whether a file whose text they may not read has it', async () => {
    const hidden = { mayShow: () => false };
    const [there, not] = await Promise.all([line({ line: 'two' }, hidden), line({ line: 'nine' }, hidden)]);
    expect(there).toEqual(not);
    expect(there).not.toHaveProperty('alreadySo');
    expect(await line({ line: 'two' }, { ...hidden, forRun: true })).toMatchObject({ asAsked: true });
  });
});

describe('other steps', () => {
  it('a free command is named as what cannot be simulated, and not run', async () => {
    const marker = join(folder, 'marker');
    expect(await preview('shell.run', { argv: ['/bin/touch', marker] })).toMatchObject({ kind: 'not-simulated' });
    await expect(access(marker)).rejects.toThrow();
  });

  it('state is read', async () => {
    expect(await preview('system.disk', {})).toMatchObject({ kind: 'read', ok: true });
  });

  it.each([
    ['state that means something only later', 'system.disk', {}, { readsState: false }],
    ['content', 'logs.tail', { file: '/etc/hostname' }, {}],
    ['a request of the worker', 'http.check', { url: 'http://127.0.0.1:1/' }, {}],
  ])('is left to the run: %s', async (_name, uses, input, limits) => {
    expect(await preview(uses, input, limits)).toEqual({ kind: 'later' });
  });

  it('a backup is measured', async () => {
    await writeFile(path, 'x'.repeat(30_000));
    const seen = await preview('backup.files', { paths: [path] });
    expect(seen.kind === 'looked' && (seen.backupKiB ?? 0) >= 29).toBe(true);
  });

  it('inputs that do not fit are said', async () => {
    expect(await preview('files.write', { path: 'relative', content: 'x' })).toMatchObject({ kind: 'not-simulated' });
  });
});
