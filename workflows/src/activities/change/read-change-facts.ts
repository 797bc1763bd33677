import { findAction } from '@chatops-commander/engine/actions/registry';
import type { ChangeFacts, ChangeFile, MergeFacts, ReviewFact } from '@chatops-commander/engine/approval/change-facts';
import type { Records } from '@chatops-commander/engine/records/records';
import { assessRisk } from '@chatops-commander/engine/runbook/assess-risk';
import { lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import type { Problem } from '@chatops-commander/schemas';
import type { ChangeInput } from '../../contract.js';
import type { ComparedFile } from '../../github/contents.js';
import type { PullRequest, Review } from '../../github/pulls.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import type { ConfigInForce } from '../config-in-force.js';
import { readRole } from '../role-reader.js';
import { comparePull } from './compare-pull.js';
import { type ConfigProblems, readConfigProblems } from './read-config-problems.js';

export type ChangeRecords = Pick<
  Records,
  'acceptedFiles' | 'confirmations' | 'holds' | 'installations' | 'requests' | 'runs' | 'unapprovedMerges'
>;
/** A change with its bytes and what the linter says of them: for registering and for annotations. */
export interface ReadChange extends ChangeFile {
  readonly text: string;
  readonly problems: readonly Problem[];
}
export interface ReadFacts {
  readonly facts: ChangeFacts;
  readonly pull: PullRequest;
  readonly changes: readonly ReadChange[];
  readonly configProblems: readonly ConfigProblems[];
  /** It touches files of ours among more than GitHub lists: `facts.files` is empty, and nothing of it may run. */
  readonly unlisted: boolean;
}

const changePattern = /^changes\/.+\.ya?ml$/;

/** Everything that decides about a pull request, read from GitHub and the records now. What cannot be read throws. */
export async function readChangeFacts(
  input: ChangeInput,
  client: RepositoryClient,
  config: ConfigInForce,
  records: ChangeRecords,
  readOnly: boolean,
): Promise<ReadFacts> {
  const pull = await client.pulls.pull(input.pull);
  // Three dots from the merge commit's first parent: after a merge the base branch holds the head already.
  const base = pull.merge === undefined ? pull.base : await client.contents.firstParent(pull.merge.commit);
  const { repository, pull: number } = input;
  const [
    comparison,
    pushers,
    reviews,
    recorded,
    confirmations,
    installation,
    origin,
    unapproved,
    acceptedBlobs,
    holds,
  ] = await Promise.all([
    comparePull(base, pull.head, client.contents),
    pull.fromFork ? undefined : client.contents.pushersOf(pull.headBranch),
    client.pulls.reviews(number),
    records.runs.runsOfPull(repository, number),
    records.confirmations.ofPull(repository, number),
    records.installations.find(repository),
    records.requests.ofPull(repository, number),
    records.unapprovedMerges.find(repository, number),
    records.acceptedFiles.blobsOfPull(repository, number),
    records.holds.standing(repository, number),
  ]);
  if (installation === undefined)
    throw new Error(`${repository} is not on record as an installation of the app; the next sweep writes it down`);
  const requester = origin?.login;
  const added = comparison.files.filter((file) => file.status === 'added' && changePattern.test(file.path));
  const ours = pull.author.login === client.botLogin;
  const role = rolesOf(client, config);
  const [changes, configProblems, elsewhere, merge] = await Promise.all([
    Promise.all(added.map((file) => readChange(file, ours ? requester : pull.author.login, client, config))),
    readConfigProblems(comparison.files, client.contents),
    Promise.all(added.map((file) => (file.blob === undefined ? [] : records.runs.runsOfBlob(file.blob)))),
    pull.merge === undefined ? undefined : readMerge(pull.merge, comparison.files, client, role),
  ]);
  const facts: ChangeFacts = {
    repository: input.repository,
    pull: input.pull,
    state: pull.state,
    draft: pull.draft,
    base: pull.base,
    defaultBranch: pull.defaultBranch,
    head: pull.head,
    fromFork: pull.fromFork,
    author: pull.author,
    ours,
    committers: comparison.committers,
    ...(pushers === undefined ? {} : { pushers }),
    files: comparison.files,
    changes,
    reviews: await Promise.all(
      reviews.map(async (review): Promise<ReviewFact> => ({ ...reviewFact(review), role: await role(review.login) })),
    ),
    merge,
    runs: [...recorded, ...elsewhere.flat().filter((run) => run.repository === repository && run.pull !== number)],
    confirmed: await Promise.all(
      confirmations.map(async (one) => ({ blob: one.blob, login: one.login, role: await role(one.login) })),
    ),
    ...(requester === undefined ? {} : { requester }),
    judgedUnapproved: unapproved !== undefined && unapproved.mergeCommit === pull.merge?.commit,
    acceptedBlobs,
    unreadableConfig: configProblems.map(({ path, problems }) => ({ path, problems: inWords(problems) })),
    readOnly,
    holds,
    now: new Date().toISOString(),
    installedAt: installation.installedAt,
  };
  return { facts, pull, changes, configProblems, unlisted: comparison.unlisted };
}

async function readChange(
  file: ComparedFile,
  requester: string | undefined,
  client: RepositoryClient,
  config: ConfigInForce,
): Promise<ReadChange> {
  if (file.blob === undefined) throw new Error(`GitHub lists ${file.path} as added, without its blob`);
  const { inventory, policy } = config;
  const text = (await client.contents.readBlob(file.blob)).toString('utf8');
  const lint = lintRunbook({ text, file: file.path, as: 'change', inventory, policy, findAction });
  const errors = lint.problems.filter((problem) => problem.severity === 'error');
  const assessment = lint.runbook && assessRisk({ runbook: lint.runbook, inventory, policy, findAction });
  return {
    path: file.path,
    blob: file.blob,
    lint: lint.ok ? 'ok' : { problems: inWords(errors) },
    risk: assessment?.risk ?? 'critical',
    environments: assessment?.environments ?? [],
    requester,
    text,
    problems: lint.problems,
  };
}

const inWords = (problems: readonly Problem[]): string[] =>
  problems.map((problem) => `line ${problem.line}: ${problem.message}`);

type RoleReader = (login: string) => ReturnType<typeof readRole>;

/** Each person is asked about once per look. */
function rolesOf(client: RepositoryClient, config: ConfigInForce): RoleReader {
  const known = new Map<string, ReturnType<typeof readRole>>();
  return (login) => {
    const role = known.get(login) ?? readRole(login, config.policy, client.people);
    known.set(login, role);
    return role;
  };
}

function reviewFact(review: Review): Omit<ReviewFact, 'role'> {
  return {
    id: review.id,
    login: review.login,
    state: review.state,
    commit: review.commit,
    submittedAt: review.submittedAt,
    isBot: review.isBot,
  };
}

const isOurs = ({ path }: ComparedFile): boolean => path.startsWith('changes/') || path.startsWith('.chatops/');

async function readMerge(
  merge: NonNullable<PullRequest['merge']>,
  files: readonly ComparedFile[],
  client: RepositoryClient,
  role: RoleReader,
): Promise<MergeFacts> {
  const blobs = await Promise.all(
    files
      .filter(isOurs)
      .map(async (file) => [file.path, await client.contents.blobAt(merge.commit, file.path)] as const),
  );
  return {
    commit: merge.commit,
    mergedAt: merge.at,
    mergedBy: { ...merge.by, role: await role(merge.by.login) },
    blobs: Object.fromEntries(blobs),
  };
}
