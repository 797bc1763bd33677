import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GitCommandFailed, type GitResult, type GitRunOptions } from './run-git.js';

/** One path of a new tree: a blob, a whole tree, or (without sha) gone. */
export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | undefined;
}

/** git does not take these entries for a tree: a malformed path, or an object that is not there. */
export class InvalidTree extends Error {
  override readonly name = 'InvalidTree';

  constructor(
    readonly paths: readonly string[],
    options?: { cause: unknown },
  ) {
    super(
      `git refused a tree with ${paths.join(', ')}. Check the paths, the modes and that every object exists.`,
      options,
    );
  }
}

type Run = (args: readonly string[], options?: GitRunOptions) => Promise<GitResult>;

/** Whether git would check a path out safely; it silently leaves others out of an index. */
export const isSafePath = (path: string): boolean =>
  path !== '' &&
  !/\p{Cc}/u.test(path) &&
  path.split('/').every((part) => part !== '' && !/^(\.|\.\.|\.git)$/i.test(part));

/** Writes trees through an index of their own. Throws InvalidTree. */
export function createTreeWriter(gitDir: string, run: Run) {
  return async (base: string | undefined, changes: readonly TreeChange[]): Promise<string> => {
    const unsafe = changes.map((change) => change.path).filter((path) => !isSafePath(path));
    if (unsafe.length > 0) throw new InvalidTree(unsafe);
    const index = join(gitDir, `index-${randomUUID()}`);
    const env = { GIT_INDEX_FILE: index };
    try {
      if (base !== undefined) await run(['read-tree', base], { env });
      const files = changes.filter((change) => change.mode !== '040000');
      const lines = files.map(({ path, mode, sha }) =>
        sha === undefined ? `0 ${'0'.repeat(40)}\t${path}\0` : `${mode} ${sha}\t${path}\0`,
      );
      await run(['update-index', '-z', '--add', '--replace', '--index-info'], { env, input: lines.join('') });
      for (const { path, sha } of changes) {
        if (sha !== undefined && !files.some((file) => file.path === path)) {
          await run(['read-tree', `--prefix=${path}/`, sha], { env });
        }
      }
      const { stdout } = await run(['write-tree'], { env });
      return stdout.toString('latin1').trim();
    } catch (error) {
      if (!(error instanceof GitCommandFailed)) throw error;
      throw new InvalidTree(
        changes.map((change) => change.path),
        { cause: error },
      );
    } finally {
      await rm(index, { force: true });
    }
  };
}
