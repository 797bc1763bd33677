import type { ChangeFacts, ReviewFact } from '@chatops-commander/engine/approval/change-facts';
import { ownerGroups, ownerTeams } from '@chatops-commander/engine/approval/owner-groups';
import { fleetOf } from '@chatops-commander/engine/approval/reach';
import type { Records } from '@chatops-commander/engine/records/records';
import type { ChangeInput } from '../../contract.js';
import type { PullRequest, Review } from '../../github/pulls.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import type { ConfigInForce } from '../config-in-force.js';
import { comparePull } from './compare-pull.js';
import { inWords, type ReadChange, readChange } from './read-change.js';
import { readMerge } from './read-merge.js';
import { type OtherFile, readOtherFiles } from './read-other-files.js';
import { createStandingReader } from './read-people.js';

export type ChangeRecords = Pick<
  Records,
  | 'acceptedFiles'
  | 'changeNotices'
  | 'confirmations'
  | 'emergencies'
  | 'holds'
  | 'installations'
  | 'requests'
  | 'runs'
  | 'unapprovedMerges'
>;
export interface ReadFacts {
  readonly facts: ChangeFacts;
  readonly pull: PullRequest;
  readonly changes: readonly ReadChange[];
  /** Policy, inventory and library runbooks that it touches. */
  readonly others: readonly OtherFile[];
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
  const { repository, pull: number } = input;
  const [compared, reviews, recorded, confirmations, emergencies, notices, installation, origin] = await Promise.all([
    readComparison(number, client),
    client.pulls.reviews(number),
    records.runs.runsOfPull(repository, number),
    records.confirmations.ofPull(repository, number),
    records.emergencies.ofPull(repository, number),
    records.changeNotices.ofPull(repository, number),
    records.installations.find(repository),
    records.requests.ofPull(repository, number),
  ]);
  const { pull, base, comparison, pushers } = compared;
  const [unapproved, acceptedBlobs, holds] = await Promise.all([
    records.unapprovedMerges.find(repository, number),
    records.acceptedFiles.blobsOfPull(repository, number),
    records.holds.standing(repository, number),
  ]);
  if (installation === undefined)
    throw new Error(`${repository} is not on record as an installation of the app; the next sweep writes it down`);
  const requester = origin?.login;
  const added = comparison.files.filter((file) => file.status === 'added' && changePattern.test(file.path));
  const ours = pull.author.login === client.botLogin;
  const [changes, others, elsewhere] = await Promise.all([
    Promise.all(added.map((file) => readChange(file, ours ? requester : pull.author.login, client, config))),
    readOtherFiles(comparison.files, base, client.contents, config),
    Promise.all(added.map((file) => (file.blob === undefined ? [] : records.runs.runsOfBlob(file.blob)))),
  ]);
  const owners = changes.flatMap((change) => ownerGroups(change, config.policy));
  const standing = createStandingReader(client, config, ownerTeams(owners));
  const roleOf = async (login: string) => (await standing(login)).role;
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
    pushers: pushers ?? [],
    files: comparison.files,
    changes,
    reviews: await Promise.all(
      reviews.map(async (one): Promise<ReviewFact> => ({ ...reviewFact(one), ...(await standing(one.login)) })),
    ),
    merge: pull.merge && (await readMerge(pull.merge, comparison.files, client, standing)),
    runs: [...recorded, ...elsewhere.flat().filter((run) => run.repository === repository && run.pull !== number)],
    confirmed: await Promise.all(
      confirmations.map(async (one) => ({ blob: one.blob, login: one.login, role: await roleOf(one.login) })),
    ),
    emergencies: await Promise.all(
      emergencies.map(async ({ blob, login, reason }) => ({ blob, login, reason, role: await roleOf(login) })),
    ),
    fleet: fleetOf(config.inventory),
    ...(requester === undefined ? {} : { requester }),
    judgedUnapproved: unapproved !== undefined && unapproved.mergeCommit === pull.merge?.commit,
    acceptedBlobs,
    unreadableConfig: problemsOf(others, 'config'),
    unreadableLibrary: problemsOf(others, 'library'),
    inForceSince: config.since,
    openedAt: pull.openedAt,
    notices,
    readOnly,
    holds,
    now: new Date().toISOString(),
    installedAt: installation.installedAt,
  };
  return { facts, pull, changes, others, unlisted: comparison.unlisted };
}

/** How often a pull request is read again that was merged while it was read. */
const READINGS = 3;

/** A pull request and what it changes, of one moment: one that is merged between the two would seem to change nothing. */
async function readComparison(number: number, client: Pick<RepositoryClient, 'pulls' | 'contents'>) {
  for (let reading = 1; ; reading += 1) {
    const pull = await client.pulls.pull(number);
    // Three dots from the merge commit's first parent: after a merge the base branch holds the head already.
    const base = pull.merge === undefined ? pull.base : await client.contents.firstParent(pull.merge.commit);
    const [comparison, pushers] = await Promise.all([
      comparePull(base, pull.head, client.contents),
      pull.fromFork ? undefined : client.contents.pushersOf(pull.headBranch),
    ]);
    if (pull.state !== 'open' || !comparison.contained || reading === READINGS)
      return { pull, base, comparison, pushers };
  }
}

function problemsOf(others: readonly OtherFile[], kind: OtherFile['kind']) {
  return others
    .map((file) => ({ ...file, errors: file.problems.filter((problem) => problem.severity === 'error') }))
    .filter((file) => file.kind === kind && file.errors.length > 0)
    .map(({ path, errors }) => ({ path, problems: inWords(errors) }));
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
