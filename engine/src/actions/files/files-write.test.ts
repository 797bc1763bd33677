import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { CommandAction, Outputs, StepResult } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { filesUnwrite } from './files-unwrite.js';
import { filesWrite } from './files-write.js';

const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
const context = sampleContext();
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops files-'));
  path = join(folder, "it's a $HOME; file");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(action: CommandAction, input: Outputs): Promise<StepResult> {
  return action.parse(await runLocally(action.command(input, context), env), input, context);
}
async function probe(input: Outputs): Promise<Outputs> {
  if (filesWrite.probe === undefined) throw new Error('no probe');
  const result = await runLocally(filesWrite.probe.command(input, context), env);
  return filesWrite.probe.parse(result, input);
}
const already = (before: Outputs, input: Outputs) => filesWrite.probe?.alreadySo?.(before, input);
const modeOf = async (file: string) => ((await stat(file)).mode & 0o7777).toString(8);
const reason = (result: StepResult) => (result.kind === 'failed' ? result.reason.en : result.kind);

describe('files.write', () => {
  it('creates a file with the content as it is, mode 644, and leaves nothing beside it', async () => {
    const content = 'line 1\n$(id) `id` \\ \'x\' "y"\r\n\tpas de fin de ligne : é';
    const result = await run(filesWrite, { path, content });
    expect(result).toMatchObject({
      kind: 'done',
      changed: true,
      outputs: { mode: '644', bytes: Buffer.byteLength(content) },
    });
    expect(await readFile(path, 'utf8')).toBe(content);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it.each([
    ['the mode it has', {}, '640'],
    ['the mode asked for', { mode: '0600' }, '600'],
  ])('replaces a file and gives it %s', async (_case, more, mode) => {
    await writeFile(path, 'old');
    await chmod(path, 0o640);
    await run(filesWrite, { path, content: 'new', ...more });
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await modeOf(path)).toBe(mode);
  });

  it('writes an empty file', async () => {
    expect(await run(filesWrite, { path, content: '' })).toMatchObject({ kind: 'done', outputs: { bytes: 0 } });
  });

  it('swaps only what the validation accepts, and shows it the new file', async () => {
    await writeFile(path, 'old');
    const validate = ['grep', '-q', 'good', '{file}'];
    expect(await run(filesWrite, { path, content: 'good', validate })).toMatchObject({ outputs: { validated: true } });
    const wrong = ['sh', '-c', 'echo "bad line: $(cat "$1")"; exit 1', 'check', '{file}'];
    expect(reason(await run(filesWrite, { path, content: 'worse', validate: wrong }))).toMatch(/bad line: worse$/);
    expect(await readFile(path, 'utf8')).toBe('good');
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('does not replace anything by a content that was cut on its way', async () => {
    await writeFile(path, 'old');
    const command = filesWrite.command({ path, content: 'the whole content' }, context);
    const result = await runLocally({ ...command, stdin: Buffer.from('the whole') }, env);
    expect(reason(filesWrite.parse(result, { path, content: 'the whole content' }, context))).toMatch(
      /did not arrive whole/,
    );
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['a symbolic link', () => symlink('/etc/hostname', path), /symbolic link to \/etc\/hostname/],
    ['a dead link', () => symlink('/no/where', path), /symbolic link/],
    ['a folder', () => mkdir(path), /not an ordinary file/],
    ['a missing folder', () => rm(folder, { recursive: true }), /folder of .* does not exist/],
  ])('refuses %s', async (_case, prepare, message) => {
    await prepare();
    expect(reason(await run(filesWrite, { path, content: 'x' }))).toMatch(message);
  });

  it('does not go through a link on the way', async () => {
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'link'));
    expect(reason(await run(filesWrite, { path: join(folder, 'link', 'x'), content: 'x' }))).toMatch(/link on the way/);
    expect(await readdir(join(folder, 'real'))).toEqual([]);
    expect(await run(filesWrite, { path: `${folder}//real//x`, content: 'x' })).toMatchObject({ kind: 'done' });
  });

  it('fails with a reason for an owner that nobody is', async () => {
    expect(reason(await run(filesWrite, { path, content: 'x', owner: 'nobody-of-that-name' }))).toMatch(
      /owner or mode/,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it.each<[string, object, boolean]>([
    ['the same content', {}, true],
    ['the same content and mode', { mode: '0644' }, true],
    ['another content', { content: 'other' }, false],
    ['another mode', { mode: '0600' }, false],
    ['another owner', { owner: 'daemon' }, false],
  ])('is already so with %s: %s', async (_case, change, expected) => {
    await run(filesWrite, { path, content: 'here', mode: '0644' });
    const input = { path, content: 'here', ...change };
    expect(already(await probe(input), input) !== undefined).toBe(expected);
  });

  it('lists what it overwrites', () => {
    expect(filesWrite.overwrites?.({ path, content: '' })).toEqual([path]);
  });
});

describe('undoing files.write', () => {
  const input = () => ({ path, content: 'new' });

  it('removes what did not exist before, and only once', async () => {
    const before = await probe(input());
    const undo = filesWrite.inverse?.(input(), before, undefined);
    if (undo?.kind !== 'step') throw new Error('expected a step');
    await run(filesWrite, input());
    expect(await run(filesUnwrite, undo.with)).toMatchObject({ kind: 'done', changed: true });
    expect(await run(filesUnwrite, undo.with)).toMatchObject({ kind: 'done', changed: false });
    expect(filesWrite.probe?.restored?.(before, await probe(input()))).toBe(true);
  });

  it('leaves alone what somebody changed since', async () => {
    const undo = filesWrite.inverse?.(input(), { kind: 'absent' }, undefined);
    if (undo?.kind !== 'step') throw new Error('expected a step');
    await writeFile(path, 'precious');
    expect(reason(await run(filesUnwrite, undo.with))).toMatch(/changed by somebody else/);
    expect(await readFile(path, 'utf8')).toBe('precious');
  });

  it.each<[string, Outputs, string | undefined, string]>([
    ['a backup', { kind: 'file' }, 'r-1.s1.web-01.1', 'restore-backup'],
    ['no backup of what was there', { kind: 'file' }, undefined, 'impossible'],
    ['no backup and an unknown state', { kind: 'unknown' }, undefined, 'impossible'],
  ])('with %s: %j %s', (_case, before, backup, kind) => {
    expect(filesWrite.inverse?.(input(), before, backup)?.kind).toBe(kind);
  });

  it.each<[string, Outputs, boolean]>([
    ['the same', { kind: 'file', sha256: 'a', mode: '644', owner: 'root:root', bytes: 1 }, true],
    ['another mode', { kind: 'file', sha256: 'a', mode: '600', owner: 'root:root', bytes: 1 }, false],
    ['gone', { kind: 'absent', sha256: null, mode: null, owner: null, bytes: null }, false],
    ['unreadable', { kind: 'unknown' }, false],
  ])('tells whether the state before is back: %s', (_case, now, expected) => {
    const before = { kind: 'file', sha256: 'a', mode: '644', owner: 'root:root', bytes: 1 };
    expect(filesWrite.probe?.restored?.(before, now)).toBe(expected);
  });
});
