import type { RepositoryAddress } from './address.js';
import { loginOf } from './caller-login.js';
import type { Caller } from './callers.js';
import type { EmulatorClient } from './emulator-client.js';
import type { Compare } from './git/compare.js';
import type { GitRepository } from './git/git-repository.js';
import { isJsonObject, type JsonObject, textAt } from './json-object.js';
import type { People } from './people.js';
import type { PullPresentation } from './present-pull.js';
import type { PullRecord, PullRecords } from './pull-records.js';
import { type MovedRef, orNoObject } from './ref-moves.js';
import { presentCommit } from './present-commit.js';

export interface AnnounceDeps {
  readonly address: RepositoryAddress;
  readonly git: Pick<GitRepository, 'isAncestor' | 'commit'>;
  readonly compare: Compare;
  readonly emulator: Pick<EmulatorClient, 'call'>;
  readonly people: People;
  readonly records: PullRecords;
  readonly pulls: PullPresentation;
  readonly emit: (event: string, payload: JsonObject) => Promise<void>;
}

/**
 * Tells what GitHub tells when refs move: `push`; `synchronize` on pull requests whose head it is; a pull request whose
 * head branch is deleted is closed, and one whose head was pushed into its base counts as merged.
 */
export function createRefAnnouncer(deps: AnnounceDeps) {
  const { address, git, emulator, people, records, pulls, emit } = deps;

  const act = (by: Caller, method: string, target: string, body: JsonObject) =>
    emulator.call({ as: by, method, target: `/repos/${address.fullName}/${target}`, body });

  const follow = async (record: PullRecord, { before, after }: MovedRef, by: Caller): Promise<void> => {
    if (after === undefined) {
      records.close(record.number);
      await act(by, 'PATCH', `pulls/${record.number}`, { state: 'closed' });
      return;
    }
    await records.refresh(record.number);
    records.touch(record.number);
    const { body } = await act(by, 'GET', `pulls/${record.number}`, {});
    const sender = await people.user(loginOf(by));
    if (!isJsonObject(body)) return;
    const pull = await pulls.full(body);
    await emit('pull_request', {
      action: 'synchronize',
      number: record.number,
      before,
      after,
      pull_request: pull,
      sender,
    });
  };

  const mergedByPush = async (record: PullRecord, { before, after }: MovedRef, by: Caller): Promise<void> => {
    if (after === undefined || !(await git.isAncestor(record.head, after))) return;
    records.merge(record.number, { mergeCommit: after, base: before ?? record.base });
    await act(by, 'PUT', `pulls/${record.number}/merge`, {});
  };

  return async (moved: readonly MovedRef[], by: Caller): Promise<void> => {
    for (const move of moved) {
      await emit('push', await pushPayload(deps, move, by));
      const branch = /^refs\/heads\/(.+)$/.exec(move.ref)?.[1];
      if (branch === undefined) continue;
      const open = records.all().filter((record) => record.state === 'open');
      for (const record of open) {
        if (record.headRef === branch) await follow(record, move, by);
        else if (record.baseRef === branch) await mergedByPush(record, move, by);
      }
    }
  };
}

async function pushPayload(deps: AnnounceDeps, move: MovedRef, by: Caller): Promise<JsonObject> {
  const { address, git, compare, people } = deps;
  const { ref, before, after } = move;
  const sender = await people.user(loginOf(by));
  const comparison = before !== undefined && after !== undefined ? await compare(before, after) : undefined;
  const ids = comparison?.ahead ?? (before === undefined && after !== undefined ? [after] : []);
  const commits = await Promise.all(ids.slice(-20).map(async (sha) => brief(await git.commit(sha), deps)));
  return {
    ref,
    before: orNoObject(before),
    after: orNoObject(after),
    created: before === undefined,
    deleted: after === undefined,
    forced: before !== undefined && after !== undefined && comparison?.behind !== 0,
    base_ref: null,
    compare: `${address.htmlUrl}/compare/${before?.slice(0, 12)}...${after?.slice(0, 12)}`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: textAt(sender, 'login') },
    sender,
  };
}

type PushedCommit = NonNullable<Awaited<ReturnType<GitRepository['commit']>>>;

async function brief(commit: PushedCommit | undefined, deps: AnnounceDeps): Promise<JsonObject> {
  if (commit === undefined) return {};
  const [{ author, committer }, files] = await Promise.all([presentCommit(commit, deps), filesOf(commit, deps)]);
  const person = (signature: { name: string; email: string }, user: unknown) => ({
    name: signature.name,
    email: signature.email,
    username: textAt(user, 'login'),
  });
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${deps.address.htmlUrl}/commit/${commit.sha}`,
    author: person(commit.author, author),
    committer: person(commit.committer, committer),
    ...files,
  };
}

/** What a commit did to its first parent; a renamed file was removed and added. The first commit tells nothing. */
async function filesOf({ sha, parents: [parent] }: PushedCommit, { compare }: AnnounceDeps): Promise<JsonObject> {
  const files = (parent === undefined ? undefined : await compare(parent, sha))?.files ?? [];
  const renamed = files.flatMap(({ previousPath }) => (previousPath === undefined ? [] : [previousPath]));
  const of = (...statuses: readonly string[]) =>
    files.filter(({ status }) => statuses.includes(status)).map(({ path }) => path);
  return {
    added: of('added', 'copied', 'renamed'),
    modified: of('modified', 'changed'),
    removed: [...of('removed'), ...renamed],
  };
}
