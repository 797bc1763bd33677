import { FACTS_COMMAND, parseFacts } from '../actions/system/system-info.js';
import type { RemoteReads } from '../ssh/remote-execution.js';
import { READ_BYTES } from './read-step.js';
import type { RanJob } from './run-job.js';
import type { Intent, StepRun } from './step-run.js';

/** The server has no trace of the job. */
export const isAbsent = (ran: RanJob): boolean =>
  ran.kind === 'other' && ran.job.kind === 'unknown' && ran.job.absent === true;

/**
 * Whether a step whose intent is on record and whose job the server has no trace of was certainly never started: its
 * worker died between the two. Nobody noted that it ever heard of it, and it has not been rebooted since the intent, which
 * could have taken a fresh record along. Starting is then safe even if the dead worker's request still comes: of two
 * starts of one name the server carries out one.
 */
export async function neverStarted(
  deps: { readonly reads: RemoteReads },
  run: StepRun,
  intent: Intent,
): Promise<boolean> {
  if (intent.contacted === true || intent.bootId === undefined) return false;
  const facts = parseFacts(await deps.reads.read(run.server, FACTS_COMMAND, { maxBytes: READ_BYTES }));
  return facts?.bootId === intent.bootId;
}
