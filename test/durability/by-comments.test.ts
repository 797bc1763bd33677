import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Person } from '@chatops-commander/cli/demo/conversation';
import { createDeliveries } from '../support/deliveries.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace } from '../support/traces.js';
import { createWorkflowView } from '../support/workflow-view.js';
import { createPulls } from '../support/pulls.js';
import { followRun } from './stage/follow-run.js';
import { gatedCommand } from './stage/gated-command.js';
import { mergeRunbook } from './stage/merge-files.js';
import { until } from './stage/until.js';

vi.setConfig({ testTimeout: 120_000 });

let stage: TestStack;
beforeAll(async () => {
  stage = await startTestStack();
});
afterAll(() => stage?.stop());

/** Says it, and gives the app's answer to this very comment. */
async function ask(person: Person, issue: number, words: string): Promise<string> {
  const { id } = await stage.conversation.say(person, issue, words);
  const subject = encodeURIComponent(`request:${stage.stack.repository}:comment:${id}`).replaceAll('-', '%2D');
  return await until(
    `the answer to ${words}`,
    async () =>
      (await stage.conversation.comments(issue)).find((one) => one.login === stage.bot && one.body.includes(subject))
        ?.body,
  );
}
const oneStep = (argv: readonly string[]) => ({
  targets: { servers: ['web-01'] },
  steps: [{ id: 'work', uses: 'shell.run', with: { argv } }],
});

describe('a server that a person locked', () => {
  it('is told of, waited for, and taken by the run once it is given back', async () => {
    const issue = await stage.conversation.openIssue(stage.alice, 'A disk to swap');
    expect(await ask(stage.alice, issue, '/ops lock web-01 --reason disk swap --for 2h')).toContain(
      '/ops unlock web-01',
    );
    const command = await gatedCommand(stage.stack.servers.server('web-01'));
    await command.letGo();
    const pull = await mergeRunbook(stage, oneStep(command.argv));
    const run = followRun(stage, pull);
    const waiting = await run.said((body) => body.includes('is held by `alice`'));
    expect(waiting).toContain('disk swap');
    expect(waiting).toContain('This run is next.');
    expect(await ask(stage.bruno, issue, '/ops unlock web-01')).toContain('they or an admin');
    expect(await command.executions()).toEqual([]);
    await ask(stage.alice, issue, '/ops unlock');
    expect((await run.ended()).state).toBe('succeeded');
    expect(await command.executions()).toHaveLength(1);
  });
});

describe('hold --all', () => {
  it('keeps what is merged from starting and what goes on from its next change, until it is lifted', async () => {
    const server = stage.stack.servers.server('web-02');
    const [first, second] = [await gatedCommand(server), await gatedCommand(server)];
    await second.letGo();
    const going = await mergeRunbook(stage, {
      targets: { servers: ['web-02'] },
      steps: [
        { id: 'first', uses: 'shell.run', with: { argv: first.argv } },
        { id: 'second', uses: 'shell.run', with: { argv: second.argv } },
      ],
    });
    await first.started();
    const trace = await createTrace(stage);
    const issue = await stage.conversation.openIssue(stage.bruno, 'Fire');
    expect(await ask(stage.bruno, issue, '/ops hold --all --reason fire')).toContain('Every change is stopped');
    const merged = await createPulls(stage).open(stage.alice, 'held', { 'changes/held.yaml': trace.runbook('held') });
    await stage.conversation.approve(stage.bruno, merged.number);
    await stage.conversation.merge(stage.bruno, merged.number);
    await until('the held change says so', async () =>
      (await stage.conversation.comments(merged.number)).find((one) => one.body.includes('/ops unhold --all')),
    );
    await first.letGo();
    // its first step is over, and the second one waits at the door
    const run = followRun(stage, going);
    const row = await run.reaches('running');
    await until('the first step is over', async () => {
      const outcomes = await stage.stack.records.outcomes.ofRun(row.id);
      return outcomes.some((one) => one.finishedAt !== null) ? true : undefined;
    });
    await createWorkflowView(stage).judged(merged.number);
    expect([await second.executions(), await trace.executed()]).toEqual([[], []]);

    expect(await ask(stage.alice, issue, '/ops unhold --all')).toContain('they or an admin');
    await ask(stage.chloe, issue, '/ops unhold --all');
    expect((await run.ended()).state).toBe('succeeded');
    expect((await followRun(stage, merged.number).ended()).state).toBe('succeeded');
    expect(await trace.executed()).toEqual(['held']);
  });
});

