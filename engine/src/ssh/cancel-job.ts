import { requests } from './agent-requests.js';
import { askLine, askLines, leaseMostPowerful } from './ask-agent.js';
import type { Clock } from './clock.js';
import type { SessionSource } from './connection-pool.js';
import { JobNotStarted } from './job-errors.js';
import { type JobPath, jobPath } from './job-path.js';
import type { CancelResult, JobName, ServerAddress } from './remote-execution.js';
import type { SessionLease } from './server-sessions.js';

const PAUSE_MS = 50;
/** From KILL to an empty group; only a process stuck in the kernel takes longer. */
const KILL_MS = 5_000;
const SETTLE_MS = 1_000;

/**
 * Ends a job for good: one that did not start never will; one that runs gets TERM, `graceMs` later KILL, both to its
 * whole process group, and the server is asked whether anything of it is left. Throws SshErrors.
 */
export async function cancelJob(
  deps: { readonly sessions: SessionSource; readonly clock: Clock },
  options: { readonly server: ServerAddress; readonly name: JobName; readonly graceMs: number },
): Promise<CancelResult> {
  const { server, name } = options;
  const path = jobPath(name);
  const lease = await leaseMostPowerful(deps.sessions, server);
  let whole = false;
  try {
    const halt = async (signal: 'TERM' | 'KILL' | '0') => {
      const [word, ...rest] = await askLine(lease, requests.halt(path, signal));
      if (word === 'failed') throw new JobNotStarted(server, name, rest.join(' '));
      return word === 'never' ? word : { starting: word === 'starting', pids: rest.map(Number) };
    };
    const left = await haltGroup(halt, options.graceMs, deps.clock);
    const result = left === 'never' ? await neverStarted(lease, path, deps.clock) : await survivors(lease, path, left);
    whole = true;
    return result;
  } finally {
    if (whole) lease.release();
    else lease.discard();
  }
}

type Halted = 'never' | { readonly starting: boolean; readonly pids: readonly number[] };

/** TERM, patience, KILL. Returns what is left of the group. */
async function haltGroup(
  halt: (signal: 'TERM' | 'KILL' | '0') => Promise<Halted>,
  graceMs: number,
  clock: Clock,
): Promise<'never' | readonly number[]> {
  for (const [signal, patienceMs] of [
    ['TERM', graceMs],
    ['KILL', KILL_MS],
  ] as const) {
    const until = clock.now() + patienceMs;
    let halted = await halt(signal);
    for (;;) {
      if (halted === 'never') return 'never';
      if (halted.pids.length === 0) return [];
      if (clock.now() >= until) break;
      await clock.sleep(Math.min(PAUSE_MS, patienceMs));
      // Between its claim and its start a job has no group yet: then the signal is still owed.
      halted = await halt(halted.starting ? signal : '0');
    }
    if (signal === 'KILL') return halted.pids;
  }
  return [];
}

/** A process that left the group by setsid still carries the job's mark in its environment. */
async function survivors(lease: SessionLease, path: JobPath, group: readonly number[]): Promise<CancelResult> {
  const strays = (await askLine(lease, requests.strays(path))).slice(1).map(Number);
  const pids = [...new Set([...group, ...strays])];
  return pids.length === 0 ? { kind: 'gone' } : { kind: 'survived', pids };
}

/**
 * Unless its folder was removed while it ran: then it is among the living ones all the same. So, for a moment, is a
 * supervisor that is just finding out that we were first.
 */
async function neverStarted(lease: SessionLease, path: JobPath, clock: Clock): Promise<CancelResult> {
  const until = clock.now() + SETTLE_MS;
  for (;;) {
    const living = await askLines(lease, requests.live(path.server));
    const pids = living.filter(([, , run, job]) => run === path.run && job === path.job).map(([, pid]) => Number(pid));
    if (pids.length === 0) return { kind: 'never-started' };
    if (clock.now() >= until) return { kind: 'survived', pids };
    await clock.sleep(PAUSE_MS);
  }
}
