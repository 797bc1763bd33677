import { asRecord, type Person } from '@chatops-commander/cli/demo/conversation';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPulls, type Files, type Pulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace, type Trace } from '../support/traces.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

vi.setConfig({ testTimeout: 120_000 });

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

/** Alice's pull request, merged by herself with nobody's approval. */
async function mergedUnapproved(branch: string, files: Files): Promise<number> {
  const { number } = await pulls.open(test.alice, branch, files);
  await test.conversation.merge(test.alice, number);
  await workflows.judged(number);
  const said = (await test.conversation.comments(number)).findLast((comment) => comment.login === test.bot);
  expect(said?.body).toMatch(/ran nothing[\s\S]*\/ops again[\s\S]*\/ops revert/);
  return number;
}
/** Says it on a pull request, and gives the number of the one that the app opens for it. */
async function pullFor(person: Person, on: number, words: string): Promise<number> {
  const { id } = await test.conversation.say(person, on, words);
  await workflows.answered(on, id);
  const answer = (await test.conversation.comments(on)).findLast(
    (comment) => comment.login === test.bot && /\[#\d+\]/.test(comment.body),
  );
  return Number(/\[#(\d+)\]/.exec(answer?.body ?? '')?.[1]);
}
const onMain = async (path: string) =>
  (await test.alice.request('GET', `/repos/${test.stack.repository}/contents/${path}`)).status === 200;
const executedAfter = async (pull: number, count: number) => {
  await test.conversation.until('what was approved ran', async () =>
    (await trace.executed()).length >= count ? true : undefined,
  );
  await workflows.judged(pull);
  return await trace.executed();
};

describe('a merge without its approval', () => {
  it('is proposed anew in a pull request of the app, which takes an approval and runs, once', async () => {
    const merged = await mergedUnapproved('one', { 'changes/one.yaml': trace.runbook('one') });
    const number = await pullFor(test.bruno, merged, '/ops again');
    const pull = await test.conversation.pull(number);
    expect(asRecord(pull.user).login).toBe(test.bot);
    await workflows.judged(number);
    const checks = await pulls.checks(String(asRecord(pull.head).sha));
    expect([...checks.keys()].sort()).toEqual(['chatops / approval', 'chatops / lint', 'chatops / preview']);
    expect(checks.get('chatops / approval')?.conclusion).toBe('action_required');

    // who asked may not be the one who approves
    await test.conversation.approve(test.bruno, number);
    await workflows.judged(number);
    expect(await trace.executed()).toEqual([]);
    await test.conversation.approve(test.alice, number);
    await test.conversation.merge(test.alice, number);
    expect(await executedAfter(number, 1)).toEqual(['one']);
    expect(await test.stack.records.runs.runsOfPull(test.stack.repository, merged)).toEqual([]);
  });

  it('of several changes is proposed anew as a whole, in their order', async () => {
    const merged = await mergedUnapproved('several', {
      'changes/a.yaml': trace.runbook('first'),
      'changes/b.yaml': trace.runbook('second'),
    });
    const number = await pullFor(test.bruno, merged, '/ops encore');
    await test.conversation.approve(test.alice, number);
    await test.conversation.merge(test.alice, number);
    expect(await executedAfter(number, 2)).toEqual(['first', 'second']);
  });

  it('is taken back in a pull request of the app, the same for two who ask, which runs nothing', async () => {
    const merged = await mergedUnapproved('back', { 'changes/back.yaml': trace.runbook('back'), 'docs/x.md': 'x\n' });
    const number = await pullFor(test.bruno, merged, '/ops revert');
    expect(await pullFor(test.alice, merged, '/ops revert')).toBe(number);
    const pull = await test.conversation.pull(number);
    expect(asRecord(pull.user).login).toBe(test.bot);
    await workflows.judged(number);
    const checks = await pulls.checks(String(asRecord(pull.head).sha));
    expect([...checks.values()].map(({ conclusion }) => conclusion)).toEqual(['neutral', 'neutral', 'neutral']);

    await test.conversation.merge(test.alice, number);
    await workflows.judged(number);
    expect([await onMain('changes/back.yaml'), await onMain('docs/x.md')]).toEqual([false, false]);
    expect(await trace.executed()).toEqual([]);
    expect(await test.stack.records.runs.runsOfPull(test.stack.repository, number)).toEqual([]);
    // and back again: a file that came back would be a new change, so that only the other one does
    const again = await pullFor(test.bruno, number, '/ops revert');
    await test.conversation.merge(test.alice, again);
    await workflows.judged(again);
    expect([await onMain('changes/back.yaml'), await onMain('docs/x.md')]).toEqual([false, true]);
    expect(await trace.executed()).toEqual([]);
  });
});
