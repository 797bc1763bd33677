import type { Policy } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import {
  BLOB,
  HEAD,
  mergedFacts,
  PATH,
  sampleChange,
  sampleFacts,
  sampleMerge,
  samplePolicy,
  sampleReview,
} from './change-facts.fixture.js';
import type { ChangeDecision } from './change-decision.js';
import type { ChangeFacts } from './change-facts.js';
import { decideChange } from './decide-change.js';

const SECOND = 'changes/site-verify.yaml';
const OTHER_BLOB = 'e'.repeat(40);
const approved = { reviews: [sampleReview()] };
const two = [sampleChange({ path: SECOND, blob: OTHER_BLOB, risk: 'low' }), sampleChange()];
const auto: Policy = { ...samplePolicy, merge: 'auto' };
const ranHere = { path: PATH, blob: BLOB, pull: 7, state: 'succeeded' };
const confirmedBy = (login: string, role: 'viewer' | 'operator') => ({ confirmed: [{ blob: BLOB, login, role }] });
const bothFolders = [
  { path: PATH, blob: BLOB, status: 'added' },
  { path: '.chatops/README.md', blob: OTHER_BLOB, status: 'modified' },
] as const;

interface Case {
  readonly name: string;
  readonly facts: ChangeFacts;
  readonly policy?: Policy;
  readonly expected: { readonly kind: ChangeDecision['kind'] } & Readonly<Record<string, unknown>>;
}

const nothingOfOurs: readonly Case[] = [
  {
    name: 'files elsewhere are not ours',
    facts: sampleFacts({ changes: [], files: [{ path: 'README.md', blob: BLOB, status: 'added' }] }),
    expected: { kind: 'ignore', reason: 'nothing-of-ours' },
  },
  {
    name: 'library runbooks are looked at, and never run',
    facts: sampleFacts({ changes: [], files: [{ path: 'runbooks/look.yaml', blob: BLOB, status: 'added' }] }),
    expected: { kind: 'library', files: [] },
  },
  {
    name: 'library runbooks with errors are named',
    facts: sampleFacts({
      changes: [],
      files: [{ path: 'runbooks/look.yaml', blob: BLOB, status: 'modified' }],
      unreadableLibrary: [{ path: 'runbooks/look.yaml', problems: [{ en: 'line 1: no', fr: 'ligne 1 : non' }] }],
    }),
    expected: { kind: 'library', files: [{ path: 'runbooks/look.yaml' }] },
  },
  {
    name: "library runbooks that are merged are nobody's business any more",
    facts: mergedFacts({ changes: [], files: [{ path: 'runbooks/look.yaml', blob: BLOB, status: 'added' }] }),
    expected: { kind: 'ignore', reason: 'nothing-of-ours' },
  },
  {
    name: 'an error in the library beside a change does not stop the change',
    facts: sampleFacts({
      unreadableLibrary: [{ path: 'runbooks/look.yaml', problems: [{ en: 'line 1: no', fr: 'ligne 1 : non' }] }],
    }),
    expected: { kind: 'await-approval' },
  },
  {
    name: 'a folder that only sounds like ours is not ours',
    facts: sampleFacts({ changes: [], files: [{ path: 'docs/changes/x.yaml', blob: BLOB, status: 'added' }] }),
    expected: { kind: 'ignore', reason: 'nothing-of-ours' },
  },
  ...(['modified', 'renamed', 'removed'] as const).map(
    (status): Case => ({
      name: `a file ${status} under changes/ never runs, though approved and merged`,
      facts: mergedFacts({ ...approved, changes: [sampleChange()], files: [{ path: PATH, blob: BLOB, status }] }),
      expected: { kind: 'ignore', reason: 'adds-no-runbook' },
    }),
  ),
  {
    name: 'a file that is no runbook does not run',
    facts: mergedFacts({ changes: [], files: [{ path: 'changes/README.md', blob: BLOB, status: 'added' }] }),
    expected: { kind: 'ignore', reason: 'adds-no-runbook' },
  },
  {
    name: 'closed without a merge',
    facts: sampleFacts({ ...approved, state: 'closed' }),
    expected: { kind: 'closed' },
  },
];

