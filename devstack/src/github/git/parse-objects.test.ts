import { describe, expect, test } from 'vitest';
import { formatCommit, parseCommit, parseTree } from './parse-objects.js';

const id = (letter: string) => letter.repeat(40);

test('parseTree reads names with spaces, folders and submodules', () => {
  const entry = (mode: string, name: string, sha: string) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, 'hex')]);
  const tree = Buffer.concat([
    entry('100644', 'a b', id('a')),
    entry('40000', 'dir', id('b')),
    entry('160000', 'sub', id('c')),
  ]);
  expect(parseTree(tree)).toEqual([
    { mode: '100644', type: 'blob', name: 'a b', sha: id('a') },
    { mode: '040000', type: 'tree', name: 'dir', sha: id('b') },
    { mode: '160000', type: 'commit', name: 'sub', sha: id('c') },
  ]);
});

describe('a commit', () => {
  const person = { name: 'Élodie', email: 'elodie@acme.example', date: '2024-05-06T07:08:09Z' };
  const commit = {
    tree: id('a'),
    parents: [id('b'), id('c')],
    author: person,
    committer: person,
    message: 'One\n\nTwo',
  };

  test('is written and read back the same', () => {
    expect(parseCommit(id('d'), Buffer.from(formatCommit(commit)))).toEqual({ sha: id('d'), ...commit });
  });

  test('cannot be given another header through a name', () => {
    const hostile = { ...person, name: 'x <y@z> 0 +0000\nparent ffff' };
    const text = formatCommit({ ...commit, author: hostile });
    expect(text.split('\n').filter((line) => line.startsWith('parent '))).toHaveLength(2);
  });
});
