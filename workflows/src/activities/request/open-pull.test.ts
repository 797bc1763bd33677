import { describe, expect, test } from 'vitest';
import { BranchTaken } from '../../github/commit-files.js';
import { openPull } from './open-pull.js';

/** A repository in which these branches hold something else, with the authors of their pull requests. */
function clientWith(taken: Readonly<Record<string, string | undefined>>) {
  return {
    botLogin: 'ops[bot]',
    contents: {
      defaultHead: async () => ({
        defaultBranch: 'main',
        head: 'a'.repeat(40),
        webUrl: 'https://github.example/acme/ops',
      }),
      commitFiles: async ({ branch }: { branch: string }) => {
        if (branch in taken) throw new BranchTaken(branch, 'b'.repeat(40));
        return { head: 'c'.repeat(40), created: true };
      },
    },
    pulls: {
      findOrOpen: async ({ branch }: { branch: string }) => ({ number: 7, url: branch, created: true }),
      ofBranch: async (branch: string) => {
        const author = taken[branch];
        return author === undefined ? undefined : { number: 3, url: branch, author, state: 'open' as const };
      },
    },
  };
}

describe('a pull request of ours holds our file', () => {
  const open = (taken: Readonly<Record<string, string | undefined>>) =>
    openPull(
      'chatops/x',
      { edits: [{ path: 'changes/x.yaml', text: 'x' }], message: 'x' },
      { title: 'x', body: 'x' },
      clientWith(taken),
    );

  test.each([
    ['no branch yet', {}, { number: 7, url: 'chatops/x' }],
    ['a branch with another file', { 'chatops/x': undefined }, { number: 7, url: 'chatops/x-2' }],
    ['a branch with a pull request of somebody else', { 'chatops/x': 'eve' }, { number: 7, url: 'chatops/x-2' }],
    ['our own pull request, pushed to since', { 'chatops/x': 'ops[bot]' }, { number: 3, url: 'chatops/x' }],
  ])('%s', async (_name, taken, expected) => {
    expect(await open(taken)).toMatchObject(expected);
  });
  test('every name taken is an error, not a search without end', async () => {
    const names = ['chatops/x', ...[2, 3, 4, 5].map((number) => `chatops/x-${number}`)];
    await expect(open(Object.fromEntries(names.map((name) => [name, 'eve'])))).rejects.toThrow(BranchTaken);
  });
});
