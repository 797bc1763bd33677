import { asRecord } from '@chatops-commander/cli/demo/conversation';
import { type RunningApp, startApp } from '@chatops-commander/cli/runtime/start-app';
import type { RunningWorker } from '@chatops-commander/cli/runtime/start-worker';
import { type RequestSource, requestId } from '@chatops-commander/workflows/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startOwnWorker } from '../support/own-worker.js';
import { createPulls, type Pulls } from '../support/pulls.js';
import { quietLog } from '../support/quiet-log.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace } from '../support/traces.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

vi.setConfig({ testTimeout: 180_000 });

let test: TestStack;
let worker: RunningWorker;
let pulls: Pulls;
let workflows: WorkflowView;
beforeEach(async () => {
  test = await startTestStack({ worker: false });
  pulls = createPulls(test);
  workflows = createWorkflowView(test);
  worker = await startOwnWorker(test);
});
afterEach(() => test.stop());

/** App and worker away; GitHub, Temporal and the database go on. */
async function off(): Promise<void> {
  await workflows.swept();
  await Promise.all([worker.stop(), test.stack.app.stop()]);
}

/** Both again. Nothing asks for a sweep but the app's own start. */
async function back(webhooks: 'on' | 'off'): Promise<RunningApp> {
  const { settings, records, github } = test.stack;
  worker = await startOwnWorker(test);
  const app = await startApp({
    settings: { ...settings, webhooks: webhooks === 'on' ? settings.webhooks : undefined },
    records,
    databaseTrouble: async () => undefined,
    log: quietLog,
  });
  test.endWith(() => app.stop());
  github.setWebhookUrl(app.port === undefined ? undefined : `http://127.0.0.1:${app.port}/api/github/webhooks`);
  return app;
}

const resultOf = async (issue: number, source: RequestSource): Promise<unknown> => {
  const id = requestId({ repository: test.stack.repository, issue, source });
  const handle = test.temporal.workflow.getHandle(id);
  await test.conversation.until(`${id} is there`, async () =>
    handle.describe().then(
      () => true,
      () => undefined,
    ),
  );
  return await handle.result();
};
const answersOn = async (issue: number) =>
  (await test.conversation.comments(issue)).filter(({ login }) => login === test.bot).map(({ body }) => body);
const review = async (pull: number, body: string): Promise<number> => {
  const path = `/repos/${test.stack.repository}/pulls/${pull}/reviews`;
  const { status, body: said } = await test.bruno.request('POST', path, { event: 'COMMENT', body });
  expect(status).toBe(200);
  return Number(asRecord(said).id);
};

describe.each(['on', 'off'] as const)('the app and its worker away, webhooks %s', (webhooks) => {
  it('words in comments, issues and reviews, an approval and a merge: each is handled when they are back, once', async () => {
    const trace = await createTrace(test);
    const open = await pulls.open(test.alice, 'waits', { 'changes/waits.yaml': trace.runbook('waits') });
    const merged = await pulls.open(test.alice, 'merged', { 'changes/merged.yaml': trace.runbook('merged') });
    await workflows.judged(open.number);
    await workflows.judged(merged.number);
    const before = (await answersOn(open.number)).length;
    await off();
    const talk = await test.conversation.openIssue(test.alice, 'Nobody listens');
    const comment = await test.conversation.say(test.alice, talk, '/ops servers');
    const own = await test.conversation.openIssue(test.alice, 'Nor here', '/ops servers');
    const reviewId = await review(open.number, '/ops servers');
    await test.conversation.approve(test.bruno, open.number);
    await test.conversation.approve(test.bruno, merged.number);
    await test.conversation.merge(test.bruno, merged.number);

    await back(webhooks);
    expect(await resultOf(talk, { kind: 'comment', id: comment.id })).toBe('servers');
    expect(await resultOf(own, { kind: 'issue' })).toBe('servers');
    expect(await resultOf(open.number, { kind: 'review', id: reviewId })).toBe('servers');
    await test.conversation.until('the report of the run', async () =>
      (await answersOn(merged.number)).find((body) => body.includes('✅')),
    );
    await test.conversation.until('the approval is seen', async () =>
      (await answersOn(open.number)).find((body) => body.includes('Merge it, and I run it')),
    );

    // what looks at all of it again finds nothing left to do
    await workflows.swept();
    await workflows.judged(open.number);
    await workflows.judged(merged.number);
    expect(await answersOn(talk)).toHaveLength(1);
    expect(await answersOn(own)).toHaveLength(1);
    expect(await answersOn(open.number)).toHaveLength(before + 1);
    expect(await trace.executed()).toEqual(['merged']);
  });
});

describe('webhooks off', () => {
  it('words in a review are heard by the sweep of every minute', async () => {
    const trace = await createTrace(test);
    const { number } = await pulls.open(test.alice, 'reviewed', { 'changes/reviewed.yaml': trace.runbook('reviewed') });
    await workflows.judged(number);
    test.stack.github.setWebhookUrl(undefined);
    const id = await review(number, '/ops servers');
    await workflows.swept();
    expect(await resultOf(number, { kind: 'review', id })).toBe('servers');
  });
});
