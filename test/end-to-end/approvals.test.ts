import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPulls, type OpenedPull, type Pulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace, type Trace } from '../support/traces.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

let test: TestStack;
let pulls: Pulls;
let workflows: WorkflowView;
let trace: Trace;
let branches = 0;
let branch: string;
beforeAll(async () => {
  test = await startTestStack();
  pulls = createPulls(test);
  workflows = createWorkflowView(test);
});
afterAll(() => test.stop());
beforeEach(async () => {
  trace = await createTrace(test);
  branches += 1;
  branch = `branch-${branches}`;
});

/** Alice's pull request, which adds one runbook of high risk. */
const openChange = (): Promise<OpenedPull> =>
  pulls.open(test.alice, branch, { [`changes/${branch}.yaml`]: trace.runbook(branch) });
/** What the app says on a pull request, once it has looked at it as it is now. */
async function verdict(pull: number): Promise<string> {
  await workflows.judged(pull);
  const said = (await test.conversation.comments(pull)).filter((comment) => comment.login === test.bot);
  return said.map((comment) => comment.body).join('\n\n');
}
async function expectNoRun(pull: number): Promise<void> {
  expect(await trace.executed()).toEqual([]);
  expect(await test.stack.records.runs.runsOfPull(test.stack.repository, pull)).toEqual([]);
}
async function expectOneRun(pull: number): Promise<void> {
  await test.conversation.until('the report', async () =>
    (await test.conversation.comments(pull)).find((comment) => comment.body.includes('✅')),
  );
  await workflows.judged(pull);
  expect(await trace.executed()).toEqual([branch]);
}

describe('a change of high risk', () => {
  it('runs when another operator approved its head and its author merges it', async () => {
    const { number } = await openChange();
    expect(await verdict(number)).toMatch(/approval from an operator[^\n]*alice[^\n]*bruno/);
    await test.conversation.approve(test.bruno, number);
    expect(await verdict(number)).toContain('Merge it, and I run it');
    await test.conversation.merge(test.alice, number);
    await expectOneRun(number);
  });

  it('runs when another operator merges it: that counts as the approval', async () => {
    const { number } = await openChange();
    await test.conversation.merge(test.bruno, number);
    await expectOneRun(number);
  });

  it('merged by its author alone: nothing runs, and the pull request says what is missing', async () => {
    const { number } = await openChange();
    await test.conversation.merge(test.alice, number);
    const said = await verdict(number);
    expect(said).toMatch(/ran nothing|nothing ran/i);
    expect(said).toMatch(/approval from an operator[^\n]*bruno/);
    await expectNoRun(number);
    // approving afterwards changes nothing: GitHub takes it, or refuses it
    await test.bruno.request('POST', `/repos/${test.stack.repository}/pulls/${number}/reviews`, { event: 'APPROVE' });
    await workflows.judged(number);
    await expectNoRun(number);
  });

  it('an approval by somebody without a role does not count, and is named', async () => {
    const { number } = await openChange();
    await test.conversation.approve(test.eve, number, 'Looks fine to me');
    expect(await verdict(number)).toMatch(/`eve`[^\n]*operator/);
    await test.conversation.merge(test.alice, number);
    await workflows.judged(number);
    await expectNoRun(number);
  });

  it('changes asked for by an operator hold it back, whoever else approved', async () => {
    const { number } = await openChange();
    await test.conversation.approve(test.bruno, number);
    const reviews = `/repos/${test.stack.repository}/pulls/${number}/reviews`;
    await test.chloe.request('POST', reviews, { event: 'REQUEST_CHANGES', body: 'Not tonight' });
    expect(await verdict(number)).toContain('chloe asked for changes');
    await test.conversation.merge(test.bruno, number);
    await workflows.judged(number);
    await expectNoRun(number);
  });

  it("asked for in a comment: the app's own pull request, which who asked may not approve", async () => {
    const issue = await test.conversation.openIssue(test.alice, 'Stop it');
    const said = await test.conversation.say(test.alice, issue, '/ops arrête le site');
    expect(await workflows.answered(issue, said.id)).toContain('proposed');
    const pull = await test.conversation.until('the pull request', async () => {
      const answer = (await test.conversation.comments(issue)).find((comment) => comment.login === test.bot);
      return /\/pull\/(\d+)/.exec(answer?.body ?? '')?.[1];
    });
    const pid = test.stack.servers.server('web-01').site?.pid();
    await test.conversation.approve(test.alice, Number(pull));
    expect(await verdict(Number(pull))).toMatch(/`alice`[^\n]*demandé/);
    await test.conversation.merge(test.alice, Number(pull));
    expect(await verdict(Number(pull))).toMatch(/rien exécuté/i);
    await expectNoRun(Number(pull));
    expect(test.stack.servers.server('web-01').site?.pid()).toBe(pid);
  });
});

