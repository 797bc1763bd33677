import type { Audit } from '@chatops-commander/engine/records/audit';
import type { LockHolder, Locks, LockWaiter } from '@chatops-commander/engine/records/locks';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import type { LiveJob, ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { explainTrouble } from '../prepare-step.js';
import type { LockActivities, LockAnswer, LockedBy } from './run-activities.js';
import { executionId } from './execution-id.js';

export interface LockDeps {
  readonly locks: Pick<Locks, 'acquire' | 'release' | 'freeHolder' | 'holders' | 'waiters'>;
  readonly runs: { get(runId: string): Promise<RunRow | undefined> };
  /** Whether Temporal knows this workflow as going on. */
  isOpen(workflowId: string): Promise<boolean>;
  /** Jobs of any run that live on a server now. @throws when the server cannot be asked. */
  liveJobs(server: ServerAddress): Promise<readonly LiveJob[]>;
  addressOf(runId: string, server: string): Promise<ServerAddress>;
  /** Tells a run that waits to ask again now. One that is gone needs no telling. */
  wake(workflowId: string): Promise<void>;
  readonly audit: Pick<Audit, 'append'>;
}
/** What the sweep does about locks. */
export interface DeadLocks {
  /** Frees what runs hold whose workflow is gone and whose servers are quiet. Returns those holders. */
  freeDeadLocks(): Promise<readonly string[]>;
}

/** Locks are rows; waiting is Temporal's. A dead holder's locks are freed only after all its servers are quiet. */
export function createLockActivities(deps: LockDeps): LockActivities & DeadLocks {
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
    // it may have given them back by itself since the list was read
    if (everywhere.length === 0) return [];
    const alive = (await Promise.all(everywhere.map(stillRunning))).filter((lock) => lock !== undefined);
    if (alive.length > 0) return alive;
    await deps.locks.freeHolder(holder);
    await wakeWaiters(everywhere);
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
  /** Whoever waits for one of these asks now; the queue decides who gets it. */
  async function wakeWaiters(freed: readonly Pick<LockHolder, 'repository' | 'server'>[]): Promise<void> {
    const servers = freed.map((lock) => lock.server);
    const repositories = [...new Set(freed.map((lock) => lock.repository))];
    const waiting = await Promise.all(repositories.map((repository) => deps.locks.waiters(repository, servers)));
    await Promise.all(
      waiting
        .flat()
        .slice(0, wokenAtOnce)
        .map(({ holder }) => deps.wake(holder)),
    );
  }
  return {
    async acquireLocks(runId, workflowId, servers): Promise<LockAnswer> {
      const run = await deps.runs.get(runId);
      if (run === undefined) throw new Error(`there is no run ${runId} on record`);
      const { repository } = run;
      const wish = { repository, servers, runId, holder: workflowId, reason: run.title, link: `#${run.pull}` };
      const first = await deps.locks.acquire(wish);
      if (first.kind === 'acquired') return { kind: 'acquired' };
      const holders = [...new Set(first.by.map((lock) => lock.holder))];
      const still = await Promise.all(holders.map((holder) => freeIfDead(holder, first.by)));
      if (still.flat().length > 0) return { kind: 'held', by: [...still.flat(), ...first.ahead.flatMap(comesBefore)] };
      const second = await deps.locks.acquire(wish);
      return second.kind === 'acquired'
        ? { kind: 'acquired' }
        : { kind: 'held', by: [...second.by, ...second.ahead.flatMap(comesBefore)] };

      /** The server that both want, told as held: what stands in the way is somebody's place in the queue. */
      function comesBefore(waiter: LockWaiter): LockedBy[] {
        const server = waiter.servers.find((one) => servers.includes(one)) ?? '';
        return [{ server, holder: waiter.holder, reason: waiter.reason, link: waiter.link, waits: true }];
      }
    },
    async releaseLocks(runId, workflowId) {
      const held = (await deps.locks.holders()).filter((lock) => lock.holder === workflowId);
      await deps.locks.release({ runId, holder: workflowId });
      await wakeWaiters(held);
    },
    async freeDeadLocks() {
      const held = (await deps.locks.holders()).filter((lock) => lock.runId !== null);
      const holders = [...new Set(held.map((lock) => lock.holder))];
      const left = await Promise.all(
        holders.map(async (holder) => ((await freeIfDead(holder, held)).length === 0 ? [holder] : [])),
      );
      return left.flat();
    },
  };
}

/** The first in line is among the first; all would be many signals for one server. */
const wokenAtOnce = 20;
