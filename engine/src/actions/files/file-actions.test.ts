import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { CommandAction, Outputs, StepResult } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { filesLine } from './files-line.js';
import { filesRead } from './files-read.js';
import { filesRemove } from './files-remove.js';

const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops files-'));
  path = join(folder, "it's=a $HOME; file");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(action: CommandAction, input: Outputs, before?: Outputs): Promise<StepResult> {
  const context = before === undefined ? sampleContext() : { ...sampleContext(), before };
  return action.parse(await runLocally(action.command(input, context), env), input, context);
}
async function probe(action: CommandAction, input: Outputs): Promise<Outputs> {
  if (action.probe === undefined) throw new Error('no probe');
  return action.probe.parse(await runLocally(action.probe.command(input, sampleContext()), env), input);
}
const already = async (action: CommandAction, input: Outputs) =>
  action.probe?.alreadySo?.(await probe(action, input), input)?.en;
const reason = (result: StepResult) => (result.kind === 'failed' ? result.reason.en : result.kind);

describe('files.line', () => {
  it.each<[string, string, Outputs, string]>([
    ['at the end', 'a\nb\n', { line: 'c' }, 'a\nb\nc\n'],
    ['at the end of a file whose last line has no end', 'a\nb', { line: 'c' }, 'a\nb\nc\n'],
    ['after another, once', 'a\nb\na\n', { line: 'c', after: 'a' }, 'a\nc\nb\na\n'],
    ['into an empty file', '', { line: 'c' }, 'c\n'],
    ['as it stands', 'a\n', { line: '\\n $(id) & "x" -e %s' }, 'a\n\\n $(id) & "x" -e %s\n'],
    ['a number, compared as text', '1.0\n', { line: '1', after: '1.0' }, '1.0\n1\n'],
    ['out of the file, wherever it stands', 'a\nb\na\n', { line: 'a', state: 'absent' }, 'b\n'],
    ['out, and nothing like it', 'a.c\nabc\n', { line: 'a.c', state: 'absent' }, 'abc\n'],
  ])('puts a line %s', async (_case, text, input, expected) => {
    await writeFile(path, text);
    await chmod(path, 0o640);
    expect(await run(filesLine, { path, ...input })).toMatchObject({ kind: 'done', changed: true });
    expect(await readFile(path, 'utf8')).toBe(expected);
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('640');
    expect(await readdir(folder)).toHaveLength(1);
  });

  it.each<[string, string | undefined, Outputs, string | undefined]>([
    ['the line is there', 'x\n-v\n', { line: '-v' }, 'already has this line'],
    ['only a part of it is there', 'xx\n', { line: 'x' }, undefined],
    ['the line is gone', 'x\n', { line: 'y', state: 'absent' }, 'does not have this line'],
    ['the line is there, and should not be', 'y\n', { line: 'y', state: 'absent' }, undefined],
    ['there is no file to remove it from', undefined, { line: 'y', state: 'absent' }, 'does not have this line'],
    ['there is no file to add it to', undefined, { line: 'y' }, undefined],
  ])('is already so? %s', async (_case, text, input, said) => {
    if (text !== undefined) await writeFile(path, text);
    const told = await already(filesLine, { path, ...input });
    expect(told?.slice(path.length + 1)).toBe(said);
  });

  it.each<[string, string | undefined, Outputs, RegExp]>([
    ['no file', undefined, { line: 'x' }, /does not exist; create it with files.write/],
    ['no line to put it after', 'a\n', { line: 'x', after: 'b' }, /has no line "b" to put the new one after/],
    ['a refused validation', 'a\n', { line: 'x', validate: ['grep', '-q', 'never', '{file}'] }, /is not valid/],
  ])('leaves the file as it is with %s', async (_case, text, input, message) => {
    if (text !== undefined) await writeFile(path, text);
    expect(reason(await run(filesLine, { path, ...input }))).toMatch(message);
    expect(await readFile(path, 'utf8').catch(() => undefined)).toBe(text);
  });

  it('does not go through a link on the way', async () => {
    await mkdir(join(folder, 'real'));
    await writeFile(join(folder, 'real', 'x'), 'a\n');
    await symlink(join(folder, 'real'), join(folder, 'link'));
    expect(reason(await run(filesLine, { path: join(folder, 'link', 'x'), line: 'b' }))).toMatch(/link on the way/);
    expect(await readFile(join(folder, 'real', 'x'), 'utf8')).toBe('a\n');
  });

  it('does not write over what somebody else wrote since the look', async () => {
    await writeFile(path, 'a\n');
    const before = await probe(filesLine, { path, line: 'x' });
    await writeFile(path, 'mine\n');
    expect(reason(await run(filesLine, { path, line: 'x' }, before))).toMatch(/changed by somebody else/);
    expect(await readFile(path, 'utf8')).toBe('mine\n');
  });

  it('is undone from its backup, and not without', () => {
    expect(filesLine.inverse?.({ path, line: 'x' }, { kind: 'file' }, 'b-1')).toMatchObject({ backup: 'b-1' });
    expect(filesLine.inverse?.({ path, line: 'x' }, { kind: 'file' }, undefined)).toMatchObject({ kind: 'impossible' });
  });
});

