import { describe, expect, test } from 'vitest';
import { databaseEngines, roundsOn, useDatabase } from '../../test/record-databases.js';
import { createLocks, type LockAnswer, type LockWish } from './locks.js';
import { openPool } from './pool.js';

const wish = (servers: readonly string[], holder: string): LockWish => ({
  repository: 'acme/ops',
  servers,
  holder,
  runId: `r-${holder}`,
  reason: `deploy by ${holder}`,
  link: `https://github.example.com/acme/ops/pull/${holder}`,
});
const tokensOf = (answer: LockAnswer) => (answer.kind === 'acquired' ? answer.tokens : {});

describe.each(databaseEngines)('locks on %s', (engine) => {
  const database = useDatabase(engine);

  test('all or none, and who holds is told with reason and link', async () => {
    const locks = createLocks(database.db);
    expect(await locks.acquire(wish(['b1', 'b2'], 'one'))).toEqual({ kind: 'acquired', tokens: { b1: 1, b2: 1 } });
    expect(await locks.acquire(wish(['b3', 'b2'], 'two'))).toEqual({
      kind: 'held',
      by: [
        {
          repository: 'acme/ops',
          server: 'b2',
          holder: 'one',
          runId: 'r-one',
          reason: 'deploy by one',
          link: 'https://github.example.com/acme/ops/pull/one',
          since: expect.stringMatching(/^\d{4}-.*Z$/),
          expiresAt: null,
        },
      ],
      ahead: [],
    });
    expect(await locks.holders(['b3'])).toEqual([]);
    expect((await locks.holders()).map(({ server }) => server)).toEqual(['b1', 'b2']);
    expect(await locks.release({ runId: 'r-one', holder: 'one' })).toEqual(['b1', 'b2']);
    expect(await locks.holders()).toEqual([]);
    await locks.freeHolder('two');
  });

  test('tokens grow with each holder, also after releases', async () => {
    const locks = createLocks(database.db);
    for (let n = 1; n <= 5; n += 1) {
      expect(await locks.acquire(wish(['c1'], `holder-${n}`))).toEqual({ kind: 'acquired', tokens: { c1: n } });
      await locks.freeHolder(`holder-${n}`);
    }
  });

  test('the same holder acquires again with the same tokens', async () => {
    const locks = createLocks(database.db);
    const first = await locks.acquire(wish(['d1', 'd2'], 'again'));
    const [before] = await locks.holders(['d1']);
    expect(await locks.acquire(wish(['d2', 'd1', 'd1'], 'again'))).toEqual(first);
    expect((await locks.holders(['d1']))[0]?.since).toBe(before?.since);
    await locks.freeHolder('again');
  });

  test('a holder that lost its lock is told, even when the next one has it too', async () => {
    const locks = createLocks(database.db);
    const tokens = tokensOf(await locks.acquire(wish(['e1', 'e2'], 'old')));
    expect(await locks.lost({ holder: 'old', tokens })).toEqual([]);
    await locks.freeHolder('old');
    expect(await locks.lost({ holder: 'old', tokens })).toEqual(['e1', 'e2']);
    await locks.acquire(wish(['e1'], 'new'));
    expect(await locks.lost({ holder: 'old', tokens })).toEqual(['e1', 'e2']);
    await locks.acquire(wish(['e2'], 'old'));
    expect(await locks.lost({ holder: 'old', tokens })).toEqual(['e1', 'e2']);
    await Promise.all([locks.freeHolder('old'), locks.freeHolder('new')]);
  });

  test('a late release of an earlier attempt frees nothing of the next', async () => {
    const locks = createLocks(database.db);
    await locks.acquire({ ...wish(['f1'], 'attempt-2'), runId: 'r-f' });
    expect(await locks.release({ runId: 'r-f', holder: 'attempt-1' })).toEqual([]);
    expect(await locks.release({ runId: 'r-other', holder: 'attempt-2' })).toEqual([]);
    expect(await locks.release({ runId: 'r-f', holder: 'attempt-2' })).toEqual(['f1']);
  });

  test('a person holds a lock without a run', async () => {
    const locks = createLocks(database.db);
    const { runId: _, ...byHand } = wish(['g1'], 'person:alice');
    expect(await locks.acquire({ ...byHand, reason: `nul \0 ${'x'.repeat(1000)}` })).toMatchObject({
      kind: 'acquired',
    });
    expect(await locks.holders(['g1'])).toMatchObject([{ runId: null, holder: 'person:alice' }]);
    await locks.freeHolder('person:alice');
  });

  test('20 runs that want overlapping servers: never two holders of one, no deadlock, all served, many times over', async () => {
    // Several pools, as several workers have; five connections alone would queue up in front of the database.
    const pools = Array.from({ length: 4 }, () => openPool(database.url));
    const holding = new Map<string, string>();
    const clashes: string[] = [];
    const once = async (n: number, round: number): Promise<void> => {
      const locks = createLocks(pools[n % pools.length] ?? database.db);
      const holder = `run-${round}-${n}`;
      // In an order that differs by run; each shares a server with most others.
      const servers = [n % 5, (n * 3 + 1) % 5, (n * 2 + 3) % 5].map((which) => `s${which}`);
      for (;;) {
        const answer = await locks.acquire(wish(servers, holder));
        if (answer.kind === 'held') continue;
        for (const server of new Set(servers)) {
          const other = holding.get(server);
          if (other !== undefined) clashes.push(`${server}: ${other} and ${holder}`);
          holding.set(server, holder);
        }
        expect(await locks.lost({ holder, tokens: answer.tokens })).toEqual([]);
        for (const server of new Set(servers)) holding.delete(server);
        expect(await locks.release({ runId: `r-${holder}`, holder })).toEqual([...new Set(servers)].sort());
        return;
      }
    };
    for (let round = 0; round < roundsOn(engine); round += 1) {
      await Promise.all(Array.from({ length: 20 }, (_, n) => once(n, round)));
    }
    expect(clashes).toEqual([]);
    expect(await createLocks(database.db).holders()).toEqual([]);
    expect(await createLocks(database.db).waiters('acme/ops')).toEqual([]);
    await Promise.all(pools.map((pool) => pool.end()));
  }, 120_000);
});
