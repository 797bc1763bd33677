import { ConnectionLost } from './connection-errors.js';
import { type ReadDeps, readAnswer } from './read-answer.js';
import type { CommandResult, RemoteCommand, RemoteReads, ServerAddress } from './remote-execution.js';
import { SessionEnded } from './session-ended.js';

type ReadOptions = Parameters<RemoteReads['read']>[2];

/**
 * Runs a reading command in one round trip. It leaves nothing on the server, so a connection that breaks is answered by
 * running it once more. On time-out and abort it is killed there and counts as ended so. Throws SshErrors.
 */
export async function readCommand(
  deps: ReadDeps,
  server: ServerAddress,
  command: RemoteCommand,
  options: ReadOptions,
): Promise<CommandResult> {
  try {
    return await readOnce(deps, server, command, options);
  } catch (error) {
    if (!(error instanceof ConnectionLost) || options.signal?.aborted) throw error;
    return readOnce(deps, server, command, options);
  }
}

async function readOnce(
  deps: ReadDeps,
  server: ServerAddress,
  command: RemoteCommand,
  options: ReadOptions,
): Promise<CommandResult> {
  const lease = await deps.sessions.lease(server, command.become);
  let done = false;
  try {
    const { result, whole } = await readAnswer(deps, { server, lease, command }, options);
    done = whole;
    return result;
  } catch (error) {
    throw error instanceof SessionEnded ? lease.lost() : error;
  } finally {
    if (done) lease.release();
    else lease.discard();
  }
}
