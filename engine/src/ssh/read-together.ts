import { requests } from './agent-requests.js';
import { type ReadDeps, readAnswer } from './read-answer.js';
import { readCommand } from './read-command.js';
import type { CommandResult, RemoteCommand, RemoteLooks, ServerAddress } from './remote-execution.js';
import { SessionEnded } from './session-ended.js';

type ReadOptions = Parameters<RemoteLooks['readTogether']>[2];

/** More is not sent ahead: the requests lie in the server's buffers until their turn comes. */
const LONGEST_REQUESTS = 256 * 1024;

/**
 * Sends all requests before the first answer, so that many small looks cost one round trip. Each has its own time limit,
 * which begins when its turn comes, and its own bound. What ends one of them ends the shell: the answers that came stay,
 * and those after it are asked for anew, in a shell of their own. They only read. Throws SshErrors.
 */
export async function readTogether(
  deps: ReadDeps,
  server: ServerAddress,
  commands: readonly RemoteCommand[],
  options: ReadOptions,
): Promise<readonly CommandResult[]> {
  const results: CommandResult[] = [];
  while (results.length < commands.length) {
    const rest = commands.slice(results.length);
    const { answers, broke } = await readAll(deps, server, rest, options);
    if (rest.length > 1) options.signal?.throwIfAborted();
    results.push(...answers);
    const next = commands[results.length];
    // whether the connection broke or this one ended its shell is told when it is asked for by itself
    if (broke && next !== undefined) results.push(await readCommand(deps, server, next, options));
  }
  return results;
}

interface Answers {
  readonly answers: readonly CommandResult[];
  /** The session ended under the one after the last answer, or none is worth sharing. */
  readonly broke: boolean;
}

/** Up to the first that was ended before its own end. */
async function readAll(
  deps: ReadDeps,
  server: ServerAddress,
  commands: readonly RemoteCommand[],
  options: ReadOptions,
): Promise<Answers> {
  const answers: CommandResult[] = [];
  const calls = commands.map((command) => requests.read(command));
  const fits = calls.reduce((sum, { length }) => sum + length, 0) <= LONGEST_REQUESTS;
  const [first] = commands;
  if (first === undefined || calls.length < 2 || !fits || commands.some(({ become }) => become !== first.become))
    return { answers, broke: true };
  const lease = await deps.sessions.lease(server, first.become);
  let whole = true;
  let done = false;
  try {
    for (const call of calls) lease.session.request(call);
    for (const command of commands) {
      const answer = await readAnswer(deps, { server, lease, command, sent: true }, options);
      answers.push(answer.result);
      whole = answer.whole;
      if (!whole) break;
    }
    done = whole;
    return { answers, broke: false };
  } catch (error) {
    if (error instanceof SessionEnded) return { answers, broke: true };
    throw error;
  } finally {
    if (done) lease.release();
    else lease.discard();
  }
}
