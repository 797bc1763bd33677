import { join } from 'node:path';
import { startTemporal } from '@chatops-commander/devstack/temporal/dev-server';
import { type RunInput, runWorkflowId, workflowNames } from '@chatops-commander/workflows/contract';
import type { RunningWorker } from '@chatops-commander/cli/runtime/start-worker';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDeliveries, type Deliveries } from '../support/deliveries.js';
import { startOwnWorker } from '../support/own-worker.js';
import { createPulls, type Pulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace, type Trace } from '../support/traces.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

let test: TestStack;
let worker: RunningWorker;
let pulls: Pulls;
let deliveries: Deliveries;
let workflows: WorkflowView;
let trace: Trace;
beforeAll(async () => {
  test = await startTestStack({ worker: false });
  worker = await startOwnWorker(test);
  pulls = createPulls(test);
  deliveries = createDeliveries(test);
  workflows = createWorkflowView(test);
});
afterAll(() => test.stop());
beforeEach(async () => {
  trace = await createTrace(test);
});

const botComments = async (issue: number) =>
  (await test.conversation.comments(issue)).filter((comment) => comment.login === test.bot);
const runsOf = (pull: number) => test.stack.records.runs.runsOfPull(test.stack.repository, pull);
async function merged(branch: string, files: Readonly<Record<string, string | null>>): Promise<number> {
  const { number } = await pulls.open(test.alice, branch, files);
  await test.conversation.approve(test.bruno, number);
  await test.conversation.merge(test.bruno, number);
  return number;
}
const reported = (pull: number, count = 1) =>
  test.conversation.until(`${count} report(s) on #${pull}`, async () => {
    const reports = (await botComments(pull)).filter((comment) => comment.body.includes('✅'));
    return reports.length === count ? reports : undefined;
  });
/** Somebody who can reach Temporal starts a run by hand. */
async function runByHand(input: RunInput, workflowId: string): Promise<unknown> {
  const { taskQueue } = test.stack.settings;
  const options = { taskQueue, workflowId, args: [input] };
  return await (await test.temporal.workflow.start(workflowNames.run, options)).result();
}

describe('two files added in one pull request', () => {
  it('both run, each once, in the order of their paths', async () => {
    const pull = await merged('two-files', {
      'changes/2-second.yaml': trace.runbook('second'),
      'changes/1-first.yaml': trace.runbook('first'),
    });
    await reported(pull, 2);
    await workflows.judged(pull);
    expect(await trace.executed()).toEqual(['first', 'second']);
  });

  it('when the first fails, the second does not start', async () => {
    const failing = trace.runbook('failing').replace('>>"$0"', '>>"$0"; exit 7');
    const pull = await merged('first-fails', {
      'changes/a-failing.yaml': failing,
      'changes/b-next.yaml': trace.runbook('next'),
    });
    await test.conversation.until('both are over', async () => {
      const states = (await runsOf(pull)).map((run) => run.state);
      return states.join() === 'failed,cancelled' ? true : undefined;
    });
    await workflows.judged(pull);
    expect(await trace.executed()).toEqual(['failing']);
  });
});

describe('a revert', () => {
  it('and the revert of the revert run nothing unasked; a confirmation by an operator runs it, once', async () => {
    const path = 'changes/there-and-back.yaml';
    const first = await merged('there', { [path]: trace.runbook('there') });
    await reported(first);

    const back = await merged('back', { [path]: null });
    await workflows.judged(back);
    expect(await runsOf(back)).toEqual([]);

    const again = await merged('there-again', { [path]: trace.runbook('there') });
    await workflows.judged(again);
    expect((await botComments(again)).map((comment) => comment.body).join()).toContain('/ops confirm');
    expect(await runsOf(again)).toEqual([]);

    const byEve = await test.conversation.say(test.eve, again, '/ops confirm');
    await workflows.answered(again, byEve.id);
    await workflows.judged(again);
    expect(await runsOf(again)).toEqual([]);
    expect(await trace.executed()).toEqual(['there']);

    for (const person of [test.bruno, test.alice]) {
      const { id } = await test.conversation.say(person, again, '/ops confirm');
      await workflows.answered(again, id);
    }
    await reported(again);
    await workflows.judged(again);
    expect(await trace.executed()).toEqual(['there', 'there']);
  });
});

