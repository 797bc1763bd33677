import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCompare } from './compare.js';
import { createGitRepository, type GitRepository, isRefName, RefConflict } from './git-repository.js';
import { createMerger } from './merge.js';
import { takeReply } from './object-reader.js';
import { InvalidTree } from './tree-writer.js';

let folder: string;
let git: GitRepository;
const person = { name: 'Alice', email: 'alice@acme.example', date: '2024-01-01T00:00:00Z' };

async function commit(
  parents: readonly string[],
  files: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const changes = Object.entries(files).map(async ([path, text]) => ({
    path,
    mode: '100644',
    sha: text === undefined ? undefined : await git.writeBlob(Buffer.from(text)),
  }));
  const tree = await git.writeTree(parents[0], await Promise.all(changes));
  return git.writeCommit({ tree, parents, author: person, committer: person, message: Object.keys(files).join() });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-git-test-'));
  git = await createGitRepository(join(folder, 'r.git'));
});
afterAll(async () => {
  await git.close();
  await rm(folder, { recursive: true, force: true });
});

describe('objects', () => {
  test('a file is read at a commit, and a missing one is undefined', async () => {
    const sha = await commit([], { 'a/b c.txt': 'hello\n' });
    expect((await git.read(`${sha}:a/b c.txt`))?.content.toString()).toBe('hello\n');
    expect(await git.read(`${sha}:nowhere`)).toBeUndefined();
  });

  test('a line break in an expression is no second question', async () => {
    const sha = await commit([], { x: '1' });
    expect(await git.read(`${sha}\n${sha}`)).toBeUndefined();
    expect((await git.read(sha))?.type).toBe('commit');
  });

  test('many reads at once each get their own answer', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `text ${index}`.repeat(2000));
    const ids = await Promise.all(texts.map((text) => git.writeBlob(Buffer.from(text))));
    const read = await Promise.all(ids.map((id) => git.read(id)));
    expect(read.map((object) => object?.content.toString())).toEqual(texts);
  });

  test.each(['../x', '.git/config', 'a//b', '/x'])('a tree with the path %s is refused', async (path) => {
    const sha = await git.writeBlob(Buffer.from('x'));
    await expect(git.writeTree(undefined, [{ path, mode: '100644', sha }])).rejects.toBeInstanceOf(InvalidTree);
  });

  test('takeReply waits for the rest of an object', () => {
    const whole = Buffer.from('abc blob 5\nhello\n');
    expect(takeReply(whole.subarray(0, 12))).toBeUndefined();
    expect(takeReply(whole)).toEqual({
      object: { sha: 'abc', type: 'blob', content: Buffer.from('hello') },
      length: 17,
    });
    expect(takeReply(Buffer.from('nothing missing\n'))).toEqual({ object: undefined, length: 16 });
  });
});

describe('names', () => {
  beforeAll(async () => {
    const main = await commit([await commit([], { README: '1' })], { README: '2' });
    await git.moveRef({ ref: 'refs/heads/main', to: main, from: undefined });
  });

  test.each(['main~1', 'main^', '@{-1}', '--all', ':/x', 'a..b', 'main:README', 'x.lock', ''])(
    '%s is no name for a ref',
    async (name) => {
      expect(isRefName(name)).toBe(false);
      expect(await git.resolve(name)).toBeUndefined();
    },
  );

  test('a branch, a full ref, an id and an abbreviated id name a commit', async () => {
    const sha = await commit([], { named: 'yes' });
    await git.moveRef({ ref: 'refs/heads/team/one', to: sha, from: undefined });
    for (const name of ['team/one', 'heads/team/one', 'refs/heads/team/one', sha, sha.slice(0, 10)]) {
      expect(await git.resolve(name)).toBe(sha);
    }
  });
});

describe('moving a ref', () => {
  test('is refused when it is not where it was thought', async () => {
    const [one, two] = [await commit([], { v: '1' }), await commit([], { v: '2' })];
    await git.moveRef({ ref: 'refs/heads/moving', to: one, from: undefined });
    await expect(git.moveRef({ ref: 'refs/heads/moving', to: two, from: two })).rejects.toBeInstanceOf(RefConflict);
    await expect(git.moveRef({ ref: 'refs/heads/moving', to: two, from: undefined })).rejects.toBeInstanceOf(
      RefConflict,
    );
    expect(await git.resolve('moving')).toBe(one);
  });
});

describe('comparing', () => {
  test('counts both sides from the merge base, and shows the files of the head only', async () => {
    const base = await commit([], { shared: 's\n' });
    const main = await commit([base], { 'on-main': 'm\n' });
    const first = await commit([base], { one: '1\n' });
    const head = await commit([first], { two: '2\n', shared: undefined });
    const compared = await createCompare(git)(main, head);
    expect(compared).toMatchObject({ mergeBase: base, ahead: [first, head], behind: 1 });
    expect(compared?.files.map(({ path, status }) => `${status} ${path}`)).toEqual([
      'added one',
      'removed shared',
      'added two',
    ]);
  });

  test('unrelated histories have nothing to compare', async () => {
    expect(await createCompare(git)(await commit([], { p: '1' }), await commit([], { q: '2' }))).toBeUndefined();
  });
});

describe('merging', () => {
  const workTreeOnly = (): GitRepository => ({
    ...git,
    // A git before 2.38 answers `merge-tree --write-tree` with its usage.
    run: (args, options) =>
      args[0] === 'merge-tree'
        ? Promise.resolve({ exitCode: 129, stdout: Buffer.alloc(0), stderr: 'usage' })
        : git.run(args, options),
  });

  test.each([
    { name: 'with merge-tree', of: () => git },
    { name: 'with an older git', of: workTreeOnly },
  ])('$name: both sides are kept, conflicts are told', async ({ of }) => {
    const base = await commit([], { f: 'one\ntwo\nthree\n' });
    const ours = await commit([base], { f: 'ONE\ntwo\nthree\n', ours: 'o' });
    const theirs = await commit([base], { f: 'one\ntwo\nTHREE\n', theirs: 't' });
    const clash = await commit([base], { f: 'uno\ntwo\nthree\n' });
    const merger = createMerger(of());
    const merged = await merger.mergeTrees(ours, theirs);
    if (merged.kind !== 'clean') throw new Error('expected a clean merge');
    expect((await git.read(`${merged.tree}:f`))?.content.toString()).toBe('ONE\ntwo\nTHREE\n');
    expect((await git.tree(merged.tree))?.map(({ name }) => name)).toEqual(['f', 'ours', 'theirs']);
    expect(await merger.mergeTrees(ours, clash)).toEqual({ kind: 'conflict' });
  });

  test('a rebase replays the commits on the base', async () => {
    const base = await commit([], { f: '1' });
    const main = await commit([base], { main: 'm' });
    const head = await commit([await commit([base], { a: 'a' })], { b: 'b' });
    const rebased = await createMerger(git).rebase(main, head, person);
    if (rebased.kind !== 'clean') throw new Error('expected a clean rebase');
    const compared = await createCompare(git)(main, rebased.head);
    expect(compared).toMatchObject({ mergeBase: main, behind: 0 });
    expect(compared?.ahead).toHaveLength(2);
  });
});
