import { requests } from './agent-requests.js';
import { askLines, leaseMostPowerful } from './ask-agent.js';
import type { SessionSource } from './connection-pool.js';
import { encode, jobName } from './job-path.js';
import type { LiveJob, ServerAddress } from './remote-execution.js';

/** The jobs, of whichever run, that have a living process on the server. Throws SshErrors. */
export const liveJobs = (sessions: SessionSource, server: ServerAddress): Promise<readonly LiveJob[]> =>
  jobsIn(sessions, server, requests.live(encode(server.name)));

/**
 * Processes that a job started and that are not in its group: daemons that were meant to stay, and what got away from a
 * cancel or a time limit. A service manager's own services are not among them. Throws SshErrors.
 */
export const leftBehind = (sessions: SessionSource, server: ServerAddress): Promise<readonly LiveJob[]> =>
  jobsIn(sessions, server, requests.leftBehind(encode(server.name)));

async function jobsIn(sessions: SessionSource, server: ServerAddress, request: string): Promise<readonly LiveJob[]> {
  const lease = await leaseMostPowerful(sessions, server);
  let whole = false;
  try {
    const lines = await askLines(lease, request);
    whole = true;
    return lines.map(([, pid = '', run = '', job = '']) => ({
      name: jobName(server.name, run, job),
      pid: Number(pid),
    }));
  } finally {
    if (whole) lease.release();
    else lease.discard();
  }
}
