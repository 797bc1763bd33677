import type { RepositoryAddress } from '../address.js';
import { type ApiRequest, GitHubRefusal, notFound } from '../api.js';
import type { EmulatedRepository } from '../emulated-repository.js';
import type { Compare } from '../git/compare.js';
import type { GitRepository } from '../git/git-repository.js';
import { numberAt } from '../json-object.js';
import { paginate } from '../pagination.js';
import type { People } from '../people.js';
import { presentCommit, presentFile } from '../present-commit.js';
import type { PullPresentation } from '../present-pull.js';
import type { PullRecord, PullRecords } from '../pull-records.js';
import { type Route, route } from '../router.js';

export interface CommitsDeps {
  readonly address: RepositoryAddress;
  readonly git: GitRepository;
  readonly compare: Compare;
  readonly people: People;
  readonly emulated: EmulatedRepository;
  readonly records: PullRecords;
  readonly pulls: PullPresentation;
}

/** GitHub gives at most so many files in a comparison or a commit, and all of them on the first page. */
const filesShown = 300;

/** Commits, comparisons, and the pull requests that a commit belongs to. */
export function commitRoutes(deps: CommitsDeps): Route[] {
  const { address, git, compare, emulated, records, pulls } = deps;

  const resolve = async (name: string): Promise<string> => {
    // A comparison may name the owner as well; there are no forks here.
    const own = name.startsWith(`${address.owner}:`) ? name.slice(address.owner.length + 1) : name;
    const sha = await git.resolve(own);
    if (sha === undefined) throw notFound();
    return sha;
  };

  const present = async (sha: string) => {
    const commit = await git.commit(sha);
    if (commit === undefined) throw notFound();
    return presentCommit(commit, deps);
  };

  const comparison = async (request: ApiRequest) => {
    const [baseName = '', headName = '', ...rest] = (request.params.basehead ?? '').split('...');
    if (rest.length > 0 || headName === '') throw notFound();
    const [base, head] = await Promise.all([resolve(baseName), resolve(headName)]);
    const compared = await compare(base, head);
    if (compared === undefined) throw new GitHubRefusal(404, `No common ancestor between ${baseName} and ${headName}.`);
    const { ahead, behind, mergeBase } = compared;
    const page = paginate(ahead, request, address.baseUrl, { perPage: 250, maxPerPage: 250 });
    const onFirst = (request.query.get('page') ?? '1') === '1';
    const files = onFirst ? compared.files.slice(0, filesShown).map((file) => presentFile(file, head, address)) : [];
    const [baseCommit, mergeBaseCommit, commits] = await Promise.all([
      present(base),
      present(mergeBase),
      Promise.all(page.items.map(present)),
    ]);
    const body = {
      url: `${address.apiUrl}/compare/${baseName}...${headName}`,
      html_url: `${address.htmlUrl}/compare/${baseName}...${headName}`,
      base_commit: baseCommit,
      merge_base_commit: mergeBaseCommit,
      status: statusOf(ahead.length, behind),
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits,
      files,
    };
    return { status: 200, body, headers: page.headers };
  };

  const list = async (request: ApiRequest) => {
    const from = await resolve(request.query.get('sha') ?? 'main');
    const path = request.query.get('path');
    const { stdout } = await git.run(['rev-list', from, ...(path === null ? [] : ['--', path])]);
    const page = paginate(stdout.toString('latin1').trim().split('\n').filter(Boolean), request, address.baseUrl);
    return { status: 200, body: await Promise.all(page.items.map(present)), headers: page.headers };
  };

  const one = async ({ params: { ref = '' } }: ApiRequest) => {
    const sha = await resolve(ref);
    const commit = await git.commit(sha);
    const parent = commit?.parents[0];
    const files = parent === undefined ? [] : ((await compare(parent, sha))?.files ?? []);
    const sum = (of: 'additions' | 'deletions') => files.reduce((total, file) => total + file[of], 0);
    const stats = {
      additions: sum('additions'),
      deletions: sum('deletions'),
      total: sum('additions') + sum('deletions'),
    };
    const shown = files.slice(0, filesShown).map((file) => presentFile(file, sha, address));
    return { status: 200, body: { ...(await present(sha)), stats, files: shown } };
  };

  const belongs = async (record: PullRecord, sha: string): Promise<boolean> =>
    record.mergeCommit === sha || (await compare(record.base, record.head))?.ahead.includes(sha) === true;

  const pullsOf = async (request: ApiRequest) => {
    const sha = await resolve(request.params.ref ?? '');
    const all = await emulated.all('/pulls?state=all');
    const found = [];
    for (const pull of all) {
      const record = records.get(numberAt(pull, 'number') ?? 0);
      if (record !== undefined && (await belongs(record, sha))) found.push(await pulls.brief(pull));
    }
    const page = paginate(found, request, address.baseUrl);
    return { status: 200, body: page.items, headers: page.headers };
  };

  return [
    route('GET', '/compare/*basehead', comparison),
    route('GET', '/commits', list),
    route('GET', '/commits/*ref/pulls', pullsOf),
    route('GET', '/commits/*ref', one),
  ];
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return 'diverged';
  if (ahead > 0) return 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
