import { describe, expect, test } from 'vitest';
import type { AppOctokit } from './app-octokit.js';
import { BranchTaken } from './commit-files.js';
import { createContents, TooManyFiles } from './contents.js';

const file = (filename: string, more: object = {}) => ({ filename, status: 'added', sha: '1', ...more });

/** GitHub as far as these calls ask it; a comparison has these files. */
function contentsWith(files: readonly object[], defaults: readonly string[] = ['main']) {
  const names = [...defaults];
  const answers: Readonly<Record<string, () => unknown>> = {
    'GET /repos/{owner}/{repo}': () => ({ default_branch: names.length > 1 ? names.shift() : names[0] }),
    'GET /repos/{owner}/{repo}/git/ref/{ref}': () => ({ object: { sha: 'head' } }),
    'GET /repos/{owner}/{repo}/git/commits/{commit_sha}': () => ({ tree: { sha: 'tree' } }),
    'GET /repos/{owner}/{repo}/compare/{basehead}': () => ({
      files,
      total_commits: 0,
      commits: [],
      merge_base_commit: { sha: 'base' },
    }),
  };
  const octokit = { request: async (route: string) => ({ data: answers[route]?.() }) } as unknown as AppOctokit;
  return createContents(octokit, { owner: 'acme', repo: 'ops' });
}

describe('a comparison', () => {
  test('tells where a renamed file was before', async () => {
    const renamed = file('docs/old.yaml', { status: 'renamed', previous_filename: '.chatops/policy.yaml' });
    const { files } = await contentsWith([renamed]).compare('a', 'b');
    expect(files).toEqual([
      { path: 'docs/old.yaml', status: 'renamed', previousPath: '.chatops/policy.yaml', blob: '1' },
    ]);
  });
  test('of more files than GitHub lists is an error of its own', async () => {
    const many = Array.from({ length: 300 }, (_, index) => file(`f${index}`));
    await expect(contentsWith(many).compare('a', 'b')).rejects.toThrow(TooManyFiles);
  });
});

describe('a branch that is there already', () => {
  const commit = {
    branch: 'chatops/x',
    parent: 'parent',
    edits: [{ path: 'changes/x.yaml', text: 'hello\n' }],
    message: 'x',
  };
  const ours = file('changes/x.yaml', { sha: 'ce013625030ba8dba906f756967f9e9ca394464a' });

  test('is ours when it holds our file alone', async () => {
    expect(await contentsWith([ours]).commitFiles(commit)).toEqual({ head: 'head', created: false });
  });
  test('is ours when a file of ours went back to where it was, which GitHub tells as one rename', async () => {
    const edits = [
      { path: 'old.yaml', blob: '1', mode: '100644' },
      { path: 'new.yaml', removed: true },
    ] as const;
    const renamed = file('old.yaml', { status: 'renamed', previous_filename: 'new.yaml' });
    const back = { ...commit, edits };
    expect(await contentsWith([renamed]).commitFiles(back)).toEqual({ head: 'head', created: false });
    const copied = { ...renamed, status: 'copied' };
    const elsewhere = { ...renamed, previous_filename: 'other.yaml' };
    for (const files of [[copied], [elsewhere], [renamed, file('more.yaml')]])
      await expect(contentsWith(files).commitFiles(back)).rejects.toThrow(BranchTaken);
  });
  test.each([
    ['another content', [file('changes/x.yaml')]],
    ['another file', [file('changes/y.yaml', { sha: 'ce013625030ba8dba906f756967f9e9ca394464a' })]],
    ['one file more', [ours, file('changes/y.yaml')]],
    ['nothing', []],
  ])('is not ours with %s', async (_name, files) => {
    await expect(contentsWith(files).commitFiles(commit)).rejects.toThrow(BranchTaken);
  });
});