const refused: readonly Case[] = [
  { name: 'from a fork, open', facts: sampleFacts({ fromFork: true }), expected: { kind: 'refuse', reason: 'fork' } },
  {
    name: 'from a fork, approved and merged',
    facts: mergedFacts({ ...approved, fromFork: true }),
    expected: { kind: 'refuse', reason: 'fork' },
  },
  {
    name: 'to another branch, open',
    facts: sampleFacts({ base: 'release' }),
    expected: { kind: 'refuse', reason: 'other-base' },
  },
  {
    name: 'to another branch, approved and merged',
    facts: mergedFacts({ ...approved, base: 'release' }),
    expected: { kind: 'refuse', reason: 'other-base' },
  },
  {
    name: 'changes/ and .chatops/ together, approved and merged',
    facts: mergedFacts({ ...approved, files: bothFolders }),
    expected: { kind: 'refuse', reason: 'changes-and-config' },
  },
  {
    name: 'a file renamed out of .chatops/ beside a change',
    facts: sampleFacts({
      files: [
        { path: PATH, blob: BLOB, status: 'added' },
        { path: 'old.yaml', previousPath: '.chatops/policy.yaml', blob: OTHER_BLOB, status: 'renamed' },
      ],
    }),
    expected: { kind: 'refuse', reason: 'changes-and-config' },
  },
  {
    name: 'an added file that was not read',
    facts: mergedFacts({ ...approved, changes: [], files: [{ path: PATH, blob: BLOB, status: 'added' }] }),
    expected: { kind: 'refuse', reason: 'unreadable' },
  },
  {
    name: 'an added file that was read with other bytes',
    facts: mergedFacts({ ...approved, files: [{ path: PATH, blob: OTHER_BLOB, status: 'added' }] }),
    expected: { kind: 'refuse', reason: 'unreadable' },
  },
  {
    name: 'a merge that could not be read',
    facts: { ...mergedFacts(approved), merge: undefined },
    expected: { kind: 'refuse', reason: 'unreadable' },
  },
  {
    name: 'a merge whose time could not be read',
    facts: mergedFacts({ ...approved, merge: sampleMerge({ mergedAt: '' }) }),
    expected: { kind: 'refuse', reason: 'unreadable' },
  },
  {
    name: 'the same content in two files',
    facts: sampleFacts({ changes: [sampleChange(), sampleChange({ path: SECOND })] }),
    expected: { kind: 'refuse', reason: 'same-content-twice' },
  },
];

const problems = [{ en: 'unknown action service.reload', fr: 'action inconnue : service.reload' }];
const open: readonly Case[] = [
  {
    name: 'a problem found by lint comes before approvals',
    facts: sampleFacts({ ...approved, changes: [sampleChange({ lint: { problems } })] }),
    expected: { kind: 'lint-failed', purpose: 'run', merged: false, files: [{ path: PATH, problems }] },
  },
  {
    name: 'not approved yet',
    facts: sampleFacts(),
    expected: { kind: 'await-approval', purpose: 'run', oneApprovalShort: true },
  },
  {
    name: 'approved before the last push',
    facts: sampleFacts({ reviews: [sampleReview({ commit: OTHER_BLOB })] }),
    expected: { kind: 'await-approval', approvers: [] },
  },
  {
    name: 'approved, people merge',
    facts: sampleFacts(approved),
    expected: { kind: 'ready-to-merge', purpose: 'run', head: HEAD },
  },
  {
    name: 'approved, the app merges',
    facts: sampleFacts(approved),
    policy: auto,
    expected: { kind: 'merge', head: HEAD },
  },
  {
    name: 'approved but a draft, the app would merge',
    facts: sampleFacts({ ...approved, draft: true }),
    policy: auto,
    expected: { kind: 'await-approval' },
  },
  {
    name: 'approved, changes are stopped',
    facts: sampleFacts({ ...approved, readOnly: true }),
    policy: auto,
    expected: { kind: 'held', merged: false },
  },
  {
    name: 'reading only',
    facts: sampleFacts({ changes: [sampleChange({ risk: 'low' })] }),
    expected: { kind: 'ready-to-merge' },
  },
  {
    name: 'two files need what the riskier one needs',
    facts: sampleFacts({ changes: two }),
    expected: {
      kind: 'await-approval',
      required: { count: 1, role: 'operator', admins: 0, requesterMayApprove: true },
    },
  },
];

