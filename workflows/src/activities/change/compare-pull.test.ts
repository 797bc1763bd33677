import { describe, expect, test } from 'vitest';
import { TooManyFiles } from '../../github/contents.js';
import { comparePull } from './compare-pull.js';

const treesOf = (trees: Readonly<Record<string, readonly { path: string; blob: string }[]>>) => ({
  compare: async () => Promise.reject(new TooManyFiles('base')),
  list: async (commit: string, folder: string) =>
    (trees[commit] ?? [])
      .filter((file) => file.path.startsWith(folder))
      .map((file) => ({ ...file, mode: '100644' as const })),
});
const inventory = { path: '.chatops/inventory.yaml', blob: '1' };
const docs = { path: 'docs/a.md', blob: '2' };
const added = { path: 'changes/a.yaml', blob: '3' };

describe('a pull request with more files than GitHub lists', () => {
  test.each([
    ['none of them ours', { base: [inventory], head: [inventory, docs] }, false],
    ['one added under changes/', { base: [inventory], head: [inventory, docs, added] }, true],
    ['the inventory among them', { base: [inventory], head: [{ ...inventory, blob: '9' }] }, true],
  ])('%s', async (_name, trees, unlisted) => {
    expect(await comparePull('main', 'head', treesOf(trees))).toMatchObject({ files: [], committers: [], unlisted });
  });
});

test.each([
  ['ahead of its base', 'older', false],
  ['merged already', 'head', true],
])('a head that is %s', async (_name, mergeBase, contained) => {
  const contents = { compare: async () => ({ mergeBase, files: [], committers: [] }), list: async () => [] };
  expect(await comparePull('main', 'head', contents)).toMatchObject({ contained, unlisted: false });
});
