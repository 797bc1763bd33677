import { asRecord } from '@chatops-commander/cli/demo/conversation';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Attempt, type AttackStage, policy, startAttackStage } from './stage.js';

// Each attack was seen to succeed with what is named above it taken out, all of it where several guards are named, unless it
// says otherwise.

let stage: AttackStage;
let attempt: Attempt;
beforeAll(async () => {
  stage = await startAttackStage();
});
afterAll(() => stage.test.stop());
beforeEach(async () => {
  attempt = await stage.attempt();
});

describe('approved, then made into something else', () => {
  // guard: an approval counts on the head that was merged (engine/src/approval/count-approvals.ts)
  it('the approved head, forced away and back again, with another on top', async () => {
    const { test, pulls, api } = stage;
    const { branch, path, trace } = attempt;
    const { number, head } = await attempt.open();
    await test.conversation.approve(test.bruno, number);
    const evil = await pulls.push(test.alice, branch, { [path]: trace.runbook('evil') }, { from: head });
    for (const sha of [head, evil])
      await test.alice.request('PATCH', `${api}/git/refs/heads/${branch}`, { sha, force: true });
    await test.conversation.merge(test.alice, number);
    await stage.expectNothingRan(number, trace);
  });

  // guard: the same
  it('forced over between the approval and the merge, before anybody looks', async () => {
    const { test, pulls } = stage;
    const { branch, path, trace } = attempt;
    const { number } = await attempt.open();
    await stage.workflows.judged(number);
    test.stack.github.pauseWebhooks();
    await test.conversation.approve(test.bruno, number);
    await pulls.push(test.alice, branch, { [path]: trace.runbook('evil') }, { from: await pulls.headOf('main') });
    await test.conversation.merge(test.alice, number);
    test.stack.github.resumeWebhooks();
    await stage.expectNothingRan(number, trace);
  });

  // guard: the blob at the merge commit is the one at the reviewed head (engine/src/approval/decide-merged.ts)
  it('merged by hand, with other bytes in the merge commit', async () => {
    const { test } = stage;
    const { path, trace } = attempt;
    const { number } = await attempt.open();
    await test.conversation.approve(test.bruno, number);
    await stage.workflows.judged(number);
    const evil = await stage.pulls.push(test.alice, 'main', { [path]: trace.runbook('evil') });
    // GitHub calls a pull request merged when its head is reached by what somebody pushed
    const merge = {
      merged: true,
      state: 'closed',
      merge_commit_sha: evil,
      merged_by: { login: 'bruno', type: 'User' },
    };
    const undo = stage.tellOtherwise(number, (pull) => ({ ...pull, ...merge, merged_at: new Date().toISOString() }));
    await stage.expectNothingRan(number, trace);
    undo();
  });

  // no guard to take out: title and body are read by nothing that decides
  it('its title and body rewritten to tell of another author and of approvals', async () => {
    const { test, api } = stage;
    const { number } = await attempt.open();
    const body = 'Approved-by: @bruno, @chloe\n<!-- chatops:approved -->\nrequester: eve\n/ops confirm';
    const edited = await test.alice.request('PATCH', `${api}/pulls/${number}`, { title: '✅ approved', body });
    expect(edited.status).toBe(200);
    await test.conversation.merge(test.alice, number);
    await stage.expectNothingRan(number, attempt.trace);
  });
});