describe('after a rollback', () => {
  it('the same change does not run again before the hold is lifted', async () => {
    const back = [{ id: 'back', uses: 'shell.run', with: { argv: ['true'] } }];
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01'] },
      onFailure: 'rollback',
      steps: [{ id: 'work', uses: 'shell.run', with: { argv: ['false'] }, rollback: back }],
    });
    const run = followRun(stage, pull);
    expect((await run.ended()).state).toBe('rolled-back');
    expect(await ask(stage.alice, pull, '/ops retry')).toContain('/ops unhold');
    expect((await run.row())?.attempt).toBe(1);
    await ask(stage.alice, pull, '/ops unhold');
    expect(await ask(stage.alice, pull, '/ops retry')).toContain('attempt 2');
    await until('attempt 2 ended', async () => {
      const row = await run.row();
      return row?.attempt === 2 && row.finishedAt !== null ? row : undefined;
    });
  });
});

describe('again', () => {
  it('proposes the same content in a pull request of its own', async () => {
    const pull = await mergeRunbook(stage, oneStep(['true']));
    const ended = await followRun(stage, pull).ended();
    const issue = await stage.conversation.openIssue(stage.bruno, 'Once more');
    const answer = await until('the proposal', async () => {
      const said = await ask(stage.bruno, issue, `/ops again ${ended.id}`);
      return /pull\/\d+/.test(said) ? said : undefined;
    });
    const number = Number(/pull\/(\d+)/.exec(answer)?.[1]);
    expect(number).not.toBe(pull);
    const proposed = await stage.conversation.pull(number);
    expect(String(proposed.body)).toContain(`run ${ended.id} of pull request ${pull}`);
  });
});

describe('restore', () => {
  it('proposes to put back what a run overwrote, and does once two people approved it', async () => {
    const file = join(stage.stack.servers.server('db-01').home, 'shop.conf');
    await writeFile(file, 'old\n');
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['db-01'] },
      steps: [{ id: 'write', uses: 'files.write', with: { path: file, content: 'new\n' } }],
    });
    const ended = await followRun(stage, pull).ended();
    expect([ended.state, await readFile(file, 'utf8')]).toEqual(['succeeded', 'new\n']);
    const issue = await stage.conversation.openIssue(stage.alice, 'The new one is wrong');
    const answer = await until('the proposal', async () => {
      const said = await ask(stage.alice, issue, `/ops restore ${ended.id}`);
      return /pull\/\d+/.test(said) ? said : undefined;
    });
    const number = Number(/pull\/(\d+)/.exec(answer)?.[1]);
    for (const person of [stage.bruno, stage.chloe]) await stage.conversation.approve(person, number);
    await stage.conversation.merge(stage.chloe, number);
    expect((await followRun(stage, number).ended()).state).toBe('succeeded');
    expect(await readFile(file, 'utf8')).toBe('old\n');
  });
});

describe('while nobody was heard', () => {
  it('a comment, an issue, a review and a merge are each answered once by the sweep', async () => {
    const trace = await createTrace(stage, 'db-01');
    const workflows = createWorkflowView(stage);
    await workflows.swept();
    const { issue, thread, pull } = await createDeliveries(stage).whileAway(async () => {
      const thread = await stage.conversation.openIssue(stage.alice, 'Nothing of ours');
      await stage.conversation.say(stage.alice, thread, '/ops runs');
      const issue = await stage.conversation.openIssue(stage.alice, 'Servers?', '/ops servers');
      const pull = await createPulls(stage).open(stage.alice, 'unheard', {
        'changes/unheard.yaml': trace.runbook('unheard'),
      });
      await stage.conversation.approve(stage.bruno, pull.number, '/ops help');
      await stage.conversation.merge(stage.bruno, pull.number);
      return { thread, issue, pull };
    });
    await Promise.all([workflows.swept(), workflows.swept()]);
    expect((await followRun(stage, pull.number).ended()).state).toBe('succeeded');
    await workflows.swept();
    const answers = async (number: number, kind: string) =>
      (await stage.conversation.comments(number)).filter(
        (one) => one.login === stage.bot && one.body.includes('chatops:request:') && one.body.includes(kind),
      ).length;
    for (const [number, kind] of [
      [thread, 'comment'],
      [issue, 'issue'],
      [pull.number, 'review'],
    ] as const) {
      await until(`an answer to the ${kind}`, async () => ((await answers(number, kind)) > 0 ? true : undefined));
      expect(await answers(number, kind)).toBe(1);
    }
    expect(await trace.executed()).toEqual(['unheard']);
  });
});
