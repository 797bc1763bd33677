import { requests } from './agent-requests.js';
import { askLines, leaseMostPowerful } from './ask-agent.js';
import type { SessionSource } from './connection-pool.js';
import { encode, jobName } from './job-path.js';
import type { LiveJob, ServerAddress } from './remote-execution.js';

/** The jobs, of whichever run, that have a living process on the server. Throws SshErrors. */
export async function liveJobs(sessions: SessionSource, server: ServerAddress): Promise<readonly LiveJob[]> {
  const lease = await leaseMostPowerful(sessions, server);
  let whole = false;
  try {
    const lines = await askLines(lease, requests.live(encode(server.name)));
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
