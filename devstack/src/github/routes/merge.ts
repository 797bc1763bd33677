import type { Access } from '../access.js';
import type { RepositoryAddress } from '../address.js';
import { type ApiRequest, GitHubRefusal, validationFailed } from '../api.js';
import { loginOf } from '../caller-login.js';
import type { Caller } from '../callers.js';
import { bodyOf, type EmulatedRepository } from '../emulated-repository.js';
import { type GitRepository, RefConflict } from '../git/git-repository.js';
import type { Merger } from '../git/merge.js';
import type { Compare } from '../git/compare.js';
import { type JsonObject, textAt } from '../json-object.js';
import type { OneAtATime } from '../one-at-a-time.js';
import { type People, webFlowSignature } from '../people.js';
import type { PullRecord, PullRecords } from '../pull-records.js';
import type { MovedRef } from '../ref-moves.js';
import { type Route, route } from '../router.js';
import { contentsWrite } from './git-data.js';

export interface MergeDeps {
  readonly address: RepositoryAddress;
  readonly access: Access;
  readonly git: GitRepository;
  readonly compare: Compare;
  readonly merger: Merger;
  readonly people: Pick<People, 'signature'>;
  readonly emulated: EmulatedRepository;
  readonly records: PullRecords;
  readonly oneAtATime: OneAtATime;
  readonly announce: (moved: readonly MovedRef[], by: Caller) => Promise<void>;
}

const methods = ['merge', 'squash', 'rebase'] as const;
type Method = (typeof methods)[number];

/** Merging pull requests, with git: what lands on the base branch is a real merge, squash or rebase. */
export function mergeRoutes(deps: MergeDeps): Route[] {
  const { access, git, emulated, records, oneAtATime, announce } = deps;

  const merge = async (request: ApiRequest) => {
    access.require(request.caller, contentsWrite);
    const body = bodyOf(request);
    const method = methodOf(body);
    const pull = await emulated.pull(request.params.number ?? '');
    const record = await records.observe(pull);
    if (record === undefined) throw new GitHubRefusal(404, 'Not Found');
    if (record.state !== 'open') throw notMergeable();
    if (pull.draft === true) throw new GitHubRefusal(405, 'Pull Request is still a draft');
    const expected = textAt(body, 'sha');
    if (expected !== undefined && expected !== record.head) {
      throw new GitHubRefusal(409, 'Head branch was modified. Review and try the merge again.');
    }
    const landed = await land(deps, { record, pull, method, body, caller: request.caller });
    const ref = `refs/heads/${record.baseRef}`;
    await git.moveRef({ ref, to: landed, from: record.base }).catch((error: unknown) => {
      throw error instanceof RefConflict
        ? new GitHubRefusal(409, 'Base branch was modified. Review and try the merge again.')
        : error;
    });
    records.merge(record.number, { mergeCommit: landed, base: record.base });
    // The emulator's merge is only bookkeeping: it marks its record, names who merged, and sends the webhook.
    await emulated.ask(request.caller, 'PUT', `/pulls/${record.number}/merge`, {});
    await announce([{ ref, before: record.base, after: landed }], request.caller);
    return { status: 200, body: { sha: landed, merged: true, message: 'Pull Request successfully merged' } };
  };

  return [
    route('PUT', '/pulls/:number/merge', (request) => oneAtATime(() => merge(request))),
    route('GET', '/pulls/:number/merge', async ({ params }) => {
      const record = await records.observe(await emulated.pull(params.number ?? ''));
      if (record?.state !== 'merged') throw new GitHubRefusal(404, 'Not Found');
      return { status: 204 };
    }),
  ];
}

interface Landing {
  readonly record: PullRecord;
  readonly pull: JsonObject;
  readonly method: Method;
  readonly body: JsonObject;
  readonly caller: Caller;
}

/** Makes the commit that the base branch shall have. Throws 405 on a conflict. */
async function land({ address, git, compare, merger, people }: MergeDeps, landing: Landing): Promise<string> {
  const { record, pull, method, body, caller } = landing;
  const { number, base, head, headRef } = record;
  if (method === 'rebase') {
    const rebased = await merger.rebase(base, head, await people.signature(loginOf(caller)));
    if (rebased.kind === 'conflict') throw notMergeable();
    return rebased.head;
  }
  const merged = await merger.mergeTrees(base, head);
  if (merged.kind === 'conflict') throw notMergeable();
  const title = textAt(pull, 'title') ?? '';
  const isMerge = method === 'merge';
  const subject = isMerge ? `Merge pull request #${number} from ${address.owner}/${headRef}` : `${title} (#${number})`;
  const texts = isMerge ? [title] : await messagesOf(git, (await compare(base, head))?.ahead ?? []);
  const message =
    `${textAt(body, 'commit_title') ?? subject}\n\n${textAt(body, 'commit_message') ?? texts.join('\n\n')}`.trim();
  return git.writeCommit({
    tree: merged.tree,
    parents: isMerge ? [base, head] : [base],
    author: await people.signature(loginOf(caller)),
    committer: webFlowSignature(),
    message,
  });
}

async function messagesOf(git: Pick<GitRepository, 'commit'>, ids: readonly string[]): Promise<string[]> {
  const commits = await Promise.all(ids.map((sha) => git.commit(sha)));
  const messages = commits.map((commit) => commit?.message ?? '');
  return messages.length === 1
    ? messages.map((text) => text.split('\n').slice(1).join('\n').trim())
    : messages.map((text) => `* ${text}`);
}

function methodOf(body: JsonObject): Method {
  const asked = textAt(body, 'merge_method') ?? 'merge';
  const method = methods.find((one) => one === asked);
  if (method === undefined) throw validationFailed({ resource: 'PullRequest', field: 'merge_method', code: 'invalid' });
  return method;
}

const notMergeable = () => new GitHubRefusal(405, 'Pull Request is not mergeable');
