import { JobConflict, JobNotStarted } from './job-errors.js';
import { decode } from './job-path.js';
import type { JobResult, RemoteJob, ServerAddress } from './remote-execution.js';
import type { Standing } from './standing.js';

/** Something of the job runs. */
export const isAlive = ({ kind }: Standing): boolean => kind === 'running' || kind === 'orphan';

/** Nothing about it will change by waiting. */
export function isSettled(standing: Standing): boolean {
  switch (standing.kind) {
    case 'starting':
    case 'running':
    case 'orphan':
    case 'empty':
    case 'waiting':
    case 'lost':
      return false;
    default:
      return true;
  }
}

/** What a settled standing means to the caller. Throws JobConflict, JobNotStarted; RangeError for an unsettled one. */
export function resultOf(
  standing: Standing,
  facts: { server: ServerAddress; job: RemoteJob; digest: string; startedHere: boolean; bootId: string },
): JobResult {
  const { server, job, digest, startedHere, bootId } = facts;
  switch (standing.kind) {
    case 'done': {
      const { exit, durationMs } = standing;
      return { kind: 'exited', exit, bootId: standing.bootId, startedHere, durationMs };
    }
    case 'never':
      return { kind: 'exited', exit: { kind: 'cancelled' }, bootId, startedHere: false, durationMs: 0 };
    case 'rebooted':
      return { kind: 'rebooted', bootIdBefore: standing.bootId, bootIdNow: bootId };
    case 'busy':
      return { kind: 'busy', run: decode(standing.run), pid: standing.pid };
    case 'gone':
      return { kind: 'unknown', because: 'its supervisor ended without noting an exit code' };
    case 'empty':
      return { kind: 'unknown', because: 'it was claimed, but its supervisor left no record' };
    case 'absent':
      return {
        kind: 'unknown',
        because: 'it may have been started before, and the server has no trace of it',
        absent: true,
      };
    case 'stale':
      return {
        kind: 'unknown',
        because: 'it may have been started before the last reboot, which can take a record with it',
      };
    case 'conflict':
      throw new JobConflict(server, job.name, digest, standing.digest);
    case 'failed':
      throw new JobNotStarted(server, job.name, standing.reason);
    case 'starting':
    case 'running':
    case 'orphan':
    case 'waiting':
    case 'lost':
      throw new RangeError(`A job that is ${standing.kind} has no result yet; this is a fault in its caller.`);
    default:
      return standing satisfies never;
  }
}
