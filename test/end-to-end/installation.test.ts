import { asRecord } from '@chatops-commander/cli/demo/conversation';
import { changeId } from '@chatops-commander/workflows/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { followRun } from '../durability/stage/follow-run.js';
import { gatedCommand, isAlive } from '../durability/stage/gated-command.js';
import { startOwnWorker } from '../support/own-worker.js';
import { createPulls, type Pulls } from '../support/pulls.js';
import { type Relay, startRelay } from '../support/relay-to-github.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace } from '../support/traces.js';
import { sendWebhook } from '../support/webhook-sender.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';
import { mergeRunbook } from '../durability/stage/merge-files.js';

vi.setConfig({ testTimeout: 180_000 });

let test: TestStack;
let relay: Relay;
let pulls: Pulls;
let workflows: WorkflowView;
beforeAll(async () => {
  test = await startTestStack({ worker: false });
  relay = await startRelay(test);
  pulls = createPulls(test);
  workflows = createWorkflowView(test);
  await startOwnWorker(test, { githubUrl: relay.url });
});
afterAll(() => test.stop());

const saidOn = async (pull: number) =>
  (await test.conversation.comments(pull)).filter(({ login }) => login === test.bot).map(({ body }) => body);
const statusOf = async (workflowId: string) =>
  (await test.temporal.workflow.getHandle(workflowId).describe()).status.name;
const isOver = async (workflowId: string) => ((await statusOf(workflowId)) === 'RUNNING' ? undefined : true);
const change = (pull: number) => changeId({ repository: test.stack.repository, pull });

/** As GitHub answers from the moment an administrator suspends, or removes, the app. */
function gone(how: 'suspended' | 'removed'): () => void {
  const refusal =
    how === 'suspended'
      ? { status: 403, body: { message: 'This installation has been suspended' } }
      : { status: 401, body: { message: 'Bad credentials' } };
  const suspended = (one: unknown) => ({ ...asRecord(one), suspended_at: '2026-01-01T00:00:00Z' });
  return relay.interfere({
    matches: ({ path }) => path.startsWith('/app') || path.startsWith('/repos/') || path.startsWith('/installation'),
    answer: ({ status, body }, { path }) => {
      if (path === '/app') return { status, body };
      if (path.startsWith('/app/installations?'))
        return { status, body: how === 'removed' ? [] : (Array.isArray(body) ? body : []).map(suspended) };
      if (path.endsWith('/access_tokens') && how === 'removed') return { status: 404, body: { message: 'Not Found' } };
      if (path.endsWith('/installation'))
        return how === 'removed' ? { status: 404, body: { message: 'Not Found' } } : { status, body: suspended(body) };
      return refusal;
    },
  });
}

describe.each(['suspended', 'removed'] as const)('an installation that is %s', (how) => {
  it('has its workflows ended and its run cancelled, and is followed again once it is back', async () => {
    const { stack } = test;
    const trace = await createTrace(test);
    const branch = `waits-${how}`;
    const waiting = await pulls.open(test.alice, branch, { [`changes/${branch}.yaml`]: trace.runbook(branch) });
    await workflows.judged(waiting.number);
    const command = await gatedCommand(stack.servers.server('db-01'));
    const running = await mergeRunbook(test, {
      targets: { servers: ['db-01'] },
      onFailure: 'stop',
      steps: [
        { id: 'long', uses: 'shell.run', with: { argv: command.argv } },
        {
          id: 'never',
          uses: 'shell.run',
          with: { argv: ['/bin/sh', '-c', 'echo never >>"$0/executions"', command.folder] },
        },
      ],
    });
    const pid = await command.started();
    const run = await followRun(test, running).reaches('running');
    // ending them is by Temporal's list, which is some moments behind
    await test.conversation.until('Temporal lists both', async () => {
      const { count } = await test.temporal.workflow.count(
        `ExecutionStatus = 'Running' and ChatOpsRepository = '${stack.repository}' and WorkflowType in ('change', 'run')`,
      );
      return count >= 3 ? true : undefined;
    });

    const undo = gone(how);
    const action = how === 'suspended' ? 'suspend' : 'deleted';
    const { installationId: id } = stack.github.app;
    expect(await sendWebhook(test, { event: 'installation', payload: { action, installation: { id } } })).toBe(202);
    expect((await followRun(test, running).ended()).state).toBe('cancelled');
    expect(await isAlive(pid)).toBe(false);
    expect(await command.executions()).toEqual([pid]);
    for (const workflowId of [change(waiting.number), change(running), run.workflowId ?? ''])
      await test.conversation.until(`${workflowId} is over`, () => isOver(workflowId));
    expect(await stack.records.locks.holders(['db-01'], stack.repository)).toEqual([]);
    await test.conversation.until('it is on record', async () =>
      (await stack.records.audit.about(stack.repository, 50)).find(({ kind }) => kind === 'installation.ended'),
    );

    // nothing is read any more, and nothing begins again
    await workflows.swept();
    const asked = relay.calls.length;
    await workflows.swept();
    const later = relay.calls
      .slice(asked)
      .filter(({ path }) => !path.startsWith('/app') && !path.endsWith('/installation'));
    expect(later).toEqual([]);
    expect(await statusOf(change(waiting.number))).not.toBe('RUNNING');

    undo();
    await workflows.swept();
    expect(await statusOf(change(waiting.number))).toBe('RUNNING');
    await test.conversation.approve(test.bruno, waiting.number);
    await test.conversation.merge(test.bruno, waiting.number);
    expect((await followRun(test, waiting.number).ended()).state).toBe('succeeded');
    expect(await trace.executed()).toEqual([branch]);
  });
});

describe('an installation that lacks a permission', () => {
  it('says so in one comment that names it, and goes on once it has it', async () => {
    const trace = await createTrace(test);
    const undo = relay.interfere({
      matches: ({ method, path }) => method === 'POST' && path.endsWith('/check-runs'),
      answer: () => ({
        status: 403,
        body: { message: 'Resource not accessible by integration' },
        headers: { 'x-accepted-github-permissions': 'checks=write' },
      }),
    });
    const { number } = await pulls.open(test.alice, 'unchecked', {
      'changes/unchecked.yaml': trace.runbook('unchecked'),
    });
    for (let look = 0; look < 3; look += 1) await workflows.judged(number);
    expect((await saidOn(number)).filter((body) => body.includes('`checks: write`'))).toHaveLength(1);
    await test.conversation.approve(test.bruno, number);
    await workflows.judged(number);
    undo();
    await test.conversation.merge(test.bruno, number);
    expect((await followRun(test, number).ended()).state).toBe('succeeded');
    expect((await saidOn(number)).filter((body) => body.includes('`checks: write`'))).toHaveLength(1);
    expect(await trace.executed()).toEqual(['unchecked']);
  });
});
