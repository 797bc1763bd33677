import { setTimeout as sleep } from 'node:timers/promises';
import { type ProcessIdentity, isRunning } from './process-identity.js';

/** A process outlived SIGKILL for this long: it hangs in the kernel, or is not ours to end. */
const KILL_PATIENCE_MS = 10_000;
const POLL_MS = 10;

/** A process that could not be ended. Somebody has to look at it before its data can be used again. */
export class ProcessSurvived extends Error {
  constructor(
    readonly pid: number,
    options?: ErrorOptions,
  ) {
    super(`Process ${pid} did not end. Look at it with "ps -p ${pid}", end it, and start again.`, options);
    this.name = 'ProcessSurvived';
  }
}

/**
 * Ends a process, whoever started it: SIGTERM, then SIGKILL after `graceMs`. Resolves when it is gone; nothing happens
 * when it is gone already. Throws ProcessSurvived.
 */
export async function stopProcess(
  identity: ProcessIdentity,
  { graceMs, signal = 'SIGTERM' }: { readonly graceMs: number; readonly signal?: NodeJS.Signals },
): Promise<void> {
  if (graceMs > 0 && send(identity, signal) && (await goneWithin(identity, graceMs))) return;
  if (send(identity, 'SIGKILL') && !(await goneWithin(identity, KILL_PATIENCE_MS)))
    throw new ProcessSurvived(identity.pid);
}

/** False when there is nobody left to send it to. */
function send(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isRunning(identity)) return false;
  try {
    process.kill(identity.pid, signal);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ESRCH') return false;
    throw new ProcessSurvived(identity.pid, { cause });
  }
}

/** Polls: only a parent is told of an end, and what is stopped here is often somebody else's child. */
async function goneWithin(identity: ProcessIdentity, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (isRunning(identity)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}
