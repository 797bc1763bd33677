import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectObject, type SampleGitHub, startSampleGitHub } from '../sample-github.js';

let sample: SampleGitHub;
beforeAll(async () => {
  sample = await startSampleGitHub();
});
afterAll(() => sample?.github.close());

const activities = async (query: string): Promise<unknown> =>
  (await sample.github.as('carol').request('GET', `${sample.repo}/activity${query}`)).body;

test('activities name who moved a branch, newest first, whoever its commits name', async () => {
  const { github, repo } = sample;
  const pull = await sample.openPull(github.as('alice'), 'moved');
  const parent = { parents: [pull.head], tree: (await tree(pull.head)).sha };
  const named = { name: 'Alice Admin', email: 'alice@acme.example' };
  const disguised = await expectObject(github.as('bob'), 'POST', `${repo}/git/commits`, {
    ...parent,
    message: 'Says Alice',
    author: named,
    committer: named,
  });
  await expectObject(github.as('bob'), 'PATCH', `${repo}/git/refs/heads/moved`, { sha: disguised.sha });
  await expectObject(github.as('alice'), 'PATCH', `${repo}/git/refs/heads/moved`, { sha: pull.head, force: true });

  const creation = { activity_type: 'branch_creation', before: '0'.repeat(40), after: pull.head };
  const expected = [
    { activity_type: 'force_push', actor: { login: 'alice' }, before: disguised.sha, after: pull.head },
    { activity_type: 'push', actor: { login: 'bob' }, before: pull.head, after: disguised.sha },
    { ...creation, ref: 'refs/heads/moved', actor: { login: 'alice' } },
  ];
  expect(await activities('?ref=moved')).toMatchObject(expected);
  expect(await activities('?ref=refs/heads/moved&direction=asc')).toMatchObject([...expected].reverse());
  expect(await activities('?activity_type=push&actor=bob')).toMatchObject([expected[1]]);
});

test('a merge is an activity of the base branch', async () => {
  const pull = await sample.openPull(sample.github.as('alice'), 'merged');
  const { sha } = await expectObject(sample.github.as('bob'), 'PUT', `${pull.path}/merge`, {});
  expect(await activities('?ref=main&per_page=1')).toMatchObject([
    { activity_type: 'pr_merge', ref: 'refs/heads/main', after: sha, actor: { login: 'bob' } },
  ]);
});

const tree = async (commit: string) =>
  Object((await expectObject(sample.github.as('alice'), 'GET', `${sample.repo}/git/commits/${commit}`)).tree);