const runOf = (path: string, blob: string, recorded?: string) => ({ path, blob, recorded });
const merged: readonly Case[] = [
  {
    name: 'approved and merged: it runs',
    facts: mergedFacts(approved),
    expected: { kind: 'run', files: [runOf(PATH, BLOB)], mergeCommit: 'c'.repeat(40) },
  },
  {
    name: 'two files run in the order of their paths',
    facts: mergedFacts({ ...approved, changes: two }),
    expected: { kind: 'run', files: [runOf(PATH, BLOB), runOf(SECOND, OTHER_BLOB)] },
  },
  {
    name: 'of two files, the one on record is marked',
    facts: mergedFacts({ ...approved, changes: two, runs: [ranHere] }),
    expected: { kind: 'run', files: [runOf(PATH, BLOB, 'succeeded'), runOf(SECOND, OTHER_BLOB)] },
  },
  {
    name: 'a file edited beside one that is added does not run',
    facts: mergedFacts({
      ...approved,
      files: [
        { path: PATH, blob: BLOB, status: 'added' },
        { path: SECOND, blob: OTHER_BLOB, status: 'modified' },
      ],
      changes: two,
    }),
    expected: { kind: 'run', files: [runOf(PATH, BLOB)] },
  },
  {
    name: 'already on record',
    facts: mergedFacts({ ...approved, runs: [ranHere] }),
    expected: { kind: 'already-ran', files: [runOf(PATH, BLOB, 'succeeded')] },
  },
  {
    name: 'already on record, and read-only, unapproved and unreadable since',
    facts: mergedFacts({
      runs: [ranHere],
      readOnly: true,
      changes: [],
      files: [{ path: PATH, blob: BLOB, status: 'added' }],
    }),
    expected: { kind: 'already-ran' },
  },
  {
    name: 'a record of an earlier content of this file is no record of this one',
    facts: mergedFacts({ ...approved, runs: [{ ...ranHere, blob: OTHER_BLOB }] }),
    expected: { kind: 'run' },
  },
  { name: 'nobody approved', facts: mergedFacts(), expected: { kind: 'unapproved-merge', approvers: [] } },
  {
    name: 'approved only at an earlier head',
    facts: mergedFacts({ reviews: [sampleReview({ commit: OTHER_BLOB })] }),
    expected: { kind: 'unapproved-merge' },
  },
  {
    name: 'judged unapproved before, somebody got the role since',
    facts: mergedFacts({ ...approved, judgedUnapproved: true }),
    expected: { kind: 'unapproved-merge' },
  },
  {
    name: 'other bytes at the merge commit',
    facts: mergedFacts({ ...approved, merge: sampleMerge({ blobs: { [PATH]: OTHER_BLOB } }) }),
    expected: { kind: 'changed-since-approval', paths: [PATH] },
  },
  {
    name: 'no file at the merge commit',
    facts: mergedFacts({ ...approved, merge: sampleMerge({ blobs: {} }) }),
    expected: { kind: 'changed-since-approval', paths: [PATH] },
  },
  {
    name: 'one of two with other bytes: none runs',
    facts: mergedFacts({ ...approved, changes: two, merge: sampleMerge({ blobs: { [PATH]: BLOB, [SECOND]: BLOB } }) }),
    expected: { kind: 'changed-since-approval', paths: [SECOND] },
  },
  {
    name: 'one of two with a lint problem: none runs',
    facts: mergedFacts({
      ...approved,
      changes: [sampleChange(), sampleChange({ path: SECOND, blob: OTHER_BLOB, lint: { problems } })],
    }),
    expected: { kind: 'lint-failed', purpose: 'run', merged: true },
  },
  {
    name: 'changes are stopped',
    facts: mergedFacts({ ...approved, readOnly: true }),
    expected: { kind: 'held', merged: true },
  },
  { name: 'a merge by the app itself', facts: mergedFacts(approved), policy: auto, expected: { kind: 'run' } },
];

