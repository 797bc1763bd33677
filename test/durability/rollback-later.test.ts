import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleRoles } from '@chatops-commander/cli/dev/sample-people';
import { starterPolicy } from '@chatops-commander/cli/init/starter-policy';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { followRun } from './stage/follow-run.js';
import { mergeFiles, mergeRunbook } from './stage/merge-files.js';
import { until } from './stage/until.js';

vi.setConfig({ testTimeout: 120_000 });

let stage: TestStack;
beforeAll(async () => {
  stage = await startTestStack();
});
afterAll(() => stage?.stop());

const inventoryInForce = async () =>
  (await stage.stack.records.acceptedFiles.inForce(stage.stack.repository, 'inventory'))?.content ?? '';

/** Bruno, who approved, is an operator no more, and db-01 is no server of ours: the linter would refuse the runbook. */
async function changeTheRules(): Promise<void> {
  const inventory = parse(await inventoryInForce());
  delete inventory.servers['db-01'];
  const operators = sampleRoles.operators.filter((login) => login !== 'bruno');
  await mergeFiles(
    stage,
    {
      '.chatops/policy.yaml': starterPolicy({ ...sampleRoles, operators }),
      '.chatops/inventory.yaml': stringify(inventory),
    },
    stage.chloe,
  );
  await until('the new rules are in force', async () =>
    (await inventoryInForce()).includes('db-01') ? undefined : true,
  );
}

it('what a run did can be undone though its approver lost the role, and the linter would refuse it now', async () => {
  const file = join(stage.stack.servers.server('db-01').home, 'old.conf');
  await writeFile(file, 'before\n');
  const pull = await mergeRunbook(stage, {
    targets: { servers: ['db-01'] },
    steps: [{ id: 'overwrite', uses: 'files.write', with: { path: file, content: 'after\n' } }],
  });
  const run = followRun(stage, pull);
  expect((await run.ended()).state).toBe('succeeded');
  expect(await readFile(file, 'utf8')).toBe('after\n');
  await changeTheRules();

  await stage.conversation.say(stage.alice, pull, '/ops rollback');
  await until('the rollback ended', async () => {
    const row = await run.row();
    return row?.attempt === 2 && row.finishedAt !== null ? row : undefined;
  });
  expect(await run.row()).toMatchObject({ purpose: 'rollback', state: 'rolled-back' });
  expect(await readFile(file, 'utf8')).toBe('before\n');

  // going forward is another matter: that is judged by the rules of today
  await stage.conversation.say(stage.alice, pull, '/ops unhold');
  await until('the hold is lifted', async () =>
    (await stage.stack.records.holds.standing(stage.stack.repository, pull)).length === 0 ? true : undefined,
  );
  await stage.conversation.say(stage.alice, pull, '/ops retry');
  const third = await until('the retry was judged', async () => {
    const row = await run.row();
    return row?.attempt === 3 && row.finishedAt !== null ? row : undefined;
  });
  expect(third.state).toBe('refused');
  expect(await readFile(file, 'utf8')).toBe('before\n');
});
