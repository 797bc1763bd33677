import { asRecord } from '@chatops-commander/cli/demo/conversation';
import type { RequestInput, RequestSource } from '@chatops-commander/workflows/contract';
import { requestId } from '@chatops-commander/workflows/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeliveries, type Deliveries } from '../support/deliveries.js';
import { createPulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace } from '../support/traces.js';
import { sendWebhook } from '../support/webhook-sender.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

// Each attack was seen to succeed with what is named above it taken out, all of it where several guards are named, unless it
// says otherwise.

let test: TestStack;
let deliveries: Deliveries;
let workflows: WorkflowView;
beforeAll(async () => {
  test = await startTestStack();
  deliveries = createDeliveries(test);
  workflows = createWorkflowView(test);
});
afterAll(() => test.stop());

const botComments = async (issue: number) =>
  (await test.conversation.comments(issue)).filter((comment) => comment.login === test.bot);
const created = (comment: number) => deliveries.of({ event: 'issue_comment', action: 'created', comment });
/** Words that no webhook tells of, and the delivery that was lost. */
const sayUnheard = (issue: number, words: string) =>
  deliveries.whileAway(async () => {
    const { id: comment } = await test.conversation.say(test.alice, issue, words);
    return { comment, ...(await created(comment)) };
  });
/** What somebody sends who knows the secret. */
const forge = (payload: Record<string, unknown>, event = 'issue_comment') => sendWebhook(test, { event, payload });
const outcome = async (input: RequestInput): Promise<unknown> =>
  await test.temporal.workflow.getHandle(requestId(input)).result();

describe('words that look like a command', () => {
  // guard: `/ops` letter by letter, at the very start, before anything hidden is taken out (engine/src/request/parse-command.ts)
  it.each([
    ['a Cyrillic letter', '/оps arrête le site'],
    ['a full-width slash', '／ops arrête le site'],
    ['an invisible character in front', '\u200B/ops arrête le site'],
    ['an invisible character within', '/o\u200Bps arrête le site'],
    ['a direction turned around', '\u202E/ops arrête le site'],
    ['behind a comment that does not show', '<!-- --> /ops arrête le site'],
  ])('%s: nobody reads it', async (_case, words) => {
    const issue = await test.conversation.openIssue(test.alice, 'Talk');
    const { id } = await test.conversation.say(test.alice, issue, words);
    expect((await workflows.answered(issue, id)) ?? 'ignored').toMatch(/^ignored/);
    expect(await botComments(issue)).toEqual([]);
  });

  // no guard to take out: names are looked up as they are written (engine/src/planner)
  it.each([
    ['a server', '/ops arrête le site sur wеb-01'],
    ['a service', '/ops restart sіte on web-01'],
  ])("%s's name with a Cyrillic letter: no pull request for the one it looks like", async (_case, words) => {
    const issue = await test.conversation.openIssue(test.alice, 'Look-alikes');
    const { id } = await test.conversation.say(test.alice, issue, words);
    expect(await workflows.answered(issue, id)).not.toContain('proposed');
  });
});

describe("somebody else's words, edited", () => {
  const sayEdited = async (issue: number, source: RequestSource) => {
    const input = { repository: test.stack.repository, issue, source };
    expect(await outcome(input)).toMatch(/edited/);
    expect((await botComments(issue)).map(({ body }) => body).join()).not.toContain('/pull/');
  };

  // guard: GitHub is asked whether words were edited (workflows/src/github/edits.ts)
  it("an issue's own, before they are read: nothing is asked in the name of who opened it", async () => {
    const issue = await deliveries.whileAway(() => test.conversation.openIssue(test.alice, 'Hello', 'bonjour'));
    const { id } = await deliveries.of({ event: 'issues', action: 'opened', number: issue });
    const path = `/repos/${test.stack.repository}/issues/${issue}`;
    const edited = await test.bruno.request('PATCH', path, { body: '/ops arrête le site' });
    expect(edited.status).toBe(200);
    await test.stack.github.redeliver(id);
    await workflows.swept();
    await sayEdited(issue, { kind: 'issue' });
  });

  // guard: the same
  it("a review's own, before they are read: the same", async () => {
    const trace = await createTrace(test);
    const pulls = createPulls(test);
    const { number } = await pulls.open(test.alice, 'reviewed', { 'changes/reviewed.yaml': trace.runbook('reviewed') });
    await workflows.judged(number);
    const path = `/repos/${test.stack.repository}/pulls/${number}/reviews`;
    const review = await deliveries.whileAway(async () => {
      const { body } = await test.alice.request('POST', path, { event: 'COMMENT', body: 'bonjour' });
      return Number(asRecord(body).id);
    });
    expect((await test.chloe.request('PUT', `${path}/${review}`, { body: '/ops arrête le site' })).status).toBe(200);
    await workflows.swept();
    await sayEdited(number, { kind: 'review', id: review });
  });

  // guard: what was edited before it was read is not acted upon (workflows/src/activities/request/words-stand.ts)
  it('before they are read: nothing is asked in their name', async () => {
    const issue = await test.conversation.openIssue(test.alice, 'Talk');
    const { comment, id } = await sayUnheard(issue, '/ops runs');
    const path = `/repos/${test.stack.repository}/issues/comments/${comment}`;
    expect((await test.bruno.request('PATCH', path, { body: '/ops arrête le site' })).status).toBe(200);
    await test.stack.github.redeliver(id);
    expect(await workflows.answered(issue, comment)).not.toContain('proposed');
    expect((await botComments(issue)).map(({ body }) => body).join()).toMatch(/edited|modifié/);
  });
});