describe('`run` started by hand from Temporal', () => {
  it('with made-up input: refused, nothing executed', async () => {
    const head = await pulls.push(test.chloe, 'main', { 'changes/by-hand.yaml': trace.runbook('by-hand') });
    const { body } = await test.alice.request(
      'GET',
      `/repos/${test.stack.repository}/contents/changes/by-hand.yaml?ref=${head}`,
    );
    const blob = String(Object(body).sha);
    const { repository } = test.stack;
    const input = { repository, pull: 1, mergeCommit: head, path: 'changes/by-hand.yaml', blob };
    expect(await runByHand(input, 'my-own-run')).toMatchObject({ state: 'refused' });
    expect(await runByHand(input, runWorkflowId('r-00000000', 1))).toMatchObject({ state: 'refused' });
    expect(await trace.executed()).toEqual([]);
  });

  it('for a merge that lacked the approval: refused', async () => {
    const { number, head } = await pulls.open(test.alice, 'alone', { 'changes/alone.yaml': trace.runbook('alone') });
    await test.conversation.merge(test.alice, number);
    await workflows.judged(number);
    const pull = await test.conversation.pull(number);
    const file = await test.alice.request(
      'GET',
      `/repos/${test.stack.repository}/contents/changes/alone.yaml?ref=${head}`,
    );
    const input = {
      repository: test.stack.repository,
      pull: number,
      mergeCommit: String(pull.merge_commit_sha),
      path: 'changes/alone.yaml',
      blob: String(Object(file.body).sha),
    };
    expect(await runByHand(input, 'run:alone')).toMatchObject({ state: 'refused' });
    expect(await trace.executed()).toEqual([]);
  });

  it('with the true references of a run that ran: refused under any id, and its report stays', async () => {
    const pull = await merged('true-one', { 'changes/true-one.yaml': trace.runbook('true-one') });
    const [report] = await reported(pull);
    await workflows.judged(pull);
    const [row] = await runsOf(pull);
    if (row === undefined) throw new Error('the run is not on record');
    const { repository, mergeCommit, path, blob } = row;
    const input = { repository, pull, mergeCommit, path, blob };
    for (const id of ['again', runWorkflowId(row.id, 1), runWorkflowId(row.id, 2)])
      expect(await runByHand(input, id), id).toMatchObject({ state: 'refused' });
    await workflows.judged(pull);
    expect(await trace.executed()).toEqual(['true-one']);
    expect(await runsOf(pull)).toMatchObject([{ state: 'succeeded', attempt: 1 }]);
    expect((await botComments(pull)).find((comment) => comment.id === report?.id)?.body).toBe(report?.body);
  });
});

describe('with the database of Temporal wiped', () => {
  it('nudges, webhooks and a sweep run nothing again, and propose nothing twice', async () => {
    const pull = await merged('long-ago', { 'changes/long-ago.yaml': trace.runbook('long-ago') });
    await reported(pull);
    const issue = await test.conversation.openIssue(test.alice, 'Restart it');
    const { id } = await test.conversation.say(test.alice, issue, '/ops redémarre le site');
    await workflows.answered(issue, id);
    const answers = await botComments(issue);

    await worker.stop();
    await test.stack.temporal.stop();
    const port = Number(test.stack.temporal.address.split(':')[1]);
    const wiped = await startTemporal({
      dataDir: join(test.stack.settings.dataDir, 'temporal-wiped'),
      port,
      ui: false,
    });
    test.endWith(() => wiped.stop());
    worker = await startOwnWorker(test);
    await test.starts.ensureSweep();

    const closed = await deliveries.of({ event: 'pull_request', action: 'closed', number: pull });
    await test.stack.github.redeliver(closed.id);
    await workflows.judged(pull);
    await workflows.swept();
    await workflows.answered(issue, id);
    await workflows.judged(pull);
    expect(await trace.executed()).toEqual(['long-ago']);
    expect(await runsOf(pull)).toMatchObject([{ state: 'succeeded', attempt: 1 }]);
    expect(await botComments(issue)).toEqual(answers);
  });
});
