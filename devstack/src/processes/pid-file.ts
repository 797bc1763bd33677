import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ProcessIdentity, isRunning } from './process-identity.js';
import { stopProcess } from './stop-process.js';

/** Notes which process works on a folder, so that the next start finds it even if we are killed. */
export function writePidFile(file: string, identity: ProcessIdentity): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ pid: identity.pid, startedAt: identity.startedAt })}\n`);
  renameSync(draft, file);
}

/** What the file says; undefined when there is none or it cannot be read as one. */
export function readPidFile(file: string): ProcessIdentity | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedAt' in value)) return undefined;
  const { pid, startedAt } = value;
  return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : undefined;
}

export function removePidFile(file: string): void {
  rmSync(file, { force: true });
}

/** Ends what an earlier, killed start left running on this folder. Returns its pid, or undefined when there was nothing. */
export async function stopLeftOver(file: string, graceMs = 5_000): Promise<number | undefined> {
  const identity = readPidFile(file);
  const running = identity !== undefined && isRunning(identity);
  if (running) await stopProcess(identity, { graceMs });
  removePidFile(file);
  return running ? identity.pid : undefined;
}
