import type { Audit } from '@chatops-commander/engine/records/audit';
import type { LockHolder, Locks } from '@chatops-commander/engine/records/locks';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import type { LiveJob, ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { explainTrouble } from '../prepare-step.js';
import type { LockActivities, LockAnswer } from './run-activities.js';
import { executionId } from './execution-id.js';

export interface LockDeps {
  readonly locks: Pick<Locks, 'acquire' | 'release' | 'freeHolder' | 'holders'>;
  readonly runs: { get(runId: string): Promise<RunRow | undefined> };
  /** Whether Temporal knows this workflow as going on. */
  isOpen(workflowId: string): Promise<boolean>;
  /** Jobs of any run that live on a server now. @throws when the server cannot be asked. */
  liveJobs(server: ServerAddress): Promise<readonly LiveJob[]>;
  addressOf(runId: string, server: string): Promise<ServerAddress>;
  readonly audit: Pick<Audit, 'append'>;
}

/** Locks are rows; waiting is Temporal's. A dead holder's locks are freed only after all its servers are quiet. */
export function createLockActivities(deps: LockDeps): LockActivities {
  /** What still runs, or may run, there of a run whose workflow is gone; undefined when the server is quiet. */
  async function stillRunning(lock: LockHolder): Promise<LockHolder | undefined> {
    if (lock.runId === null) return lock;
    const dead = await deps.runs.get(lock.runId);
    const executions = Array.from({ length: dead?.attempt ?? 1 }, (_, index) =>
      executionId(lock.runId ?? '', index + 1),
    );
    const jobs = await askForJobs(await deps.addressOf(lock.runId, lock.server));
    if ('unasked' in jobs) {
      return { ...lock, reason: `its workflow is gone and the server cannot be asked: ${jobs.unasked}` };
    }
    const alive = jobs.live.find((job) => executions.includes(job.name.run));
    return (
      alive && {
        ...lock,
        reason: `its workflow is gone, but its step ${alive.name.step} still runs there (pid ${alive.pid})`,
      }
    );
  }
  async function askForJobs(
    server: ServerAddress,
  ): Promise<{ readonly live: readonly LiveJob[] } | { readonly unasked: string }> {
    try {
      return { live: await deps.liveJobs(server) };
    } catch (error) {
      const because = explainTrouble(error);
      if (because === undefined) throw error;
      return { unasked: because.en };
    }
  }
  async function freeIfDead(holder: string, held: readonly LockHolder[]): Promise<readonly LockHolder[]> {
    const theirs = held.filter((lock) => lock.holder === holder);
    if (holder.startsWith('person:') || (await deps.isOpen(holder))) return theirs;
    const everywhere = (await deps.locks.holders()).filter((lock) => lock.holder === holder);
    const alive = (await Promise.all(everywhere.map(stillRunning))).filter((lock) => lock !== undefined);
    if (alive.length > 0) return alive;
    await deps.locks.freeHolder(holder);
    await deps.audit.append({
      actor: 'chatops',
      kind: 'lock.freed',
      subject: holder,
      data: {
        servers: everywhere.map((lock) => lock.server),
        because: 'its workflow is gone and its servers are quiet',
      },
    });
    return [];
  }
  return {
    async acquireLocks(runId, workflowId, servers): Promise<LockAnswer> {
      const run = await deps.runs.get(runId);
      const wish = {
        servers,
        runId,
        holder: workflowId,
        reason: run?.title ?? runId,
        link: run === undefined ? '' : `#${run.pull}`,
      };
      const first = await deps.locks.acquire(wish);
      if (first.kind === 'acquired') return { kind: 'acquired' };
      const holders = [...new Set(first.by.map((lock) => lock.holder))];
      const still = await Promise.all(holders.map((holder) => freeIfDead(holder, first.by)));
      if (still.flat().length > 0) return { kind: 'held', by: still.flat() };
      const second = await deps.locks.acquire(wish);
      return second.kind === 'acquired' ? { kind: 'acquired' } : { kind: 'held', by: second.by };
    },
    async releaseLocks(runId, workflowId) {
      await deps.locks.release({ runId, holder: workflowId });
    },
  };
}
