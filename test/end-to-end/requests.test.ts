import { asRecord, type Person } from '@chatops-commander/cli/demo/conversation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeliveries, type Deliveries } from '../support/deliveries.js';
import { createPulls, type Pulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace } from '../support/traces.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

let test: TestStack;
let pulls: Pulls;
let deliveries: Deliveries;
let workflows: WorkflowView;
beforeAll(async () => {
  test = await startTestStack();
  pulls = createPulls(test);
  deliveries = createDeliveries(test);
  workflows = createWorkflowView(test);
});
afterAll(() => test.stop());

const botComments = async (issue: number) =>
  (await test.conversation.comments(issue)).filter((comment) => comment.login === test.bot);
const reactionsTo = async (comment: number): Promise<unknown> =>
  (await test.alice.request('GET', `/repos/${test.stack.repository}/issues/comments/${comment}/reactions`)).body;
/** What the app answers to words, once the request has ended. */
async function answerTo(person: Person, words: string): Promise<string> {
  const issue = await test.conversation.openIssue(person, 'A request');
  const { id } = await test.conversation.say(person, issue, words);
  await workflows.answered(issue, id);
  const comments = await botComments(issue);
  expect(comments).toHaveLength(1);
  return comments[0]?.body ?? '';
}

describe('words that are not for us, or no longer', () => {
  it.each([
    ['quoted', '> /ops arrête le site\n\nI would not do that'],
    ['in a code fence', '```\n/ops arrête le site\n```'],
    ['in the middle of a sentence', 'try /ops arrête le site'],
    ['a number where nothing was proposed', '1'],
  ])('%s: no reaction, no answer, not even after a sweep', async (_case, words) => {
    const issue = await test.conversation.openIssue(test.alice, 'Talk');
    const { id } = await test.conversation.say(test.alice, issue, words);
    expect((await workflows.answered(issue, id)) ?? 'ignored').toMatch(/^ignored/);
    await workflows.swept();
    // nobody begins to read what is not addressed to us
    expect((await workflows.answered(issue, id)) ?? 'ignored').toMatch(/^ignored/);
    expect(await botComments(issue)).toEqual([]);
    expect(await reactionsTo(id)).toEqual([]);
  });

  it('edited into a request afterwards: whoever may edit the words of others asks for nothing in their name', async () => {
    const pid = test.stack.servers.server('web-01').site?.pid();
    const { issue, comment } = await test.conversation.until('an edit that the times do not show', editAtOnce);
    await workflows.swept();
    expect(await workflows.answered(issue, comment)).toMatch(/^This was edited/);
    expect((await botComments(issue)).map(({ body }) => body)).toEqual([expect.stringContaining('modifié')]);
    expect(test.stack.servers.server('web-01').site?.pid()).toBe(pid);
  });

  it("a bot's: nothing, whatever it says", async () => {
    const issue = await test.conversation.openIssue(test.alice, 'Robots');
    const app = await test.stack.github.asApp();
    const path = `/repos/${test.stack.repository}/issues/${issue}/comments`;
    const said = await app.request('POST', path, { body: '/ops arrête le site' });
    expect(said.status).toBe(201);
    const [comment] = await botComments(issue);
    expect(await workflows.answered(issue, comment?.id ?? 0)).toBeUndefined();
    await workflows.swept();
    expect(await botComments(issue)).toHaveLength(1);
  });
});

/** Bruno puts a request into Alice's words in the second in which she wrote them; undefined when he was later. */
async function editAtOnce(): Promise<{ readonly issue: number; readonly comment: number } | undefined> {
  const issue = await test.conversation.openIssue(test.alice, 'Talk');
  const { id: comment } = await test.conversation.say(test.alice, issue, 'bonjour');
  await deliveries.of({ event: 'issue_comment', action: 'created', comment });
  const path = `/repos/${test.stack.repository}/issues/comments/${comment}`;
  const { status, body } = await test.bruno.request('PATCH', path, { body: '/ops arrête le site' });
  expect(status).toBe(200);
  const { created_at: written, updated_at: edited } = asRecord(body);
  return written === edited ? { issue, comment } : undefined;
}

describe('somebody without the right', () => {
  it.each([
    ['a change', '/ops arrête le site'],
    ['a reading', '/ops tout va bien ?'],
    ['a command', '/ops runs'],
  ])('%s: a refusal that says who could', async (_case, words) => {
    const pid = test.stack.servers.server('web-01').site?.pid();
    const answer = await answerTo(test.eve, words);
    expect(answer).toMatch(/alice|bruno|chloe/);
    expect(answer).toMatch(/aucun rôle|no role/);
    expect(test.stack.servers.server('web-01').site?.pid()).toBe(pid);
  });
});

