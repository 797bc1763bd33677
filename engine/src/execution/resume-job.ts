import type { RemoteCommand, RemoteJobs, RemoteReads } from '../ssh/remote-execution.js';
import { isAbsent, neverStarted } from './never-started.js';
import type { OutputSink } from './output-sink.js';
import { type RanJob, runJob } from './run-job.js';
import type { Intent, StepLife, StepRun } from './step-run.js';

/**
 * Finds the job of an intent on record and follows it. The first question leaves a job without any trace startable: one
 * that certainly never started is started now, and any other is barred before a person is asked about it.
 */
export async function resumeJob(
  deps: { readonly jobs: RemoteJobs; readonly outputs: OutputSink; readonly reads: RemoteReads },
  run: StepRun,
  { intent, command, life }: { readonly intent: Intent; readonly command: RemoteCommand; readonly life: StepLife },
): Promise<RanJob> {
  const asked = await runJob(deps, run, command, { firstContact: false, bars: false, life });
  if (!isAbsent(asked)) return asked;
  const firstContact = await neverStarted(deps, run, intent);
  return runJob(deps, run, command, { firstContact, life });
}