describe('a webhook with a good signature', () => {
  // guards: the same bytes are known (github-app/src/receive-delivery.ts); a request's id comes from its comment (workflows/src/contract.ts)
  it('replayed under other ids, and with a byte changed: one request', async () => {
    const issue = await test.conversation.openIssue(test.alice, 'Once');
    const { comment, payload } = await sayUnheard(issue, '/ops redémarre le site');
    expect(await forge(payload)).toBe(202);
    expect(await forge(payload)).toBe(200);
    expect(await workflows.answered(issue, comment)).toContain('proposed');
    expect(await botComments(issue)).toHaveLength(1);
    expect(await forge({ ...payload, again: true })).toBe(202);
    expect(await workflows.answered(issue, comment)).toContain('proposed');
    expect(await botComments(issue)).toHaveLength(1);
  });

  // guard: which conversation a comment belongs to is read from GitHub (workflows/src/activities/request/read-request.ts)
  it('that moves words to another conversation: they are said in neither', async () => {
    const issue = await test.conversation.openIssue(test.alice, 'Here');
    const elsewhere = await test.conversation.openIssue(test.eve, 'There');
    const { comment, payload } = await sayUnheard(issue, '/ops redémarre le site');
    const moved = { ...payload, issue: { ...asRecord(payload.issue), number: elsewhere } };
    expect(await forge(moved)).toBe(202);
    const input: RequestInput = {
      repository: test.stack.repository,
      issue: elsewhere,
      source: { kind: 'comment', id: comment },
    };
    expect(await outcome(input)).toMatch(/^ignored/);
    expect(await botComments(elsewhere)).toEqual([]);
  });

  // guard: what is not ours is not asked about again (workflows/src/activities/tell-temporal.ts, workflows/src/github/repository.ts)
  it.each(['mallory/ops', 'acme/other', 'acme/..', 'acme/ops/../other', 'no repository'])(
    'of the repository %s: nothing is written, and nobody goes on asking',
    async (full_name) => {
      const issue = await test.conversation.openIssue(test.alice, 'Whose?');
      const { comment, payload } = await sayUnheard(issue, '/ops arrête le site');
      const lie = { ...payload, repository: { ...asRecord(payload.repository), full_name } };
      expect(await forge(lie)).toBe(202);
      // a name without its slash is not one that the type can say
      const repository = full_name as RequestInput['repository'];
      const input: RequestInput = { repository, issue, source: { kind: 'comment', id: comment } };
      await expect(outcome(input)).rejects.toThrow();
      expect(await botComments(issue)).toEqual([]);
    },
  );

  // no guard to take out: installations are read from GitHub (workflows/src/activities/sweep/find-ended-installations.ts)
  it('that tells of the end of the installation: everything goes on', async () => {
    const { installationId: id } = test.stack.github.app;
    const repositories = [{ id: 1, name: 'ops', full_name: test.stack.repository, private: true }];
    const payload = { action: 'deleted', installation: { id }, repositories, sender: { login: 'eve', type: 'User' } };
    expect(await forge(payload, 'installation')).toBe(202);
    await workflows.swept();
    const issue = await test.conversation.openIssue(test.alice, 'Still there?');
    const { id: comment } = await test.conversation.say(test.alice, issue, '/ops runs');
    await workflows.answered(issue, comment);
    expect(await botComments(issue)).toHaveLength(1);
  });
});
