import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitRepository } from './git-repository.js';
import type { Signature } from './parse-objects.js';

export type TreeMerge = { readonly kind: 'clean'; readonly tree: string } | { readonly kind: 'conflict' };
export type Rebase = { readonly kind: 'clean'; readonly head: string } | { readonly kind: 'conflict' };

export interface Merger {
  /** The tree of merging head into base, as git merges. */
  mergeTrees(base: string, head: string): Promise<TreeMerge>;
  /** Replays the commits of head that base has not, on base. */
  rebase(base: string, head: string, committer: Signature): Promise<Rebase>;
}

type Git = Pick<GitRepository, 'run' | 'dir'>;

/** Merges with git alone; a git without `merge-tree --write-tree` (before 2.38) merges in a work tree instead. */
export function createMerger(git: Git): Merger {
  let hasMergeTree = true;
  const inWorkTree = createWorkTree(git);

  const mergeInWorkTree = (base: string, head: string): Promise<TreeMerge> =>
    inWorkTree(base, async (run) => {
      const merged = await run(['merge', '--quiet', '--no-ff', '--no-edit', '--no-verify', head], { accept: [1, 2] });
      if (merged.exitCode !== 0) return { kind: 'conflict' };
      return { kind: 'clean', tree: text(await run(['rev-parse', 'HEAD^{tree}'])) };
    });

  return {
    async mergeTrees(base, head) {
      if (!hasMergeTree) return mergeInWorkTree(base, head);
      const merged = await git.run(['merge-tree', '--write-tree', '--no-messages', base, head], { accept: [1, 129] });
      switch (merged.exitCode) {
        case 0:
          return { kind: 'clean', tree: text(merged) };
        case 1:
          return { kind: 'conflict' };
        default:
          hasMergeTree = false;
          return mergeInWorkTree(base, head);
      }
    },
    rebase: (base, head, committer) =>
      inWorkTree(head, async (run) => {
        const rebased = await run(['rebase', '--quiet', '--force-rebase', base], {
          accept: [1, 2, 128],
          env: identity(committer),
        });
        if (rebased.exitCode !== 0) return { kind: 'conflict' };
        return { kind: 'clean', head: text(await run(['rev-parse', 'HEAD'])) };
      }),
  };
}

const text = ({ stdout }: { readonly stdout: Buffer }): string => stdout.toString('latin1').trim();

const identity = ({ name, email }: Signature): Record<string, string> => ({
  GIT_COMMITTER_NAME: name,
  GIT_COMMITTER_EMAIL: email,
  GIT_AUTHOR_NAME: name,
  GIT_AUTHOR_EMAIL: email,
});

function createWorkTree(git: Git) {
  return async <T>(at: string, work: (run: GitRepository['run']) => Promise<T>): Promise<T> => {
    const parent = await mkdtemp(join(tmpdir(), 'chatops-merge-'));
    // git names a work tree's folder of its own after the last part of the path, so that part must be new as well.
    const tree = join(parent, randomUUID());
    try {
      await git.run(['worktree', 'add', '--quiet', '--detach', tree, at]);
      const own = join(git.dir, 'worktrees', tree.slice(parent.length + 1));
      const someone = identity({ name: 'GitHub', email: 'noreply@github.com', date: '' });
      return await work((args, options = {}) =>
        git.run(['-C', tree, ...args], {
          ...options,
          env: { ...someone, GIT_DIR: own, GIT_WORK_TREE: tree, ...options.env },
        }),
      );
    } finally {
      await rm(parent, { recursive: true, force: true });
      await git.run(['worktree', 'prune']);
    }
  };
}
