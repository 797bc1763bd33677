import { asRecord } from '@chatops-commander/cli/demo/conversation';
import { sampleRoles } from '@chatops-commander/cli/dev/sample-people';
import { starterPolicy } from '@chatops-commander/cli/init/starter-policy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDeliveries } from '../support/deliveries.js';
import { createPulls, type Pulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace, type Trace } from '../support/traces.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

const path = '.chatops/policy.yaml';
/** Eve may do what operators may, and nobody needs a second person. */
const loosened = (mark: string): string =>
  `# ${mark}\n${starterPolicy({ ...sampleRoles, operators: ['alice', 'bruno', 'eve'] })}`.replace(
    'high: { count: 1, role: operator, requesterMayApprove: false }',
    'high: { count: 1, role: operator, requesterMayApprove: true }',
  );

let test: TestStack;
let pulls: Pulls;
let workflows: WorkflowView;
let trace: Trace;
beforeAll(async () => {
  test = await startTestStack();
  pulls = createPulls(test);
  workflows = createWorkflowView(test);
});
afterAll(() => test.stop());
beforeEach(async () => {
  trace = await createTrace(test);
});

const inForce = async () => (await test.stack.records.acceptedFiles.inForce(test.stack.repository, 'policy'))?.content;
const said = async (pull: number): Promise<string> => {
  await workflows.judged(pull);
  const comments = (await test.conversation.comments(pull)).filter((comment) => comment.login === test.bot);
  return comments.map((comment) => comment.body).join('\n\n');
};
async function answerToEve(): Promise<string> {
  const issue = await test.conversation.openIssue(test.eve, 'Please');
  const { id } = await test.conversation.say(test.eve, issue, '/ops runs');
  await workflows.answered(issue, id);
  return (await test.conversation.comments(issue)).find((comment) => comment.login === test.bot)?.body ?? '';
}
const reports = async () => {
  const { body } = await test.alice.request('GET', `/repos/${test.stack.repository}/issues?state=all&per_page=100`);
  const issues = Array.isArray(body) ? body.map(asRecord) : [];
  return issues.filter((issue) => asRecord(issue.user).login === test.bot && String(issue.title).includes(path));
};

describe('a policy loosened', () => {
  it('by a direct push: no effect, and an issue says so, once', async () => {
    const before = await inForce();
    // unheard, so that the sweep it would set off does not go on beside ours
    await createDeliveries(test).whileAway(async () => {
      const head = await pulls.push(test.chloe, 'main', { [path]: loosened('pushed') });
      await test.stack.github.waitForDelivery(({ event, body }) => event === 'push' && body.includes(head));
    });
    // an approved merge, too, lies on the branch before it is in force: what two sweeps saw is reported
    await workflows.swept();
    await workflows.swept();
    const [issue] = await reports();
    expect(issue?.body).toContain('no effect');
    await workflows.swept();
    expect(await reports()).toHaveLength(1);

    expect(await inForce()).toBe(before);
    expect(await answerToEve()).toMatch(/no role/);
    const { number } = await pulls.open(test.alice, 'self-service', {
      'changes/self-service.yaml': trace.runbook('self-service'),
    });
    await test.conversation.merge(test.alice, number);
    expect(await said(number)).toMatch(/ran nothing|nothing ran/i);
    expect(await trace.executed()).toEqual([]);
  });

  it.each([
    ['approved by an operator only', ['bruno']],
    ['approved by nobody', []],
  ])('by a pull request %s: no effect, and the pull request says what it lacked', async (_case, approvers) => {
    const before = await inForce();
    const { number } = await pulls.open(test.alice, `by-${approvers.length}`, { [path]: loosened(`by ${approvers}`) });
    if (approvers.length > 0) await test.conversation.approve(test.bruno, number);
    await test.conversation.merge(test.alice, number);
    expect(await said(number)).toMatch(/stays in force[\s\S]*admin/);
    expect(await inForce()).toBe(before);
  });

  it('by an admin alone: no effect', async () => {
    const before = await inForce();
    const { number } = await pulls.open(test.chloe, 'by-admin', { [path]: loosened('by an admin') });
    await test.conversation.merge(test.chloe, number);
    expect(await said(number)).toContain('stays in force');
    expect(await inForce()).toBe(before);
  });

  it('together with the change that uses it, by everybody: neither runs nor comes into force', async () => {
    const before = await inForce();
    const { number } = await pulls.open(test.alice, 'in-one-go', {
      [path]: loosened('in one go'),
      'changes/in-one-go.yaml': trace.runbook('in-one-go'),
    });
    await test.conversation.approve(test.bruno, number);
    await test.conversation.approve(test.chloe, number);
    expect(await said(number)).toContain('two pull requests');
    await test.conversation.merge(test.chloe, number);
    await workflows.judged(number);
    expect(await trace.executed()).toEqual([]);
    expect(await inForce()).toBe(before);
  });

  it('into something that is no policy: what is in force stays', async () => {
    const before = await inForce();
    const { number, head } = await pulls.open(test.alice, 'no-policy', { [path]: 'roles: everybody\n' });
    expect(await said(number)).toContain('not valid');
    const lint = (await pulls.checks(head)).get('chatops / lint');
    expect(lint).toMatchObject({
      conclusion: 'failure',
      annotations: expect.arrayContaining([expect.objectContaining({ path })]),
    });
    await test.conversation.approve(test.chloe, number);
    await test.conversation.merge(test.chloe, number);
    expect(await said(number)).toContain('the version before it stays in force');
    expect(await inForce()).toBe(before);
  });
});

describe('a policy that an admin approved and that was merged', () => {
  it('is in force for the next decision, and for none made before', async () => {
    const files = { 'changes/before.yaml': trace.runbook('before') };
    const before = await pulls.open(test.alice, 'before', files);
    await test.conversation.merge(test.alice, before.number);
    await workflows.judged(before.number);

    const accepted = loosened('accepted');
    const { number } = await pulls.open(test.alice, 'accepted', { [path]: accepted });
    expect(await said(number)).toContain('admin');
    await test.conversation.approve(test.chloe, number);
    await test.conversation.merge(test.alice, number);
    expect(await said(number)).toContain('In force from now on');
    expect(await inForce()).toBe(accepted);
    expect(await answerToEve()).not.toMatch(/no role/);

    await workflows.judged(before.number);
    expect(await trace.executed()).toEqual([]);

    const after = await pulls.open(test.alice, 'after', { 'changes/after.yaml': trace.runbook('after') });
    await test.conversation.merge(test.alice, after.number);
    await test.conversation.until('the report', async () =>
      (await test.conversation.comments(after.number)).find((comment) => comment.body.includes('✅')),
    );
    expect(await trace.executed()).toEqual(['after']);
  });
});
