import type { SessionSource } from './connection-pool.js';
import { SudoMissing } from './login-errors.js';
import type { ServerAddress } from './remote-execution.js';
import type { SessionLease } from './server-sessions.js';

/** The words of a one-line answer. Throws what the lease says when the session ends instead. */
export async function askLine(lease: SessionLease, request: string): Promise<string[]> {
  lease.session.request(request);
  return nextLine(lease);
}

/** The words of each line up to the one that says `end`. */
export async function askLines(lease: SessionLease, request: string): Promise<string[][]> {
  lease.session.request(request);
  const lines: string[][] = [];
  for (;;) {
    const line = await nextLine(lease);
    if (line[0] === 'end') return lines;
    lines.push(line);
  }
}

async function nextLine(lease: SessionLease): Promise<string[]> {
  const text = await lease.session.stdout.nextMark(() => undefined);
  if (text === undefined) throw lease.lost();
  return text.split(' ');
}

/** As root where the inventory says so and the server agrees, since root can signal and see everybody's processes. */
export async function leaseMostPowerful(sessions: SessionSource, server: ServerAddress): Promise<SessionLease> {
  if (server.sudo !== 'nopasswd') return sessions.lease(server, 'login-user');
  try {
    return await sessions.lease(server, 'root');
  } catch (error) {
    if (error instanceof SudoMissing) return sessions.lease(server, 'login-user');
    throw error;
  }
}
