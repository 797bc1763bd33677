import { type JsonObject, isJsonObject, numberAt, textAt } from './json-object.js';
import type { GitHubSeed } from './options.js';
import { sampleSeed } from './sample-seed.js';
import type { ApiClient } from './api-client.js';
import { type GitHubEmulator, startGitHub } from './start-github.js';

export interface SampleGitHub {
  readonly github: GitHubEmulator;
  /** The path of the repository in the API. */
  readonly repo: string;
  /** Commits files on a branch, made from `main` where it is new, through the API; gives the commit. */
  commit(by: ApiClient, branch: string, files: Readonly<Record<string, string>>): Promise<string>;
  /** A branch with one file, and a pull request for it. */
  openPull(by: ApiClient, branch: string, files?: Readonly<Record<string, string>>): Promise<OpenedPull>;
}

export interface OpenedPull {
  readonly number: number;
  readonly head: string;
  readonly path: string;
}

/** A call that a sample is made with was refused. */
export class SampleRefused extends Error {
  override readonly name = 'SampleRefused';

  constructor(
    readonly call: string,
    readonly status: number,
    readonly body: unknown,
  ) {
    super(`${call} was answered with ${status}: ${JSON.stringify(body)}. Check that the caller may do this.`);
  }
}

/** The answer's object. Throws SampleRefused on any refusal. */
export async function expectObject(
  client: ApiClient,
  method: string,
  path: string,
  body?: unknown,
): Promise<JsonObject> {
  const answer = await client.request(method, path, body);
  if (answer.status < 300 && isJsonObject(answer.body)) return answer.body;
  throw new SampleRefused(`${method} ${path}`, answer.status, answer.body);
}

/** Starts GitHub with the sample organisation, for tests. */
export async function startSampleGitHub(changes: Partial<GitHubSeed> = {}): Promise<SampleGitHub> {
  const seed = sampleSeed(changes);
  const github = await startGitHub({ seed });
  const repo = `/repos/${seed.org}/${seed.repo}`;

  const commit: SampleGitHub['commit'] = async (by, branch, files) => {
    const existing = await by.request('GET', `${repo}/git/ref/heads/${encodeURIComponent(branch)}`);
    const from = existing.status === 200 ? existing.body : await expectObject(by, 'GET', `${repo}/git/ref/heads/main`);
    const parent = textAt(from, 'object', 'sha') ?? '';
    const tree = await expectObject(by, 'POST', `${repo}/git/trees`, {
      base_tree: parent,
      tree: Object.entries(files).map(([path, content]) => ({ path, mode: '100644', type: 'blob', content })),
    });
    const made = await expectObject(by, 'POST', `${repo}/git/commits`, {
      message: `Write ${Object.keys(files).join(', ')}`,
      tree: tree.sha,
      parents: [parent],
    });
    const sha = textAt(made, 'sha') ?? '';
    if (existing.status === 200) await expectObject(by, 'PATCH', `${repo}/git/refs/heads/${branch}`, { sha });
    else await expectObject(by, 'POST', `${repo}/git/refs`, { ref: `refs/heads/${branch}`, sha });
    return sha;
  };

  return {
    github,
    repo,
    commit,
    async openPull(by, branch, files = { [`changes/${branch}.yaml`]: 'kind: Runbook\n' }) {
      const head = await commit(by, branch, files);
      const pull = await expectObject(by, 'POST', `${repo}/pulls`, {
        title: `Run ${branch}`,
        head: branch,
        base: 'main',
      });
      const number = numberAt(pull, 'number') ?? 0;
      return { number, head, path: `${repo}/pulls/${number}` };
    },
  };
}