describe('names that the inventory and the actions do not know', () => {
  it.each([
    ['a service', '/ops redémarre le service nginxx', 'nginxx', 'site-staging'],
    ['a server', '/ops restart site on web-07', 'web-07', 'web-01'],
    ['an action', '/ops power off web-01', 'power servers off', 'stop a service'],
  ])('%s: said before any pull request, with the nearest names', async (_case, words, unknown, nearest) => {
    const answer = await answerTo(test.alice, words);
    expect(answer).toContain(unknown);
    expect(answer).toContain(nearest);
    expect(answer).not.toContain('/pull/');
  });

  it('in a file by hand: the check fails, with an annotation on the line, and a merge runs nothing', async () => {
    const trace = await createTrace(test);
    const good = trace.runbook('hand');
    const cases = [
      ['server', good.replace('web-01', 'web-1'), 'web-01'],
      ['action', good.replace('shell.run', 'shell.rum'), 'shell.run'],
      ['input', good.replace('title: Leave hand', 'title: Leave ${{ inputs.what }}'), 'inputs.what'],
      [
        'service',
        good.replace('shell.run', 'service.restart').replace(/with:[\s\S]*/, 'with: { service: sitte }\n'),
        'site',
      ],
    ] as const;
    for (const [kind, text, named] of cases) {
      const pull = await pulls.open(test.alice, `bad-${kind}`, { [`changes/bad-${kind}.yaml`]: text });
      await workflows.judged(pull.number);
      const lint = (await pulls.checks(pull.head)).get('chatops / lint');
      expect(lint, kind).toMatchObject({ conclusion: 'failure' });
      expect(lint?.annotations[0], kind).toMatchObject({
        path: `changes/bad-${kind}.yaml`,
        annotation_level: 'failure',
        message: expect.stringContaining(named),
      });
      await test.conversation.approve(test.bruno, pull.number);
      await test.conversation.merge(test.bruno, pull.number);
      await workflows.judged(pull.number);
      expect((await pulls.checks(pull.head)).get('chatops / lint')?.annotations, kind).toEqual(lint?.annotations);
      const [said] = await botComments(pull.number);
      expect(said?.body, kind).toContain('I ran nothing');
    }
    expect(await trace.executed()).toEqual([]);
    expect(await test.stack.records.runs.list({ limit: 10 })).toEqual([]);
  });
});

describe('a file of a request in French, spoilt by hand', () => {
  it('is told of in French: the comment, the check, and the annotation on the line', async () => {
    const issue = await test.conversation.openIssue(test.alice, 'Le site');
    const { id } = await test.conversation.say(test.alice, issue, '/ops redémarre le site');
    const pull = Number(/\/pull\/(\d+)/.exec((await workflows.answered(issue, id)) ?? '')?.[1]);
    const { head } = await test.conversation.pull(pull);
    const { body } = await test.alice.request('GET', `/repos/${test.stack.repository}/pulls/${pull}/files`);
    const path = String(asRecord(Array.isArray(body) ? body[0] : undefined).filename);
    const bad = (await createTrace(test)).runbook('bad').replace('shell.run', 'shell.rum');
    const pushed = await pulls.push(test.alice, String(asRecord(head).ref), { [path]: bad });
    await workflows.judged(pull);
    const lint = (await pulls.checks(pushed)).get('chatops / lint');
    expect(lint).toMatchObject({ conclusion: 'failure', title: '1 erreur' });
    expect(lint?.annotations[0]?.message).toMatch(/^l'action shell\.rum n'existe pas\nVouliez-vous dire "shell\.run"/);
    expect((await botComments(pull)).map((said) => said.body).join()).toMatch(/ligne \d+ : l'action/);
  });
});

describe('while the app is off', () => {
  it('comments, reviews and merges happen; then one sweep handles each once', async () => {
    const trace = await createTrace(test);
    const { issue, comment, pull } = await deliveries.whileAway(async () => {
      const issue = await test.conversation.openIssue(test.alice, 'Nobody listens');
      const said = await test.conversation.say(test.alice, issue, '/ops servers');
      const opened = await pulls.open(test.alice, 'unheard', { 'changes/unheard.yaml': trace.runbook('unheard') });
      await test.conversation.approve(test.bruno, opened.number);
      await test.conversation.merge(test.bruno, opened.number);
      return { issue, comment: said.id, pull: opened.number };
    });
    await workflows.swept();
    expect(await workflows.answered(issue, comment)).toBe('servers');
    await test.conversation.until('the report', async () =>
      (await botComments(pull)).find((said) => said.body.includes('✅')),
    );
    await workflows.swept();
    await workflows.answered(issue, comment);
    await workflows.judged(pull);
    expect(await botComments(issue)).toHaveLength(1);
    expect(await trace.executed()).toEqual(['unheard']);
  });

  it("an issue's own words are found, too", async () => {
    const issue = await deliveries.whileAway(() => test.conversation.openIssue(test.alice, 'Who', '/ops servers'));
    await workflows.swept();
    const answer = await test.conversation.until('an answer', async () => (await botComments(issue))[0]);
    expect(answer.body).toContain('web-01');
  });
});
