import { requests } from './agent-requests.js';
import type { Become } from './agent-session.js';
import { askLine } from './ask-agent.js';
import type { SessionSource } from './connection-pool.js';
import type { ServerAddress } from './remote-execution.js';
import type { SessionLease } from './server-sessions.js';
import { SshError } from './ssh-error.js';

/**
 * Ends whatever a session runs in its foreground, and the session with it, from another session. KILL at once: only
 * reading commands and streams are ended so. Durable jobs have groups of their own and are not touched. When the server
 * can't be reached any more, there is nothing left to do.
 */
export async function killGroupOf(
  sessions: SessionSource,
  server: ServerAddress,
  become: Become,
  victim: SessionLease,
): Promise<void> {
  const { group } = victim.session;
  if (group === undefined) return;
  try {
    const lease = await sessions.lease(server, become);
    let whole = false;
    try {
      await askLine(lease, requests.killGroup(group));
      whole = true;
    } finally {
      if (whole) lease.release();
      else lease.discard();
    }
  } catch (error) {
    if (!(error instanceof SshError)) throw error;
  }
}