describe('files.read', () => {
  it('shows the content with its digest', async () => {
    await writeFile(path, 'one\n\nstate=x\nchatops-report end\nlast');
    expect(await run(filesRead, { path })).toMatchObject({
      kind: 'done',
      changed: false,
      outputs: { content: 'one\n\nstate=x\nchatops-report end\nlast', bytes: 36, truncated: false },
    });
  });

  it('stops at its bound, and says so', async () => {
    await writeFile(path, 'x'.repeat(70_000));
    const result = await run(filesRead, { path });
    expect(result).toMatchObject({ outputs: { truncated: true, bytes: 70_000 } });
    expect(JSON.stringify(result).length).toBeLessThan(67_000);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['what is not there', async () => undefined, /does not exist/],
    ['a folder', () => mkdir(path), /not an ordinary file/],
    ['a link', () => symlink('/etc/hostname', path), /leads to .* by a link/],
    ['a dead link', () => symlink('/no/where', path), /not an ordinary file/],
  ])('refuses %s', async (_case, prepare, message) => {
    await prepare();
    expect(reason(await run(filesRead, { path }))).toMatch(message);
  });

  it('refuses a link in a folder on the way', async () => {
    await mkdir(join(folder, 'real'));
    await writeFile(join(folder, 'real', 'x'), 'secret');
    await symlink(join(folder, 'real'), join(folder, 'link'));
    const result = await run(filesRead, { path: join(folder, 'link', 'x') });
    expect(reason(result)).toMatch(/by a link/);
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

describe('files.remove', () => {
  it('removes a file, and a link rather than what it leads to', async () => {
    await writeFile(path, 'x');
    await symlink(path, join(folder, 'link'));
    expect(await run(filesRemove, { path: join(folder, 'link') })).toMatchObject({ kind: 'done', changed: true });
    expect(await readdir(folder)).toHaveLength(1);
    await run(filesRemove, { path });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is already so where nothing is', async () => {
    expect(await already(filesRemove, { path })).toMatch(/does not exist$/);
  });

  it('does not go through a link on the way', async () => {
    await mkdir(join(folder, 'real'));
    await writeFile(join(folder, 'real', 'x'), 'precious');
    await symlink(join(folder, 'real'), join(folder, 'link'));
    expect(reason(await run(filesRemove, { path: join(folder, 'link', 'x') }))).toMatch(/link on the way/);
    expect(await readFile(join(folder, 'real', 'x'), 'utf8')).toBe('precious');
    expect(await run(filesRemove, { path: `${folder}//real//x` })).toMatchObject({ kind: 'done', changed: true });
  });

  it('leaves folders, and what was changed since the look', async () => {
    await mkdir(join(folder, 'sub'));
    expect(reason(await run(filesRemove, { path: join(folder, 'sub') }))).toMatch(/only files are removed/);
    await writeFile(path, 'old');
    const before = await probe(filesRemove, { path });
    await writeFile(path, 'new');
    expect(reason(await run(filesRemove, { path }, before))).toMatch(/changed by somebody else/);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('backs up what it removes', () => {
    expect(filesRemove.overwrites?.({ path })).toEqual([path]);
    expect(filesRemove.inverse?.({ path }, { kind: 'file' }, undefined)).toMatchObject({ kind: 'impossible' });
  });
});
