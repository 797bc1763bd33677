import { describe, expect, test } from 'vitest';
import { databaseEngines, useDatabase } from '../../test/record-databases.js';
import { createLocks, type LockWish } from './locks.js';

const wish = (servers: readonly string[], holder: string, more: Partial<LockWish> = {}): LockWish => ({
  repository: 'acme/ops',
  servers,
  holder,
  runId: `r-${holder}`,
  reason: `deploy by ${holder}`,
  link: '#1',
  ...more,
});
const byHand = (server: string, holder: string, more: Partial<LockWish> = {}): LockWish => {
  const { runId: _, ...hand } = wish([server], holder, { queue: false, ...more });
  return hand;
};

describe.each(databaseEngines)('the queue for servers on %s', (engine) => {
  const database = useDatabase(engine);
  const locks = () => createLocks(database.db);

  test('who came first goes first, also when the later one wants less', async () => {
    await locks().acquire(wish(['a1'], 'one'));
    const first = wish(['a1', 'a2'], 'wide');
    const second = wish(['a2'], 'narrow');
    expect(await locks().acquire(first)).toMatchObject({ kind: 'held', by: [{ holder: 'one' }], ahead: [] });
    // free, and yet promised to the one before
    expect(await locks().acquire(second)).toMatchObject({ kind: 'held', by: [], ahead: [{ holder: 'wide' }] });
    expect((await locks().waiters('acme/ops', ['a2'])).map(({ holder }) => holder)).toEqual(['wide', 'narrow']);
    await locks().release({ runId: 'r-one', holder: 'one' });
    expect(await locks().acquire(second)).toMatchObject({ kind: 'held', ahead: [{ holder: 'wide' }] });
    expect(await locks().acquire(first)).toMatchObject({ kind: 'acquired' });
    await locks().freeHolder('wide');
    expect(await locks().acquire(second)).toMatchObject({ kind: 'acquired' });
    await locks().freeHolder('narrow');
  });

  test('nobody waits for who wants other servers', async () => {
    await locks().acquire(wish(['b1'], 'one'));
    await locks().acquire(wish(['b1'], 'waits'));
    expect(await locks().acquire(wish(['b2'], 'other'))).toMatchObject({ kind: 'acquired' });
    for (const holder of ['one', 'waits', 'other']) await locks().freeHolder(holder);
  });

  test('a waiter that gave up, or stopped asking, holds nobody up', async () => {
    await locks().acquire(wish(['c1'], 'one'));
    await locks().acquire(wish(['c1'], 'gives-up'));
    await locks().acquire(wish(['c1'], 'vanishes'));
    await locks().acquire(wish(['c1'], 'stays'));
    await locks().release({ runId: 'r-gives-up', holder: 'gives-up' });
    await database.db.query(`update lock_waiters set seen_at = now() - interval '1 hour' where holder = 'vanishes'`);
    await locks().freeHolder('one');
    expect(await locks().acquire(wish(['c1'], 'stays'))).toMatchObject({ kind: 'acquired' });
    await locks().freeHolder('stays');
    await locks().freeHolder('vanishes');
  });

  test('asking again when it has them already is no queueing', async () => {
    await locks().acquire(wish(['d1'], 'has'));
    await locks().acquire(wish(['d1'], 'waits'));
    expect(await locks().acquire(wish(['d1'], 'has'))).toMatchObject({ kind: 'acquired' });
    for (const holder of ['has', 'waits']) await locks().freeHolder(holder);
  });

  test('the same name in two repositories is two servers', async () => {
    await locks().acquire(wish(['e1'], 'ours'));
    expect(await locks().acquire(wish(['e1'], 'theirs', { repository: 'other/ops' }))).toMatchObject({
      kind: 'acquired',
    });
    expect((await locks().holders(['e1'], 'Acme/Ops')).map(({ holder }) => holder)).toEqual(['ours']);
    expect(await locks().holders(['e1'])).toHaveLength(2);
    for (const holder of ['ours', 'theirs']) await locks().freeHolder(holder);
  });

  test('what a person took by hand expires, and another takes it with a higher token', async () => {
    expect(await locks().acquire(byHand('f1', 'person:alice', { expiresInMs: 3_600_000 }))).toMatchObject({
      tokens: { f1: 1 },
    });
    expect(await locks().holders(['f1'])).toMatchObject([{ expiresAt: expect.stringMatching(/Z$/) }]);
    expect(await locks().acquire(wish(['f1'], 'run'))).toMatchObject({ kind: 'held' });
    await database.db.query(`update locks set expires_at = now() - interval '1 second' where server = 'f1'`);
    expect(await locks().holders(['f1'])).toEqual([]);
    expect(await locks().acquire(wish(['f1'], 'run'))).toEqual({ kind: 'acquired', tokens: { f1: 2 } });
    expect(await locks().holders(['f1'])).toMatchObject([{ holder: 'run', expiresAt: null }]);
    await locks().freeHolder('run');
  });

  test('a person takes what is free ahead of the queue, never what is held, and waits for nothing', async () => {
    await locks().acquire(wish(['g1'], 'run'));
    await locks().acquire(wish(['g1'], 'waits'));
    expect(await locks().acquire(byHand('g1', 'person:alice'))).toMatchObject({ kind: 'held' });
    expect((await locks().waiters('acme/ops', ['g1'])).map(({ holder }) => holder)).toEqual(['waits']);
    await locks().freeHolder('run');
    expect(await locks().acquire(byHand('g1', 'person:alice'))).toMatchObject({ kind: 'acquired' });
    await locks().freeHolder('person:alice');
    await locks().freeHolder('waits');
  });

  test('unlock frees only what that person took by hand, there', async () => {
    await locks().acquire(byHand('h1', 'person:alice'));
    await locks().acquire(byHand('h2', 'person:alice'));
    await locks().acquire(byHand('h1', 'person:alice', { repository: 'other/ops' }));
    const held = { repository: 'acme/ops', holder: 'person:alice' };
    expect(await locks().unlock({ ...held, holder: 'person:bruno', server: 'h1' })).toEqual([]);
    expect(await locks().unlock({ ...held, server: 'h1' })).toEqual(['h1']);
    expect(await locks().unlock(held)).toEqual(['h2']);
    expect(await locks().holders(['h1'], 'other/ops')).toHaveLength(1);
    await locks().freeHolder('person:alice');
  });
});
