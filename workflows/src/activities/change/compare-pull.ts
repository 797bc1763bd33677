import type { RepositoryClient } from '../../github/repository-client.js';
import { type Comparison, TooManyFiles } from '../../github/contents.js';

export interface ComparedPull extends Omit<Comparison, 'mergeBase'> {
  /** GitHub does not list all of it, and some of it is ours to judge. */
  readonly unlisted: boolean;
  /** The base holds the head already, so that nothing differs. */
  readonly contained: boolean;
}

const ourFolders = ['changes/', '.chatops/'] as const;

/**
 * Compares a pull request with its base. One with more files than GitHub lists concerns us only when a file of ours
 * differs, which the two trees tell.
 */
export async function comparePull(
  base: string,
  head: string,
  contents: Pick<RepositoryClient['contents'], 'compare' | 'list'>,
): Promise<ComparedPull> {
  try {
    const { files, committers, mergeBase } = await contents.compare(base, head);
    return { files, committers, unlisted: false, contained: mergeBase === head };
  } catch (error) {
    if (!(error instanceof TooManyFiles)) throw error;
    const differs = await Promise.all(
      ourFolders.map(async (folder) => {
        const [before, after] = await Promise.all(
          [error.mergeBase, head].map(async (commit) => await contents.list(commit, folder)),
        );
        return JSON.stringify(before) !== JSON.stringify(after);
      }),
    );
    return { files: [], committers: [], unlisted: differs.includes(true), contained: false };
  }
}
