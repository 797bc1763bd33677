import { BranchTaken, type NewCommit } from '../../github/commit-files.js';
import type { RepositoryClient } from '../../github/repository-client.js';

/** Names tried for a branch; more of them taken is no accident. */
const mostBranches = 5;

/**
 * Opens the pull request on a branch that holds our edits and nothing else. A branch that holds something else counts
 * only when we opened its pull request ourselves: people may push to that one, and the change is judged as they left it.
 *
 * @throws {BranchTaken} when every name is taken.
 */
export async function openPull(
  name: string,
  commit: Pick<NewCommit, 'edits' | 'message'>,
  say: { readonly title: string; readonly body: string | ((branch: string) => string) },
  client: Pick<RepositoryClient, 'botLogin'> & {
    readonly contents: Pick<RepositoryClient['contents'], 'defaultHead' | 'commitFiles'>;
    readonly pulls: Pick<RepositoryClient['pulls'], 'findOrOpen' | 'ofBranch'>;
  },
): Promise<{ number: number; url: string; created: boolean }> {
  const { defaultBranch, head } = await client.contents.defaultHead();
  for (let attempt = 1; ; attempt += 1) {
    const branch = attempt === 1 ? name : `${name}-${attempt}`;
    try {
      const { created } = await client.contents.commitFiles({ branch, parent: head, ...commit });
      const body = typeof say.body === 'string' ? say.body : say.body(branch);
      return await client.pulls.findOrOpen({ branch, base: defaultBranch, title: say.title, body, newBranch: created });
    } catch (error) {
      if (!(error instanceof BranchTaken)) throw error;
      const opened = await client.pulls.ofBranch(branch);
      if (opened?.author === client.botLogin) return { number: opened.number, url: opened.url, created: false };
      if (attempt === mostBranches) throw error;
    }
  }
}
