import { asRecord, type Person } from '@chatops-commander/cli/demo/conversation';
import type { TestStack } from './test-stack.js';

/** Path → text; null removes the file. */
export type Files = Readonly<Record<string, string | null>>;

export interface OpenedPull {
  readonly number: number;
  readonly branch: string;
  readonly head: string;
}
export interface Pulls {
  /** Commits on a branch, made from `main` where it is new; onto `from`, over what was there, with `force`. */
  push(by: Person, branch: string, files: Files, force?: { readonly from: string }): Promise<string>;
  /** A new branch with one commit, and its pull request. */
  open(by: Person, branch: string, files: Files, base?: string): Promise<OpenedPull>;
  headOf(branch: string): Promise<string>;
  /** Conclusions, titles and annotations of the checks on a commit, by name. */
  checks(commit: string): Promise<ReadonlyMap<string, Check>>;
}
export interface Check {
  readonly conclusion: unknown;
  readonly title: string;
  readonly annotations: readonly Record<string, unknown>[];
}

/** Git and pull requests over GitHub's API, as people use them. */
export function createPulls({ stack, alice }: Pick<TestStack, 'stack' | 'alice'>): Pulls {
  const api = `/repos/${stack.repository}`;
  async function call(by: Person, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await by.request(method, `${api}${path}`, body);
    if (answer.status >= 300)
      throw new Error(
        `${by.login}: ${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`,
      );
    return asRecord(answer.body);
  }
  async function find(branch: string): Promise<string | undefined> {
    const answer = await alice.request('GET', `${api}/git/ref/heads/${branch}`);
    return answer.status === 404 ? undefined : String(asRecord(asRecord(answer.body).object).sha);
  }
  async function headOf(branch: string): Promise<string> {
    const head = await find(branch);
    if (head === undefined) throw new Error(`there is no branch ${branch}`);
    return head;
  }
  async function push(by: Person, branch: string, files: Files, force?: { readonly from: string }): Promise<string> {
    const existing = await find(branch);
    const parent = force?.from ?? existing ?? (await headOf('main'));
    const tree = await call(by, 'POST', '/git/trees', {
      base_tree: parent,
      tree: Object.entries(files).map(([path, text]) => ({
        path,
        mode: '100644',
        type: 'blob',
        ...(text === null ? { sha: null } : { content: text }),
      })),
    });
    const message = `Write ${Object.keys(files).join(', ')}`;
    const commit = await call(by, 'POST', '/git/commits', { message, tree: tree.sha, parents: [parent] });
    const sha = String(commit.sha);
    if (existing === undefined) await call(by, 'POST', '/git/refs', { ref: `refs/heads/${branch}`, sha });
    else await call(by, 'PATCH', `/git/refs/heads/${branch}`, { sha, force: force !== undefined });
    return sha;
  }
  return {
    push,
    headOf,
    async open(by, branch, files, base = 'main') {
      const head = await push(by, branch, files);
      const pull = await call(by, 'POST', '/pulls', { title: `Try ${branch}`, head: branch, base, body: '' });
      return { number: Number(pull.number), branch, head };
    },
    async checks(commit) {
      const { check_runs: runs } = await call(alice, 'GET', `/commits/${commit}/check-runs`);
      const read = async (raw: unknown): Promise<[string, Check]> => {
        const run = asRecord(raw);
        const annotations = await alice.request('GET', `${api}/check-runs/${String(run.id)}/annotations`);
        const { title } = asRecord(run.output);
        return [
          String(run.name),
          {
            conclusion: run.conclusion,
            title: String(title),
            annotations: Array.isArray(annotations.body) ? annotations.body.map(asRecord) : [],
          },
        ];
      };
      return new Map(await Promise.all(Array.isArray(runs) ? runs.map(read) : []));
    },
  };
}
