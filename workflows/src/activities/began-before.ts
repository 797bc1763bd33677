import type { Records } from '@chatops-commander/engine/records/records';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import type { RunInput } from '../contract.js';
import { executionId } from './run/execution-id.js';

/**
 * The run, when an earlier attempt of it did anything on a server. Then going on with it, or back, starts no change
 * that was not under way; one that was held at the door is a new start however often it is asked for.
 */
export async function beganBefore(
  input: RunInput,
  records: {
    readonly runs: Pick<Records['runs'], 'runsOfPull'>;
    readonly outcomes: Pick<Records['outcomes'], 'ofRun'>;
  },
): Promise<RunRow | undefined> {
  const rows = await records.runs.runsOfPull(input.repository, input.pull);
  const run = rows.find((one) => one.path === input.path && one.blob === input.blob);
  if (run === undefined) return undefined;
  for (let attempt = 1; attempt < run.attempt; attempt += 1)
    if ((await records.outcomes.ofRun(executionId(run.id, attempt))).length > 0) return run;
  return undefined;
}
