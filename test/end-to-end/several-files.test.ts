import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Runbook, Step } from '@chatops-commander/schemas';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { gatedCommand } from '../durability/stage/gated-command.js';
import { until } from '../durability/stage/until.js';
import { createPulls, type Pulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

vi.setConfig({ testTimeout: 120_000 });

let test: TestStack;
let pulls: Pulls;
let workflows: WorkflowView;
let path: string;
beforeAll(async () => {
  test = await startTestStack();
  pulls = createPulls(test);
  workflows = createWorkflowView(test);
});
afterAll(() => test?.stop());
beforeEach(async () => {
  path = join(await mkdtemp(join(test.stack.servers.server('web-01').home, 'files-')), 'app.conf');
  await writeFile(path, 'as reviewed\n');
});

const runbook = (name: string, steps: Step[]): string =>
  stringify({
    apiVersion: 'chatops-commander/v1',
    kind: 'Runbook',
    metadata: { name, title: `Do ${name}` },
    spec: { targets: { servers: ['web-01'] }, onFailure: 'stop', steps },
  } satisfies Runbook);
const write = (content: string): Step => ({ id: 'conf', uses: 'files.write', with: { path, content } });

/** Reviewed as the servers are now; the files run when it is merged. */
async function reviewed(branch: string, first: Step[], second: Step[]): Promise<number> {
  const files = { 'changes/1.yaml': runbook('first', first), 'changes/2.yaml': runbook('second', second) };
  const named = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name.replace('/', `/${branch}-`), text]),
  );
  const { number } = await pulls.open(test.alice, branch, named);
  await workflows.judged(number);
  await test.conversation.approve(test.bruno, number);
  return number;
}
async function ended(pull: number): Promise<readonly string[]> {
  const runs = () => test.stack.records.runs.runsOfPull(test.stack.repository, pull);
  const both = await until(
    `both files of #${pull} are over`,
    async () => {
      const rows = await runs();
      return rows.length === 2 && rows.every((run) => run.finishedAt !== null) ? rows : undefined;
    },
    runs,
  );
  return both.map((run) => run.state);
}

describe('two files of one pull request that change the same', () => {
  it('both run: what the first one did is no change since the review', async () => {
    const pull = await reviewed('both', [write('first\n')], [write('second\n')]);
    await test.conversation.merge(test.bruno, pull);
    expect(await ended(pull)).toEqual(['succeeded', 'succeeded']);
    expect(await readFile(path, 'utf8')).toBe('second\n');
  });

  it('the second stops where somebody else changed it before the first began', async () => {
    const touch: Step = { id: 'touch', uses: 'shell.run', with: { argv: ['/bin/true'] } };
    const pull = await reviewed('before', [touch], [write('second\n')]);
    await writeFile(path, 'by somebody else\n');
    await test.conversation.merge(test.bruno, pull);
    expect(await ended(pull)).toEqual(['succeeded', 'failed']);
    expect(await readFile(path, 'utf8')).toBe('by somebody else\n');
  });

  it('the second stops where somebody else changed meanwhile what no step of the first can have changed', async () => {
    const gate = await gatedCommand(test.stack.servers.server('db-01'));
    const first: Step[] = [
      { id: 'other', uses: 'service.restart', with: { service: 'site' } },
      { id: 'wait', on: { servers: ['db-01'] }, uses: 'shell.run', with: { argv: gate.argv } },
    ];
    const pull = await reviewed('meanwhile', first, [write('second\n')]);
    await test.conversation.merge(test.bruno, pull);
    await gate.started();
    await writeFile(path, 'by somebody else\n');
    await gate.letGo();
    expect(await ended(pull)).toEqual(['succeeded', 'failed']);
    expect(await readFile(path, 'utf8')).toBe('by somebody else\n');
  });
});
