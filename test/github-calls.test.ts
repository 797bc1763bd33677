import { type SampleGitHub, startSampleGitHub } from '@chatops-commander/devstack/github/sample-github';
import { operations } from '@chatops-commander/devstack/github/generated/operations';
import { createAppOctokit } from '@chatops-commander/workflows/github/app-octokit';
import { createGitHubClients, type RepositoryClient } from '@chatops-commander/workflows/github/repository-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quietLog } from './support/quiet-log.js';

// Tests on the whole stack check the calls that they come by; here each is made, with every argument that it may have.

let sample: SampleGitHub;
let client: RepositoryClient;
beforeAll(async () => {
  sample = await startSampleGitHub();
  const { url, app } = sample.github;
  const clients = createGitHubClients(
    createAppOctokit({ apiUrl: url, appId: app.id, privateKey: app.privateKeyPem }, quietLog),
  );
  expect(await clients.repositories()).toMatchObject([{ repository: 'acme/ops' }]);
  client = await clients.of('acme/ops');
});
afterAll(() => sample.github.close());

const check = { name: 'chatops / lint', title: 'title', summary: 'summary' } as const;
const annotations = Array.from({ length: 60 }, (_, line) => ({
  path: 'changes/a.yaml',
  line: line + 1,
  level: 'failure' as const,
  message: 'no',
}));

describe('what we ask of GitHub', () => {
  it('is as its own description of its API says: path, parameters and body of every call', async () => {
    const { comments, contents, pulls, checks, people, updates } = client;
    const since = new Date(0).toISOString();

    const issue = await comments.openIssue('An issue', 'words');
    const opened = await comments.issue(issue);
    expect(await client.edits.wasEdited(opened.nodeId)).toBe(false);
    await sample.github.as('alice').request('PATCH', `${sample.repo}/issues/${issue}`, { body: 'other words' });
    expect(await client.edits.wasEdited(opened.nodeId)).toBe(true);
    const { id: comment } = await comments.addComment(issue, 'words');
    const said = await comments.comment(comment);
    expect(await client.edits.wasEdited(said.nodeId)).toBe(false);
    await comments.editComment(said.id, 'words', 'progress');
    expect(await client.edits.wasEdited(said.nodeId)).toBe(false);
    await comments.editComment(said.id, 'other words', 'progress');
    expect(await client.edits.wasEdited(said.nodeId)).toBe(true);
    await comments.commentsOf(issue);
    await comments.hasIssueBy(client.botLogin, 'words');
    await comments.reactToComment(said.id);
    await comments.reactToIssue(issue);

    const { head: parent, defaultBranch } = await contents.defaultHead();
    const path = 'changes/a.yaml';
    const commit = { branch: 'topic', parent, edits: [{ path, text: 'kind: Runbook\n' }], message: 'Add a' };
    const { head } = await contents.commitFiles(commit);
    await contents.commitFiles(commit);
    const blob = (await contents.blobAt(head, path)) ?? '';
    await contents.readBlob(blob);
    await contents.list(head, 'changes/');
    await contents.compare(parent, head);
    await contents.commitsBetween(parent, head);
    await contents.firstParent(head);
    await contents.pushersOf('topic');

    const opening = { branch: 'topic', base: defaultBranch, title: 'A', body: 'b', newBranch: false };
    const { number } = await pulls.findOrOpen(opening);
    await pulls.findOrOpen(opening);
    await pulls.pull(number);
    await pulls.requestReviewers(number, { users: ['bob', 'nobody'], teams: ['acme/oncall'] });
    const reviews = `${sample.repo}/pulls/${number}/reviews`;
    await sample.github.as('bob').request('POST', reviews, { event: 'APPROVE', body: 'fine' });
    for (const { id } of await pulls.reviews(number)) {
      const { nodeId } = await pulls.review(number, id);
      expect(await client.edits.wasEdited(nodeId)).toBe(false);
      await sample.github.as('bob').request('PUT', `${reviews}/${id}`, { body: 'not so fine' });
      expect(await client.edits.wasEdited(nodeId)).toBe(true);
      expect((await pulls.review(number, id)).body).toBe('not so fine');
    }
    const { nodeId } = await comments.issue(number);
    expect(await client.edits.wasEdited(nodeId)).toBe(false);
    await expect(client.edits.wasEdited('unknown')).rejects.toThrow('GitHub does not tell');
    await checks.publish({ ...check, head });
    await checks.publish({ ...check, head, title: 'other', conclusion: 'success' });
    await checks.publish({ ...check, head, conclusion: 'failure', annotations });
    await pulls.merge(number, head);
    const merged = await contents.defaultHead();
    const edits = [
      { path, removed: true },
      { path: 'changes/b.yaml', blob, mode: '100755' },
    ] as const;
    const { head: other } = await contents.commitFiles({ ...commit, parent: merged.head, branch: 'other', edits });
    const second = await pulls.findOrOpen({ ...opening, branch: 'other', newBranch: true });
    await pulls.merge(second.number, `${other.slice(1)}0`);
    await pulls.close(second.number);

    await people.permissionOf('alice');
    await people.isMember('acme/oncall', 'bob');
    await updates.issuesSince(since);
    await updates.commentsSince(since);
    await updates.openPulls();

    const { calls } = sample.github;
    expect(calls.misuses()).toEqual([]);
    expect([...calls.called()].sort()).toEqual(Object.keys(operations).sort());
  });
});
