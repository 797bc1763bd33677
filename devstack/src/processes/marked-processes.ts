import { readFileSync, readdirSync } from 'node:fs';
import { type ProcessIdentity, identifyProcess } from './process-identity.js';
import { stopProcess } from './stop-process.js';

/** An environment entry that a process and everything it starts inherit, however often they detach. */
export interface ProcessMark {
  readonly name: string;
  readonly value: string;
}

/** The running processes that carry the mark. Only Linux shows the environment of others; elsewhere none are found. */
export function findMarkedProcesses(mark: ProcessMark): readonly ProcessIdentity[] {
  if (process.platform !== 'linux') return [];
  const entry = `${mark.name}=${mark.value}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid && environmentOf(name).includes(entry))
    .flatMap((name) => identifyProcess(Number(name)) ?? []);
}

/** Ends all that carry the mark; looks again until a look finds none, since they may be starting others. */
export async function stopMarkedProcesses(mark: ProcessMark, graceMs: number): Promise<void> {
  for (let found = findMarkedProcesses(mark); found.length > 0; found = findMarkedProcesses(mark))
    await Promise.all(found.map((identity) => stopProcess(identity, { graceMs })));
}

function environmentOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
