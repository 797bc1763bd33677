import { openPool } from '@chatops-commander/engine/records/pool';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { until } from '../durability/stage/until.js';

let test: TestStack;
beforeAll(async () => {
  test = await startTestStack();
});
afterAll(() => test?.stop());

it('what a command printed long ago is forgotten by the clock, and the audit log says so', async () => {
  const { outputs, audit } = test.stack.records;
  const execution = (runId: string) => ({ runId, stepId: 's1', server: 'web-01', attempt: 1 });
  for (const runId of ['r-old00000', 'r-new00000'])
    await outputs.append({ ...execution(runId), stream: 'stdout', offset: 0, bytes: Buffer.from('printed') });
  const pool = openPool(test.stack.settings.databaseUrl);
  test.endWith(() => pool.end());
  await pool.query("update outputs set stored_at = now() - interval '91 days' where run_id = $1", ['r-old00000']);

  await test.starts.pruneNow();
  await until(
    'the old output is gone',
    async () => (await outputs.offsets(execution('r-old00000'))).stdout === 0 || undefined,
  );
  expect(await outputs.offsets(execution('r-new00000'))).toMatchObject({ stdout: 7 });
  const told = await until('the audit log says so', async () => (await audit.about('outputs', 1))[0]);
  expect(told).toMatchObject({ kind: 'outputs.pruned', data: { days: 90, executions: 1 } });
});
