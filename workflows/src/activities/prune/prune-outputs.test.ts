import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { createMemoryAudit } from '../run/sample-run.fixture.js';
import { createPruneActivities } from './prune-outputs.js';

async function prune(there: number, outputDays: number) {
  let left = there;
  const asked: number[] = [];
  const audit = createMemoryAudit();
  const outputs = {
    async pruneOutputs(days: number, atMost: number) {
      asked.push(days);
      const count = Math.min(left, atMost);
      left -= count;
      return count;
    },
  };
  const { pruneOutputs } = createPruneActivities({ records: { outputs, audit }, outputDays });
  const pruned: number = await new MockActivityEnvironment().run(pruneOutputs);
  return { pruned, left, asked, audit: audit.entries };
}

test('what is too old goes, however much, and the audit log says so once', async () => {
  const { pruned, left, audit } = await prune(1_200, 30);
  expect([pruned, left]).toEqual([1_200, 0]);
  expect(audit).toMatchObject([{ kind: 'outputs.pruned', data: { days: 30, executions: 1_200 } }]);
});

test('where nothing is too old, nothing is said', async () => {
  expect(await prune(0, 30)).toMatchObject({ pruned: 0, asked: [30], audit: [] });
});

test('0 days: nothing ever goes', async () => {
  expect(await prune(10, 0)).toMatchObject({ pruned: 0, left: 10, asked: [], audit: [] });
});
