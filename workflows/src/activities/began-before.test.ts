import { expect, it } from 'vitest';
import { beganBefore } from './began-before.js';
import { sampleRow } from './run/sample-run.fixture.js';

const { repository, pull, mergeCommit, path, blob, id } = sampleRow;
const input = { repository, pull, mergeCommit, path, blob };

it.each<[name: string, attempt: number, withOutcomes: readonly string[], began: boolean]>([
  ['the first attempt', 1, [id], false],
  ['a second one after a first that did something', 2, [id], true],
  ['a second one after a first that was held at the door', 2, [], false],
  ['a third one after a second that did something', 3, [`${id}.2`], true],
  ['its own outcomes do not count', 2, [`${id}.2`], false],
])('%s', async (_name, attempt, withOutcomes, began) => {
  const records = {
    runs: { runsOfPull: async () => [{ ...sampleRow, attempt }] },
    // only how many there are is asked
    outcomes: { ofRun: async (execution: string) => (withOutcomes.includes(execution) ? ([{}] as never) : []) },
  };
  expect((await beganBefore(input, records))?.id).toBe(began ? id : undefined);
  expect(await beganBefore({ ...input, blob: 'e'.repeat(40) }, records)).toBeUndefined();
});
