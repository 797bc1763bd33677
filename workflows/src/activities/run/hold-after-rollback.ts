import type { Holds } from '@chatops-commander/engine/records/holds';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import type { RunReportActivities } from './run-activities.js';

/**
 * What was undone is not done again by mistake: before a rolled-back run ends on record, its change is held, so that a
 * retry asks for the hold to be lifted first.
 */
export function holdAfterRollback(
  finishRun: RunReportActivities['finishRun'],
  records: { readonly runs: { get(runId: string): Promise<RunRow | undefined> }; readonly holds: Pick<Holds, 'place'> },
): RunReportActivities['finishRun'] {
  return async (end) => {
    const { runId, state } = end;
    const run = state === 'rolled-back' ? await records.runs.get(runId) : undefined;
    if (run !== undefined)
      await records.holds.place({
        id: `rolled-back:${runId}:${run.attempt}`,
        repository: run.repository,
        pull: run.pull,
        reason: `${runId} was rolled back`,
        by: 'chatops',
      });
    await finishRun(end);
  };
}
