import type { LockHolder, LockWaiter } from '@chatops-commander/engine/records/locks';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { ServerUnreachable } from '@chatops-commander/engine/ssh/connection-errors';
import type { LiveJob, ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { describe, expect, it } from 'vitest';
import { createLockActivities } from './locks.js';

const lock = (server: string, holder: string): LockHolder => ({
  repository: 'acme/ops',
  server,
  holder,
  runId: 'r-old',
  reason: 'an earlier run',
  link: '#1',
  since: '2026-01-01T00:00:00Z',
  expiresAt: null,
});
const job = (run: string): LiveJob => ({ name: { run, step: 's1', server: 'web-01', attempt: 1 }, pid: 4711 });

/** Locks of one earlier holder; taking succeeds once it is freed. */
function stage(options: {
  waiting?: readonly string[];
  holder?: string;
  open?: boolean;
  live?: readonly LiveJob[];
  unreachable?: Error;
}) {
  const holder = options.holder ?? 'run:r-old:1';
  let held: LockHolder[] = [lock('web-01', holder), lock('web-02', holder)];
  const asked: string[] = [];
  const woken: string[] = [];
  const activities = createLockActivities({
    locks: {
      acquire: async ({ servers }) => {
        const by = held.filter((one) => servers.includes(one.server));
        return by.length === 0 ? { kind: 'acquired', tokens: {} } : { kind: 'held', by, ahead: [] };
      },
      release: async () => [],
      freeHolder: async () => {
        held = [];
        return [];
      },
      holders: async () => held,
      // only the holder is looked at here
      waiters: async () => (options.waiting ?? []).map((one) => ({ holder: one }) as LockWaiter),
    },
    // only these are looked at here
    runs: { get: async (id) => ({ id, repository: 'acme/ops', title: 'a run', pull: 1, attempt: 1 }) as RunRow },
    wake: async (workflowId) => void woken.push(workflowId),
    isOpen: async () => options.open ?? false,
    async liveJobs(server) {
      asked.push(server.name);
      if (options.unreachable !== undefined) throw options.unreachable;
      return options.live ?? [];
    },
    // only the name is looked at here
    addressOf: async (_runId, name) => ({ name }) as ServerAddress,
    audit: { append: async () => ({ seq: 1, hash: '' }) },
  });
  return { ...activities, acquire: () => activities.acquireLocks('r-new', 'run:r-new:1', ['web-01']), asked, woken };
}

describe('acquireLocks', () => {
  it('waits for a holder whose workflow goes on, and says who', async () => {
    const { acquire, asked } = stage({ open: true });
    expect(await acquire()).toMatchObject({ kind: 'held', by: [{ server: 'web-01', holder: 'run:r-old:1' }] });
    expect(asked).toEqual([]);
  });

  it('takes over from a dead holder once all its servers are quiet, not only those wanted', async () => {
    const { acquire, asked } = stage({});
    expect(await acquire()).toEqual({ kind: 'acquired' });
    expect(asked.sort()).toEqual(['web-01', 'web-02']);
  });

  it('waits while a command of the dead run still lives, and names its pid', async () => {
    const { acquire } = stage({ live: [job('r-old')] });
    expect(await acquire()).toMatchObject({ kind: 'held', by: [{ reason: expect.stringContaining('pid 4711') }, {}] });
  });

  it('waits, and says why, while a server of the dead run cannot be asked', async () => {
    const unreachable = new ServerUnreachable({ name: 'web-01', host: '10.0.0.1', port: 22 }, 'refused');
    expect(await stage({ unreachable }).acquire()).toMatchObject({
      kind: 'held',
      by: [{ reason: expect.stringContaining('its workflow is gone and the server cannot be asked: `web-01`') }, {}],
    });
  });

  it('does not take a fault of its own for a server that cannot be asked', async () => {
    const fault = new TypeError('a fault');
    await expect(stage({ unreachable: fault }).acquire()).rejects.toBe(fault);
  });

  it('does not mind jobs of other runs', async () => {
    expect(await stage({ live: [job('r-else')] }).acquire()).toEqual({ kind: 'acquired' });
  });

  it('never frees a lock that a person took', async () => {
    expect(await stage({ holder: 'person:chloe' }).acquire()).toMatchObject({ kind: 'held' });
  });
});

describe('the sweep of locks', () => {
  it('frees what a dead run holds though nobody waits for it', async () => {
    const { freeDeadLocks, acquire } = stage({});
    expect(await freeDeadLocks()).toEqual(['run:r-old:1']);
    expect(await acquire()).toEqual({ kind: 'acquired' });
  });

  it.each([
    ['a run that goes on', { open: true }],
    ['a run whose command lives', { live: [job('r-old')] }],
  ])('leaves %s alone', async (_case, options) => {
    expect(await stage(options).freeDeadLocks()).toEqual([]);
  });
});

it('a release wakes whoever waits for the servers', async () => {
  const { releaseLocks, woken } = stage({ waiting: ['run:r-next:1'] });
  await releaseLocks('r-old', 'run:r-old:1');
  expect(woken).toEqual(['run:r-next:1']);
});
