import { mkdir, rm } from 'node:fs/promises';
import { createObjectReader, type GitObject } from './object-reader.js';
import { type Commit, formatCommit, parseCommit, parseTree, type TreeEntry } from './parse-objects.js';
import { GitCommandFailed, type GitResult, type GitRunOptions, runGit } from './run-git.js';
import { createTreeWriter, type TreeChange } from './tree-writer.js';

/** A ref was not where the caller thought, exists already, or has a name that git does not take. */
export class RefConflict extends Error {
  override readonly name = 'RefConflict';

  constructor(
    readonly ref: string,
    options: { cause: unknown },
  ) {
    super(`${ref} could not be moved: it is not where it was. Read it again, then try again.`, options);
  }
}

export const noObject = '0'.repeat(40);

export interface RefMove {
  readonly ref: string;
  /** undefined deletes the ref. */
  readonly to: string | undefined;
  /** Where it must be now; undefined: it must not exist. */
  readonly from: string | undefined;
}

export interface GitRepository {
  readonly dir: string;
  run(args: readonly string[], options?: GitRunOptions): Promise<GitResult>;
  /** The object that a full id, `ID:path` or a full ref names. */
  read(expression: string): Promise<GitObject | undefined>;
  /** The commit that a branch, tag, full ref or (abbreviated) id names; never any other expression. */
  resolve(name: string): Promise<string | undefined>;
  commit(sha: string): Promise<Commit | undefined>;
  tree(sha: string): Promise<TreeEntry[] | undefined>;
  /** Full ref → id, of refs whose names begin so. */
  refs(prefix: string): Promise<Map<string, string>>;
  writeBlob(content: Buffer): Promise<string>;
  writeTree(base: string | undefined, changes: readonly TreeChange[]): Promise<string>;
  writeCommit(commit: Omit<Commit, 'sha'>): Promise<string>;
  /** Throws RefConflict. */
  moveRef(move: RefMove): Promise<void>;
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Makes an empty bare repository with HEAD on `main`; what lay in the folder is discarded. */
export async function createGitRepository(dir: string): Promise<GitRepository> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const run: GitRepository['run'] = (args, options) => runGit(dir, args, options);
  await run(['init', '--quiet', '--bare', '--initial-branch=main', dir]);
  const reader = createObjectReader(dir);

  const writeObject = async (type: string, input: string | Buffer): Promise<string> => {
    const { stdout } = await run(['hash-object', '-w', '--stdin', '-t', type], { input });
    return stdout.toString('latin1').trim();
  };
  const commitAt = async (expression: string): Promise<string | undefined> => {
    const found = await reader.read(`${expression}^{commit}`);
    return found?.type === 'commit' ? found.sha : undefined;
  };

  return {
    dir,
    run,
    read: reader.read,
    async resolve(name) {
      if (/^[0-9a-f]{40}$/.test(name)) return commitAt(name);
      if (!isRefName(name)) return undefined;
      for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name]) {
        const sha = ref.startsWith('refs/') ? await commitAt(ref) : undefined;
        if (sha !== undefined) return sha;
      }
      return name === 'HEAD' || /^[0-9a-f]{7,39}$/.test(name) ? commitAt(name) : undefined;
    },
    async commit(sha) {
      const found = await reader.read(sha);
      return found?.type === 'commit' ? parseCommit(found.sha, found.content) : undefined;
    },
    async tree(sha) {
      const found = await reader.read(`${sha}^{tree}`);
      return found?.type === 'tree' ? parseTree(found.content) : undefined;
    },
    async refs(prefix) {
      const { stdout } = await run(['for-each-ref', '--format=%(refname) %(objectname)', 'refs/']);
      const lines = stdout
        .toString('utf8')
        .split('\n')
        .filter((line) => line.startsWith(prefix));
      return new Map(lines.map((line) => [line.slice(0, -41), line.slice(-40)]));
    },
    writeBlob: (content) => writeObject('blob', content),
    writeTree: createTreeWriter(dir, run),
    writeCommit: (commit) => writeObject('commit', formatCommit(commit)),
    async moveRef({ ref, to, from }) {
      try {
        await run(['update-ref', ref, to ?? noObject, from ?? noObject]);
      } catch (error) {
        throw error instanceof GitCommandFailed ? new RefConflict(ref, { cause: error }) : error;
      }
    },
    async isAncestor(ancestor, descendant) {
      const { exitCode } = await run(['merge-base', '--is-ancestor', ancestor, descendant], { accept: [1] });
      return exitCode === 0;
    },
    close: reader.close,
  };
}

/** What git takes for a ref's name, as far as it keeps a name from being read as an expression or an option. */
export function isRefName(name: string): boolean {
  return (
    /^(?![-/])[^\s~^:?*[\\]+$/.test(name) && !/\.\.|@\{|\/\/|\/$|\.lock(\/|$)|\/\./.test(name) && !name.startsWith('.')
  );
}
