import { sampleRoles } from '@chatops-commander/cli/dev/sample-people';
import { starterPolicy } from '@chatops-commander/cli/init/starter-policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPulls, type Pulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace } from '../support/traces.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

const policy = starterPolicy(sampleRoles).replace('merge: manual', 'merge: auto');

let test: TestStack;
let pulls: Pulls;
let workflows: WorkflowView;
beforeAll(async () => {
  test = await startTestStack({ files: { '.chatops/policy.yaml': policy } });
  pulls = createPulls(test);
  workflows = createWorkflowView(test);
});
afterAll(() => test.stop());

const state = async (pull: number) => String((await test.conversation.pull(pull)).state);

describe('where policy lets the app merge', () => {
  it('what is approved is merged at that head, and runs once', async () => {
    const trace = await createTrace(test);
    const { number, head } = await pulls.open(test.alice, 'auto', { 'changes/auto.yaml': trace.runbook('auto') });
    await workflows.judged(number);
    expect(await state(number)).toBe('open');
    await test.conversation.approve(test.bruno, number);
    await test.conversation.until('the report', async () =>
      (await test.conversation.comments(number)).find(({ body }) => body.includes('✅')),
    );
    const pull = await test.conversation.pull(number);
    expect(pull).toMatchObject({ merged: true, merged_by: { login: test.bot }, head: { sha: head } });
    await workflows.judged(number);
    expect(await trace.executed()).toEqual(['auto']);
  });

  it('what was pushed after the approval is not', async () => {
    const trace = await createTrace(test);
    const path = 'changes/later.yaml';
    const { number, branch } = await pulls.open(test.alice, 'later', { [path]: 'kind: Runbook\n' });
    await test.conversation.approve(test.bruno, number);
    await pulls.push(test.alice, branch, { [path]: trace.runbook('later') });
    await workflows.judged(number);
    expect(await state(number)).toBe('open');
    expect(await trace.executed()).toEqual([]);
  });

  it('the policy itself is not: people merge that', async () => {
    const { number } = await pulls.open(test.alice, 'policy', { '.chatops/policy.yaml': `# noted\n${policy}` });
    await test.conversation.approve(test.chloe, number);
    await workflows.judged(number);
    expect(await state(number)).toBe('open');
  });
});
