import { createHash } from 'node:crypto';
import type { JobLife, JobName, RemoteCommand } from './remote-execution.js';

/** Commands and listeners that several tests share. */
export const command = (argv: RemoteCommand['argv'], more: Partial<RemoteCommand> = {}): RemoteCommand => ({
  argv,
  become: 'login-user',
  timeoutMs: 30_000,
  ...more,
});

/** A constant script; its arguments are $1… */
export const shell = (script: string, args: readonly string[] = [], more: Partial<RemoteCommand> = {}): RemoteCommand =>
  command(['/bin/sh', '-c', script, 'test', ...args], more);

export const jobNamed = (step: string, more: Partial<JobName> = {}): JobName => ({
  run: 'run-1',
  step,
  server: 'web-01',
  attempt: 1,
  ...more,
});

/** Keeps what a job prints, and fails on a byte that comes twice, late or never. */
export function listen(
  options: { from?: JobLife['from']; signal?: AbortSignal; onBytes?: () => void | Promise<void> } = {},
) {
  const chunks: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  const next = { stdout: options.from?.stdout ?? 0, stderr: options.from?.stderr ?? 0 };
  let alive = 0;
  const life: JobLife = {
    signal: options.signal ?? new AbortController().signal,
    ...(options.from === undefined ? {} : { from: options.from }),
    onAlive: () => {
      alive += 1;
    },
    async onOutput(stream, offset, bytes) {
      if (offset !== next[stream]) throw new Error(`${stream} at ${offset} instead of ${next[stream]}`);
      next[stream] = offset + bytes.length;
      chunks[stream].push(Buffer.from(bytes));
      await options.onBytes?.();
    },
  };
  return {
    life,
    offsets: next,
    aliveCalls: () => alive,
    bytes: (stream: 'stdout' | 'stderr') => Buffer.concat(chunks[stream]),
    text: (stream: 'stdout' | 'stderr') => Buffer.concat(chunks[stream]).toString('utf8'),
  };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