describe('what was approved is what runs', () => {
  it('a head pushed after the approval: it no longer counts, merged or not', async () => {
    const { number } = await openChange();
    await test.conversation.approve(test.bruno, number);
    await pulls.push(test.alice, branch, { [`changes/${branch}.yaml`]: trace.runbook('something-else') });
    expect(await verdict(number)).toMatch(/`bruno`[^\n]*earlier version/);
    await test.conversation.merge(test.alice, number);
    expect(await verdict(number)).toMatch(/ran nothing|nothing ran/i);
    await expectNoRun(number);
  });

  it('another commit forced over the approved one: the approval no longer counts', async () => {
    const { number } = await openChange();
    await test.conversation.approve(test.bruno, number);
    const main = await pulls.headOf('main');
    const evil = { [`changes/${branch}.yaml`]: trace.runbook('forced') };
    await pulls.push(test.alice, branch, evil, { from: main });
    await test.conversation.merge(test.alice, number);
    await workflows.judged(number);
    await expectNoRun(number);
  });

  it('a commit on top that only adds a file: that file does not slip in', async () => {
    const { number } = await openChange();
    await test.conversation.approve(test.bruno, number);
    await pulls.push(test.alice, branch, { [`changes/${branch}-too.yaml`]: trace.runbook('slipped-in') });
    await test.conversation.merge(test.alice, number);
    await workflows.judged(number);
    await expectNoRun(number);
  });

  it('a push by the approver: who wrote a commit in it is no second person', async () => {
    const { number } = await openChange();
    await pulls.push(test.bruno, branch, { [`changes/${branch}.yaml`]: trace.runbook('by-bruno') });
    await test.conversation.approve(test.bruno, number);
    expect(await verdict(number)).toMatch(/`bruno`[^\n]*wrote a commit/);
    await test.conversation.merge(test.bruno, number);
    await workflows.judged(number);
    await expectNoRun(number);
  });

  it('pushed by one operator under the name of another: the pusher is not counted as a second person', async () => {
    const { number } = await openChange();
    const api = `/repos/${test.stack.repository}`;
    const head = await pulls.headOf(branch);
    const inNameOfAlice = { name: 'Alice Martin', email: 'alice@acme.example' };
    const sha = (answer: { readonly body: unknown }): unknown => Object(answer.body).sha;
    const tree = await test.bruno.request('POST', `${api}/git/trees`, {
      base_tree: head,
      tree: [{ path: `changes/${branch}.yaml`, mode: '100644', type: 'blob', content: trace.runbook('disguised') }],
    });
    const commit = await test.bruno.request('POST', `${api}/git/commits`, {
      message: 'Write it, says Alice',
      tree: sha(tree),
      parents: [head],
      author: inNameOfAlice,
      committer: inNameOfAlice,
    });
    await test.bruno.request('PATCH', `${api}/git/refs/heads/${branch}`, { sha: sha(commit) });
    await test.conversation.approve(test.bruno, number);
    await test.conversation.merge(test.bruno, number);
    await workflows.judged(number);
    await expectNoRun(number);
  });
});

describe('only what a pull request adds runs', () => {
  it('an edited file under changes/ never runs', async () => {
    const path = `changes/${branch}.yaml`;
    await pulls.push(test.chloe, 'main', { [path]: trace.runbook('pushed-directly') });
    const { number } = await pulls.open(test.alice, branch, { [path]: trace.runbook('edited') });
    await test.conversation.approve(test.bruno, number);
    await test.conversation.merge(test.bruno, number);
    await workflows.judged(number);
    await expectNoRun(number);
  });

  it('a file added by a direct push never runs', async () => {
    await pulls.push(test.chloe, 'main', { [`changes/${branch}.yaml`]: trace.runbook('pushed-directly') });
    await workflows.swept();
    expect(await trace.executed()).toEqual([]);
  });

  it('a file that another branch than the default one gets never runs', async () => {
    await pulls.push(test.alice, `base-of-${branch}`, { 'notes.md': 'x' });
    const files = { [`changes/${branch}.yaml`]: trace.runbook(branch) };
    const { number } = await pulls.open(test.alice, branch, files, `base-of-${branch}`);
    await test.conversation.approve(test.bruno, number);
    expect(await verdict(number)).toContain('default branch');
    await test.conversation.merge(test.bruno, number);
    await workflows.judged(number);
    await expectNoRun(number);
  });
});
