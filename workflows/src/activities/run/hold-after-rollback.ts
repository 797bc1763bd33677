import { noPull } from '@chatops-commander/engine/emergency/emergency-run';
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
    const run = end.state === 'rolled-back' ? await records.runs.get(end.runId) : undefined;
    if (run !== undefined && run.pull !== noPull)
      await records.holds.place({
        id: `rolled-back:${run.id}:${run.attempt}`,
        repository: run.repository,
        pull: run.pull,
        reason: `${run.id} was rolled back`,
        by: 'chatops',
      });
    await finishRun(end);
  };
}