const stale: readonly Case[] = [
  {
    name: 'a day-old merge still runs',
    facts: mergedFacts({ ...approved, now: '2026-01-11T11:00:00Z' }),
    expected: { kind: 'run' },
  },
  {
    name: 'a merge older than a day asks',
    facts: mergedFacts({ ...approved, now: '2026-01-11T11:00:01Z' }),
    expected: { kind: 'ask-stale', reasons: ['old-merge'], role: 'operator' },
  },
  {
    name: "the policy's own limit",
    facts: mergedFacts(approved),
    policy: { ...samplePolicy, limits: { maxAge: '30m' } },
    expected: {
      kind: 'ask-stale',
      because: { en: 'the merge is older than 30m', fr: 'la fusion date de plus de 30m' },
    },
  },
  {
    name: 'a merge from before the installation asks',
    facts: mergedFacts({ ...approved, installedAt: '2026-01-10T11:00:01Z' }),
    expected: { kind: 'ask-stale', reasons: ['before-installation'] },
  },
  {
    name: 'an unapproved merge from before the installation is left alone',
    facts: mergedFacts({ installedAt: '2026-01-10T11:00:01Z' }),
    expected: { kind: 'ignore', reason: 'merged-before-installation' },
  },
  {
    name: 'a clock that cannot be read asks',
    facts: mergedFacts({ ...approved, now: 'later' }),
    expected: { kind: 'ask-stale' },
  },
  {
    name: 'the same content ran from another pull request (the revert of a revert)',
    facts: mergedFacts({ ...approved, runs: [{ ...ranHere, pull: 5 }] }),
    expected: { kind: 'ask-stale', reasons: ['ran-before'], files: [runOf(PATH, BLOB)] },
  },
  {
    name: 'confirmed by an operator it runs',
    facts: mergedFacts({ ...approved, runs: [{ ...ranHere, pull: 5 }], ...confirmedBy('bruno', 'operator') }),
    expected: { kind: 'run' },
  },
  {
    name: 'confirmed by a viewer it does not',
    facts: mergedFacts({ ...approved, runs: [{ ...ranHere, pull: 5 }], ...confirmedBy('victor', 'viewer') }),
    expected: { kind: 'ask-stale' },
  },
  {
    name: 'confirmed for another content it does not',
    facts: mergedFacts({
      ...approved,
      now: '2026-02-01T00:00:00Z',
      confirmed: [{ blob: OTHER_BLOB, login: 'bruno', role: 'operator' }],
    }),
    expected: { kind: 'ask-stale' },
  },
  {
    name: 'a confirmation replaces no approval',
    facts: mergedFacts({ now: '2026-02-01T00:00:00Z', ...confirmedBy('bruno', 'operator') }),
    expected: { kind: 'unapproved-merge' },
  },
];

