import { createHash } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPulls, type Pulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

let test: TestStack;
let pulls: Pulls;
let workflows: WorkflowView;
let traces: string;
beforeAll(async () => {
  test = await startTestStack();
  pulls = createPulls(test);
  workflows = createWorkflowView(test);
  traces = await mkdtemp(join(test.stack.servers.server('web-01').home, 'scripts-'));
});
afterAll(() => test.stop());

const script = (name: string) => `#!/bin/sh -e\n# leaves ${name}\necho ${name} >>'${traces}/${name}'\n`;
const left = (name: string) => readFile(join(traces, name), 'utf8').catch(() => '');
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
/** The last report of the app on a pull request. */
const report = (pull: number, sign: string) =>
  test.conversation.until(`a comment with ${sign}`, async () =>
    (await test.conversation.comments(pull)).find(
      (comment) => comment.login === test.bot && comment.body.includes(sign),
    ),
  );

describe('a script of the ops repo', () => {
  it('asked for in words, is shown in the pull request with its digest, and is what runs', async () => {
    const text = script('asked');
    const { number } = await pulls.open(test.alice, 'add-script', { 'scripts/asked.sh': text });
    await test.conversation.merge(test.alice, number);
    const issue = await test.conversation.openIssue(test.alice, 'A script');
    const { id } = await test.conversation.say(test.alice, issue, '/ops run the script scripts/asked.sh on web-01');
    await workflows.answered(issue, id);
    const [answer] = (await test.conversation.comments(issue)).filter(({ login }) => login === test.bot);
    const pull = Number(
      /#(\d+)|pull\/(\d+)/
        .exec(answer?.body ?? '')
        ?.slice(1)
        .find(Boolean),
    );
    const { body } = await test.conversation.pull(pull);
    expect(body).toContain('# leaves asked');
    expect(body).toContain(`sha256: ${digest(text)}`);
    await workflows.judged(pull);
    await test.conversation.approve(test.bruno, pull);
    await workflows.judged(pull);
    await test.conversation.merge(test.alice, pull);
    await report(pull, '✅');
    expect(await left('asked')).toBe('asked\n');
  });

  it('that is another one at the merge than the one approved does not run', async () => {
    const approved = script('approved');
    const change = `apiVersion: chatops-commander/v1
kind: Runbook
metadata: { name: swapped, title: Run a script }
spec:
  targets: { servers: [web-01] }
  onFailure: stop
  steps: [{ id: run, uses: script.run, with: { file: scripts/swapped.sh, sha256: ${digest(approved)} } }]
`;
    const first = await pulls.open(test.alice, 'add-swapped', { 'scripts/swapped.sh': approved });
    await test.conversation.merge(test.alice, first.number);
    const { number } = await pulls.open(test.alice, 'swapped', { 'changes/swapped.yaml': change });
    await workflows.judged(number);
    await test.conversation.approve(test.bruno, number);
    await workflows.judged(number);
    const other = await pulls.open(test.alice, 'swap-it', { 'scripts/swapped.sh': script('other') });
    await test.conversation.merge(test.alice, other.number);
    await test.conversation.merge(test.alice, number);
    const said = await report(number, 'is not the file that was approved');
    expect(said.body).toContain(digest(script('other')));
    expect([await left('approved'), await left('other')]).toEqual(['', '']);
  });
});
