import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOwnWorker } from '../support/own-worker.js';
import { createPulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace } from '../support/traces.js';
import { createWorkflowView } from '../support/workflow-view.js';

let test: TestStack;
beforeAll(async () => {
  test = await startTestStack({ worker: false });
});
afterAll(() => test.stop());

it('CHATOPS_READ_ONLY stops every change and no reading; once it is lifted, what waited runs, once', async () => {
  const { conversation } = test;
  const pulls = createPulls(test);
  const workflows = createWorkflowView(test);
  const trace = await createTrace(test);
  const botComments = async (issue: number) =>
    (await conversation.comments(issue)).filter((comment) => comment.login === test.bot);
  const readOnly = await startOwnWorker(test, { readOnly: true });

  const waiting = await pulls.open(test.alice, 'waiting', { 'changes/waiting.yaml': trace.runbook('waiting') });
  await conversation.approve(test.bruno, waiting.number);
  await workflows.judged(waiting.number);
  expect((await botComments(waiting.number))[0]?.body).toContain('CHATOPS_READ_ONLY');
  await conversation.merge(test.bruno, waiting.number);
  await workflows.judged(waiting.number);
  expect((await botComments(waiting.number))[0]?.body).toContain('CHATOPS_READ_ONLY');
  expect(await trace.executed()).toEqual([]);

  const issue = await conversation.openIssue(test.alice, 'How is it going');
  const { id } = await conversation.say(test.alice, issue, '/ops tout va bien ?');
  expect(await workflows.answered(issue, id)).toMatch(/^read 3 server/);

  await readOnly.stop();
  await startOwnWorker(test);
  await test.starts.nudgeChange({ repository: test.stack.repository, pull: waiting.number });
  await conversation.until('the report', async () =>
    (await botComments(waiting.number)).find((comment) => comment.body.includes('✅')),
  );
  await workflows.judged(waiting.number);
  expect(await trace.executed()).toEqual(['waiting']);
});
