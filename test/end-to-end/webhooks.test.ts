import { randomUUID } from 'node:crypto';
import { asRecord, type Person } from '@chatops-commander/cli/demo/conversation';
import { digestOf } from '@chatops-commander/github-app/deliveries';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeliveries, type Deliveries } from '../support/deliveries.js';
import { createPulls, type Pulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace } from '../support/traces.js';
import { sendWebhook } from '../support/webhook-sender.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

let test: TestStack;
let deliveries: Deliveries;
let pulls: Pulls;
let workflows: WorkflowView;
beforeAll(async () => {
  test = await startTestStack();
  deliveries = createDeliveries(test);
  pulls = createPulls(test);
  workflows = createWorkflowView(test);
});
afterAll(() => test.stop());

const botComments = async (issue: number) =>
  (await test.conversation.comments(issue)).filter((comment) => comment.login === test.bot);
/** Pull requests that name the issue as where they were asked for. */
const pullsFor = async (issue: number): Promise<unknown[]> => {
  const { body } = await test.alice.request('GET', `/repos/${test.stack.repository}/pulls?state=all&per_page=100`);
  const all = Array.isArray(body) ? body.map(asRecord) : [];
  return all.filter((pull) => new RegExp(`#${issue}\\b`).test(String(pull.body))).map((pull) => pull.number);
};
const commentCreated = (comment: number) => deliveries.of({ event: 'issue_comment', action: 'created', comment });

async function sayWhileAway(person: Person, issue: number, words: string) {
  return await deliveries.whileAway(async () => {
    const comment = (await test.conversation.say(person, issue, words)).id;
    return { comment, ...(await commentCreated(comment)) };
  });
}

describe('a delivery that is not signed with our secret', () => {
  it.each([
    ['signed with another secret', { secret: 'not-ours' }],
    ['not signed', { signature: '' }],
    ['signed as another body', { signature: `sha256=${'0'.repeat(64)}` }],
  ])('%s: 401, recorded as not verified, nothing started', async (_case, how) => {
    const issue = await test.conversation.openIssue(test.alice, 'Words for later');
    const { payload } = await sayWhileAway(test.alice, issue, '/ops redémarre le site');
    const id = randomUUID();

    expect(await sendWebhook(test, { event: 'issue_comment', payload, id, ...how })).toBe(401);

    // the same delivery, verified, is still a new one: an unverified one must not keep it out
    const digest = digestOf(Buffer.from(JSON.stringify(payload)));
    const delivery = { id, event: 'issue_comment', bodyDigest: digest };
    expect(await test.stack.records.deliveries.recordDelivery({ ...delivery, verified: false })).toBe('unfinished');
    expect(await test.stack.records.deliveries.recordDelivery({ ...delivery, verified: true })).toBe('new');
    expect(await pullsFor(issue)).toEqual([]);
    expect(await botComments(issue)).toEqual([]);
  });
});

describe('the same delivery five times, and out of order', () => {
  it('of a comment: one request, one answer, one pull request', async () => {
    const issue = await test.conversation.openIssue(test.alice, 'Once is enough');
    const { comment, id } = await sayWhileAway(test.alice, issue, '/ops redémarre le site');
    await Promise.all([1, 2, 3, 4, 5].map(() => test.stack.github.redeliver(id)));
    expect(await workflows.answered(issue, comment)).toContain('proposed');
    await workflows.swept();
    // had the sweep started a second request, its end would be waited for
    await workflows.answered(issue, comment);

    expect(await botComments(issue)).toHaveLength(1);
    expect(await pullsFor(issue)).toHaveLength(1);
  });

  it('of a pull request, its review and its merge, the merge first: one run', async () => {
    const trace = await createTrace(test);
    const { number, sent } = await deliveries.whileAway(async () => {
      const { number } = await pulls.open(test.alice, 'reordered', {
        'changes/reordered.yaml': trace.runbook('reordered'),
      });
      await test.conversation.approve(test.bruno, number);
      await test.conversation.merge(test.bruno, number);
      const about = [
        { event: 'pull_request', action: 'closed', number },
        { event: 'pull_request_review', action: 'submitted', number },
        { event: 'pull_request', action: 'opened', number },
      ];
      return { number, sent: await Promise.all(about.map(deliveries.of)) };
    });
    for (const { id } of sent) await Promise.all([1, 2, 3, 4, 5].map(() => test.stack.github.redeliver(id)));
    await test.conversation.until('the report', async () =>
      (await botComments(number)).find((comment) => comment.body.includes('✅')),
    );
    await workflows.judged(number);
    await workflows.swept();
    expect(await trace.executed()).toEqual(['reordered']);
  });
});

describe('a well-signed body that lies', () => {
  it('about the words: GitHub is read, not the body', async () => {
    const issue = await test.conversation.openIssue(test.eve, 'Hello');
    const said = await test.conversation.say(test.alice, issue, 'bonjour');
    await workflows.answered(issue, said.id);
    const { payload } = await commentCreated(said.id);
    const comment = { ...asRecord(payload.comment), body: '/ops arrête le site' };
    expect(await sendWebhook(test, { event: 'issue_comment', payload: { ...payload, comment } })).toBe(202);
    expect(await workflows.answered(issue, said.id)).toMatch(/^ignored/);
    expect(await botComments(issue)).toEqual([]);
  });

  it('about the author: who wrote it on GitHub is judged', async () => {
    const issue = await test.conversation.openIssue(test.eve, 'Please');
    const { payload, comment: id } = await sayWhileAway(test.eve, issue, '/ops arrête le site');
    const alice = { login: 'alice', type: 'User' };
    const comment = { ...asRecord(payload.comment), user: alice };
    expect(await sendWebhook(test, { event: 'issue_comment', payload: { ...payload, comment, sender: alice } })).toBe(
      202,
    );
    expect(await workflows.answered(issue, id)).toBe('a refusal');
  });

  it('about a merge: nothing runs that GitHub does not call merged', async () => {
    const trace = await createTrace(test);
    const pull = await pulls.open(test.alice, 'unmerged', { 'changes/unmerged.yaml': trace.runbook('unmerged') });
    await test.conversation.approve(test.bruno, pull.number);
    await workflows.judged(pull.number);
    const opened = await deliveries.of({ event: 'pull_request', action: 'opened', number: pull.number });
    const merged = {
      ...asRecord(opened.payload.pull_request),
      merged: true,
      state: 'closed',
      merged_by: { login: 'bruno' },
    };
    const payload = { ...opened.payload, action: 'closed', pull_request: merged };
    expect(await sendWebhook(test, { event: 'pull_request', payload })).toBe(202);
    await workflows.judged(pull.number);
    expect(await trace.executed()).toEqual([]);
    expect(await test.stack.records.runs.runsOfPull(test.stack.repository, pull.number)).toEqual([]);
  });
});
