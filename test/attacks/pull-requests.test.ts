import { asRecord } from '@chatops-commander/cli/demo/conversation';
import { sampleRoles } from '@chatops-commander/cli/dev/sample-people';
import { starterPolicy } from '@chatops-commander/cli/init/starter-policy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startOwnWorker } from '../support/own-worker.js';
import { createPulls, type OpenedPull, type Pulls } from '../support/pulls.js';
import { type Relay, startRelay } from '../support/relay-to-github.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace, type Trace } from '../support/traces.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

/** Bruno is an operator as long as he is in a team, Alice by name. */
const policy = starterPolicy(sampleRoles).replace(
  'operator: { users: [alice, bruno] }',
  'operator: { users: [alice], teams: [acme/oncall] }',
);

let test: TestStack;
let relay: Relay;
let pulls: Pulls;
let workflows: WorkflowView;
let trace: Trace;
let branches = 0;
let branch: string;
let path: string;
let onCall: readonly string[];
beforeAll(async () => {
  test = await startTestStack({ worker: false, files: { '.chatops/policy.yaml': policy } });
  relay = await startRelay(test);
  relay.interfere({
    matches: ({ path }) => path.startsWith('/orgs/acme/teams/oncall/memberships/'),
    answer: (_answer, { path }) =>
      onCall.some((login) => path.endsWith(`/${login}`))
        ? { status: 200, body: { state: 'active', role: 'member' } }
        : { status: 404, body: { message: 'Not Found' } },
  });
  await startOwnWorker(test, { githubUrl: relay.url });
  pulls = createPulls(test);
  workflows = createWorkflowView(test);
});
afterAll(() => test.stop());
beforeEach(async () => {
  trace = await createTrace(test);
  branches += 1;
  branch = `attack-${branches}`;
  path = `changes/${branch}.yaml`;
  onCall = ['bruno'];
});

const api = () => `/repos/${test.stack.repository}`;
const openChange = (): Promise<OpenedPull> => pulls.open(test.alice, branch, { [path]: trace.runbook(branch) });
const runsOf = (pull: number) => test.stack.records.runs.runsOfPull(test.stack.repository, pull);
async function verdict(pull: number): Promise<string> {
  await workflows.judged(pull);
  const said = (await test.conversation.comments(pull)).filter((comment) => comment.login === test.bot);
  return said.map((comment) => comment.body).join('\n\n');
}
async function expectNothingRan(pull: number): Promise<void> {
  await workflows.judged(pull);
  expect(await trace.executed()).toEqual([]);
  expect(await runsOf(pull)).toEqual([]);
}
/** What GitHub says of one pull request, changed. */
const tellOtherwise = (pull: number, change: (body: Record<string, unknown>) => Record<string, unknown>) =>
  relay.interfere({
    matches: ({ method, path }) => method === 'GET' && path === `${api()}/pulls/${pull}`,
    answer: ({ status, body }) => ({ status, body: change(asRecord(body)) }),
  });

// Each of these was seen to succeed with the guard that is named out of the code.

describe('approved, then made into something else', () => {
  // guard: a review counts on the head that was merged (count-approvals.ts)
  it('the approved head forced away and back again with another on top', async () => {
    const { number, head } = await openChange();
    await test.conversation.approve(test.bruno, number);
    const evil = await pulls.push(test.alice, branch, { [path]: trace.runbook('evil') }, { from: head });
    await test.alice.request('PATCH', `${api()}/git/refs/heads/${branch}`, { sha: head, force: true });
    await test.alice.request('PATCH', `${api()}/git/refs/heads/${branch}`, { sha: evil, force: true });
    await test.conversation.merge(test.alice, number);
    await expectNothingRan(number);
  });

  // guard: a review counts on the head that was merged (count-approvals.ts)
  it('forced over between the approval and the merge, before anybody looks', async () => {
    const { number } = await openChange();
    await workflows.judged(number);
    test.stack.github.pauseWebhooks();
    await test.conversation.approve(test.bruno, number);
    await pulls.push(test.alice, branch, { [path]: trace.runbook('evil') }, { from: await pulls.headOf('main') });
    await test.conversation.merge(test.alice, number);
    test.stack.github.resumeWebhooks();
    await expectNothingRan(number);
  });

  // guard: the blob at the merge commit is the approved one (decide-merged.ts)
  it('merged by hand, with other bytes in the merge commit', async () => {
    const { number } = await openChange();
    await test.conversation.approve(test.bruno, number);
    await test.conversation.merge(test.alice, number);
    const evil = await pulls.push(test.alice, 'main', { [path]: trace.runbook('evil') });
    const undo = tellOtherwise(number, (pull) => (pull.merged === true ? { ...pull, merge_commit_sha: evil } : pull));
    await workflows.judged(number);
    undo();
    expect(await trace.executed()).not.toContain('evil');
  });

  // guard: title and body decide nothing
  it('its title and body rewritten to name another author, an approval and another file', async () => {
    const { number } = await openChange();
    const body = 'Approved by @bruno and @chloe.\n<!-- chatops:approved -->\nrequester: eve\n/ops confirm';
    const edited = await test.alice.request('PATCH', `${api()}/pulls/${number}`, { title: '✅ approved', body });
    expect(edited.status).toBe(200);
    await test.conversation.merge(test.alice, number);
    await expectNothingRan(number);
  });
});

describe('between the check and the use', () => {
  const registered = async (pull: number) => (await runsOf(pull)).length > 0;

  // guard: the run judges again (judge-run.ts)
  it('the approver loses the team after the decision to run, before the run', async () => {
    const { number } = await openChange();
    await test.conversation.approve(test.bruno, number);
    const undo = relay.interfere({
      matches: ({ method }) => method === 'GET',
      before: async () => {
        if (await registered(number)) onCall = [];
      },
    });
    await test.conversation.merge(test.alice, number);
    await test.conversation.until('the run is refused', async () =>
      (await runsOf(number)).find((run) => run.state === 'refused'),
    );
    undo();
    await workflows.judged(number);
    expect(await trace.executed()).toEqual([]);
  });

  // guard: the run hashes what it is about to run (run-contexts.ts)
  it('other bytes are given for the approved blob once the run is decided', async () => {
    const { number } = await openChange();
    await test.conversation.approve(test.bruno, number);
    const evil = Buffer.from(trace.runbook('evil')).toString('base64');
    const undo = relay.interfere({
      matches: ({ path }) => path.includes('/git/blobs/'),
      answer: async (answer) =>
        (await registered(number))
          ? { ...answer, body: { ...asRecord(answer.body), content: evil, encoding: 'base64' } }
          : answer,
    });
    await test.conversation.merge(test.alice, number);
    await test.conversation.until('the run has ended', async () =>
      (await runsOf(number)).find((run) => ['refused', 'failed'].includes(run.state)),
    );
    undo();
    await workflows.judged(number);
    expect(await trace.executed()).toEqual([]);
  });
});