const POLICY = '.chatops/policy.yaml';
const configFile = { path: POLICY, blob: BLOB, status: 'modified' } as const;
const byAdmin = [sampleReview({ login: 'diane', role: 'admin' })];
const byAlice = {
  ours: false,
  author: { login: 'alice', isBot: false },
  committers: ['alice'],
  changes: [],
  files: [configFile],
};
const config: readonly Case[] = [
  { name: 'waits for an admin', facts: sampleFacts(byAlice), expected: { kind: 'await-approval', purpose: 'config' } },
  {
    name: 'an operator is not enough',
    facts: sampleFacts({ ...byAlice, reviews: [sampleReview()] }),
    expected: { kind: 'await-approval' },
  },
  {
    name: 'people merge it, whatever the policy says of changes',
    facts: sampleFacts({ ...byAlice, reviews: byAdmin }),
    policy: auto,
    expected: { kind: 'ready-to-merge', purpose: 'config' },
  },
  {
    name: 'comes into force when an admin approved it',
    facts: mergedFacts({ ...byAlice, reviews: byAdmin }),
    expected: { kind: 'accept-config', files: [{ path: POLICY, blob: BLOB, content: 'policy' }] },
  },
  {
    name: 'overtaken by a version that was merged later: on record, and said so',
    facts: mergedFacts({ ...byAlice, reviews: byAdmin, inForceSince: { policy: '2026-01-10T11:00:01Z' } }),
    expected: { kind: 'accept-config', overtaken: [POLICY] },
  },
  {
    name: 'merged in the same second as the version in force: it comes after it',
    facts: mergedFacts({ ...byAlice, reviews: byAdmin, inForceSince: { policy: '2026-01-10T11:00:00Z' } }),
    expected: { kind: 'accept-config', overtaken: [] },
  },
  {
    name: 'a later version of the other file overtakes nothing',
    facts: mergedFacts({ ...byAlice, reviews: byAdmin, inForceSince: { inventory: '2026-02-01T00:00:00Z' } }),
    expected: { kind: 'accept-config', overtaken: [] },
  },
  {
    name: 'does not when its author is the admin',
    facts: mergedFacts({
      ...byAlice,
      author: { login: 'diane', isBot: false },
      committers: ['diane'],
      reviews: byAdmin,
    }),
    expected: { kind: 'reject-config' },
  },
  {
    name: 'does when its author is an admin and another admin merges',
    facts: mergedFacts({
      ...byAlice,
      author: { login: 'diane', isBot: false },
      committers: ['diane'],
      merge: sampleMerge({ mergedBy: { login: 'ed', role: 'admin', isBot: false }, blobs: { [POLICY]: BLOB } }),
    }),
    expected: { kind: 'accept-config' },
  },
  {
    name: 'ours, with nobody on record who asked: does not',
    facts: mergedFacts({ changes: [], files: [configFile], reviews: byAdmin }),
    expected: { kind: 'reject-config' },
  },
  {
    name: 'already in force',
    facts: mergedFacts({ ...byAlice, acceptedBlobs: [BLOB] }),
    expected: { kind: 'already-accepted' },
  },
  {
    name: 'not valid, whoever approved it',
    facts: mergedFacts({
      ...byAlice,
      unreadableConfig: [{ path: '.chatops/policy.yaml', problems: [{ en: 'line 1: no', fr: 'ligne 1 : non' }] }],
    }),
    expected: { kind: 'lint-failed', purpose: 'config', merged: true },
  },
  {
    name: 'a merge that made other bytes of it',
    facts: mergedFacts({ ...byAlice, reviews: byAdmin, merge: sampleMerge({ blobs: { [POLICY]: OTHER_BLOB } }) }),
    expected: { kind: 'changed-since-approval', paths: [POLICY] },
  },
  {
    name: 'removed',
    facts: mergedFacts({ ...byAlice, reviews: byAdmin, files: [{ path: POLICY, blob: undefined, status: 'removed' }] }),
    expected: { kind: 'refuse', reason: 'config-removed' },
  },
  {
    name: 'renamed away',
    facts: sampleFacts({
      ...byAlice,
      files: [{ path: '.chatops/p.yaml', previousPath: POLICY, blob: BLOB, status: 'renamed' }],
    }),
    expected: { kind: 'refuse', reason: 'config-removed' },
  },
  {
    name: 'another file in the folder is not ours',
    facts: sampleFacts({ ...byAlice, files: [{ path: '.chatops/README.md', blob: BLOB, status: 'added' }] }),
    expected: { kind: 'ignore', reason: 'nothing-of-ours' },
  },
  {
    name: 'merged before the installation: the bootstrap has it',
    facts: mergedFacts({ ...byAlice, reviews: byAdmin, installedAt: '2026-01-10T11:00:01Z' }),
    expected: { kind: 'ignore', reason: 'merged-before-installation' },
  },
];

describe.each([
  ['what does not concern us', nothingOfOurs],
  ['what is refused', refused],
  ['an open change', open],
  ['a merged change', merged],
  ['a merge that is stale', stale],
  ['policy and inventory', config],
])('%s', (_group, cases) => {
  test.each(cases)('$name', ({ facts, policy, expected }) => {
    expect(decideChange(facts, policy ?? samplePolicy)).toMatchObject(expected);
  });
});
