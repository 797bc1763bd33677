import type { NewHold } from '@chatops-commander/engine/records/holds';
import { expect, it } from 'vitest';
import { holdAfterRollback } from './hold-after-rollback.js';
import { sampleRow } from './sample-run.fixture.js';

it.each([
  ['rolled-back', ['rolled-back:r-abc:1 acme/ops#3', 'finished']],
  ['failed', ['finished']],
  ['succeeded', ['finished']],
] as const)('a run that ends as %s', async (result, done) => {
  const seen: string[] = [];
  const finish = holdAfterRollback(async () => void seen.push('finished'), {
    runs: { get: async () => sampleRow },
    holds: { place: async ({ id, repository, pull }: NewHold) => void seen.push(`${id} ${repository}#${pull}`) },
  });
  await finish({ runId: 'r-abc', state: result, troubles: 0, trouble: [], undo: undefined, watched: undefined });
  expect(seen).toEqual(done);
});
