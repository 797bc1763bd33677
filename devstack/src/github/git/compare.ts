import type { GitRepository } from './git-repository.js';
import { type FileChange, parseDiff } from './parse-diff.js';

export interface Comparison {
  readonly mergeBase: string;
  /** Commits that head has and base has not, oldest first. */
  readonly ahead: readonly string[];
  readonly behind: number;
  /** Between the merge base and head. */
  readonly files: readonly FileChange[];
}

/** Compares two commits by id; undefined when they have no ancestor in common. */
export type Compare = (base: string, head: string) => Promise<Comparison | undefined>;

const kept = 200;

/** Compares with git. What was compared is kept, since ids never change their meaning. */
export function createCompare(git: Pick<GitRepository, 'run'>): Compare {
  const known = new Map<string, Promise<Comparison | undefined>>();
  return (base, head) => {
    const key = `${base}...${head}`;
    const found = known.get(key) ?? compareNow(git, base, head);
    known.delete(key);
    known.set(key, found);
    found.catch(() => known.delete(key));
    for (const oldest of known.keys()) {
      if (known.size <= kept) break;
      known.delete(oldest);
    }
    return found;
  };
}

async function compareNow(
  git: Pick<GitRepository, 'run'>,
  base: string,
  head: string,
): Promise<Comparison | undefined> {
  const [common, list] = await Promise.all([
    git.run(['merge-base', base, head], { accept: [1] }),
    git.run(['rev-list', '--left-right', '--topo-order', '--reverse', `${base}...${head}`]),
  ]);
  const mergeBase = common.stdout.toString('latin1').trim();
  if (mergeBase === '') return undefined;
  const sides = list.stdout.toString('latin1').split('\n');
  const plain = ['diff', '--no-color', '--no-ext-diff', '--no-textconv', '-M'];
  const [raw, patches] = await Promise.all([
    git.run([...plain, '--raw', '--numstat', '-z', '--full-index', '--abbrev=40', mergeBase, head]),
    git.run([...plain, mergeBase, head]),
  ]);
  return {
    mergeBase,
    ahead: sides.filter((line) => line.startsWith('>')).map((line) => line.slice(1)),
    behind: sides.filter((line) => line.startsWith('<')).length,
    files: parseDiff(raw.stdout.toString('utf8'), patches.stdout.toString('utf8')),
  };
}
