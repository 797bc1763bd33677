import type { GitRepository } from './git/git-repository.js';
import { isoSeconds } from './git/parse-objects.js';
import type { GitHubSeed } from './options.js';

/** Makes the first commit on `main` with the seed's files, by the first admin among the people. */
export async function seedRepository(git: GitRepository, seed: GitHubSeed): Promise<void> {
  // A push may not write the refs that the front keeps for pull requests.
  await git.run(['config', 'receive.hideRefs', 'refs/pull']);
  await git.run(['config', 'http.receivepack', 'true']);
  const changes = await Promise.all(
    Object.entries(seed.files).map(async ([path, text]) => ({
      path,
      mode: '100644',
      sha: await git.writeBlob(Buffer.from(text, 'utf8')),
    })),
  );
  const tree = await git.writeTree(undefined, changes);
  const { name, email } = seed.users.find((user) => user.permission === 'admin') ?? {
    name: seed.org,
    email: `${seed.org}@localhost`,
  };
  const author = { name, email, date: isoSeconds(new Date()) };
  const sha = await git.writeCommit({
    tree,
    parents: [],
    author,
    committer: author,
    message: 'Begin the ops repository',
  });
  await git.moveRef({ ref: 'refs/heads/main', to: sha, from: undefined });
}