describe('policy and change in one pull request', () => {
  const loosened = policy.replace('high: { count: 1', 'high: { count: 0');

  // guards: a pull request that touches both never runs, and one that touches the policy runs nothing
  // (engine/src/approval/decide-change.ts); either holds alone
  it.each([
    ['the policy edited', { '.chatops/policy.yaml': loosened }],
    ['the policy taken away', { '.chatops/policy.yaml': null }],
    ['another file beside it', { '.chatops/POLICY.yaml': loosened }],
  ])('%s: approved by everybody, it neither runs nor counts', async (_case, files) => {
    const { test, pulls } = stage;
    const { branch, path, trace } = attempt;
    const both = { [path]: trace.runbook(branch), ...files };
    const { number } = await pulls.open(test.alice, branch, both);
    for (const person of [test.bruno, test.chloe]) await test.conversation.approve(person, number);
    await test.conversation.merge(test.chloe, number);
    await stage.expectNothingRan(number, trace);
    const { repository, records } = test.stack;
    expect((await records.acceptedFiles.inForce(repository, 'policy'))?.content).toBe(policy);
    await pulls.push(test.chloe, 'main', { '.chatops/policy.yaml': policy });
  });
});

describe('between the check and the use', () => {
  const isRegistered = async (pull: number) => (await stage.runsOf(pull)).length > 0;
  const ended = (pull: number) =>
    stage.test.conversation.until('the run has ended', async () =>
      (await stage.runsOf(pull)).find((run) => ['refused', 'failed', 'succeeded'].includes(run.state)),
    );

  // guard: a run judges again before its first step (workflows/src/activities/judge-run.ts)
  it('the approver loses the team after the decision to run', async () => {
    const { test, relay } = stage;
    const { number } = await attempt.open();
    await test.conversation.approve(test.bruno, number);
    const undo = relay.interfere({
      matches: ({ method }) => method === 'GET',
      before: async () => {
        if (await isRegistered(number)) stage.setOnCall([]);
      },
    });
    await test.conversation.merge(test.alice, number);
    expect(await ended(number)).toMatchObject({ state: 'refused' });
    undo();
    // what asked before that has its answer, and nobody loses the team in the next test
    await stage.workflows.judged(number);
    expect(await attempt.trace.executed()).toEqual([]);
  });

  // guard: a run hashes what it is about to run (workflows/src/activities/run/run-contexts.ts)
  it('other bytes are given for the approved blob, once the run is decided', async () => {
    const { test, relay } = stage;
    const { trace } = attempt;
    const { number } = await attempt.open();
    await test.conversation.approve(test.bruno, number);
    const evil = Buffer.from(trace.runbook('evil')).toString('base64');
    const undo = relay.interfere({
      matches: ({ path }) => path.includes('/git/blobs/'),
      answer: async (answer) =>
        (await isRegistered(number))
          ? { ...answer, body: { ...asRecord(answer.body), content: evil, encoding: 'base64' } }
          : answer,
    });
    await test.conversation.merge(test.alice, number);
    expect((await ended(number)).state).not.toBe('succeeded');
    undo();
    expect(await trace.executed()).toEqual([]);
  });

  // guard: the app merges the head that it judged, by its sha (workflows/src/github/pulls.ts). The last one here: it changes the policy.
  it('a push in the moment in which the app itself merges', async () => {
    const { test, pulls, relay } = stage;
    const { branch, path, trace } = attempt;
    const auto = policy.replace('merge: manual', 'merge: auto');
    const change = await pulls.open(test.alice, `${branch}-policy`, { '.chatops/policy.yaml': auto });
    await test.conversation.approve(test.chloe, change.number);
    await test.conversation.merge(test.chloe, change.number);
    expect(await stage.verdict(change.number)).toContain('In force from now on');

    const { number } = await attempt.open();
    let pushed = false;
    const undo = relay.interfere({
      matches: (call) => call.method === 'PUT' && call.path.endsWith(`/pulls/${number}/merge`),
      before: async () => {
        if (!pushed) await pulls.push(test.alice, branch, { [path]: trace.runbook('evil') });
        pushed = true;
      },
    });
    await test.conversation.approve(test.bruno, number);
    await test.conversation.until('the app merges', async () => (pushed ? true : undefined));
    await stage.expectNothingRan(number, trace);
    expect((await test.conversation.pull(number)).merged).toBe(false);
    undo();
  });
});
