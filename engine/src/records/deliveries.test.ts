import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { databaseEngines, useDatabase } from '../../test/record-databases.js';
import { createDeliveries, type Delivery } from './deliveries.js';

const delivery = (id: string, body: string, changes: Partial<Delivery> = {}): Delivery => ({
  id,
  event: 'issue_comment',
  bodyDigest: createHash('sha256').update(body).digest('hex'),
  verified: true,
  ...changes,
});

describe.each(databaseEngines)('deliveries on %s', (engine) => {
  const database = useDatabase(engine);

  // The body is the case's name, so that no case knows the bodies of another.
  const cases: readonly { name: string; handled: boolean; second: (body: string) => Delivery; expected: string }[] = [
    { name: 'the same, handled', handled: true, second: (body) => delivery('1', body), expected: 'duplicate' },
    {
      name: 'the same, lost by a crash',
      handled: false,
      second: (body) => delivery('1', body),
      expected: 'unfinished',
    },
    { name: 'the same body, another id', handled: true, second: (body) => delivery('2', body), expected: 'duplicate' },
    { name: 'another id, not handled', handled: false, second: (body) => delivery('2', body), expected: 'new' },
    { name: 'the same id, another body', handled: true, second: () => delivery('1', 'other'), expected: 'new' },
    {
      name: 'the same body, another event',
      handled: true,
      second: (body) => delivery('1', body, { event: 'issues' }),
      expected: 'new',
    },
    {
      name: 'a forged copy of it',
      handled: true,
      second: (body) => delivery('1', body, { verified: false }),
      expected: 'new',
    },
  ];
  test.each(cases)('$name', async ({ name, handled, second, expected }) => {
    const deliveries = createDeliveries(database.db);
    expect(await deliveries.recordDelivery(delivery('1', name))).toBe('new');
    if (handled) await deliveries.markHandled(delivery('1', name));
    expect(await deliveries.recordDelivery(second(name))).toBe(expected);
  });

  test('several at the same moment are each what they would be alone', async () => {
    const deliveries = createDeliveries(database.db);
    const known = delivery('m-1', 'several: known');
    await deliveries.recordDelivery(known);
    await deliveries.markHandled(known);
    const twice = delivery('m-3', 'several: twice');
    // the first goes by itself, all others together
    const arrivals = [
      delivery('m-0', 'several: alone'),
      known,
      delivery('m-2', 'several: known'),
      twice,
      twice,
      { ...twice, verified: false },
      delivery('m-4', 'several: new'),
    ];
    expect(await Promise.all(arrivals.map((one) => deliveries.recordDelivery(one)))).toEqual([
      'new',
      'duplicate',
      'duplicate',
      'new',
      'unfinished',
      'new',
      'new',
    ]);
    await Promise.all(arrivals.map((one) => deliveries.markHandled(one)));
    const again = await Promise.all(arrivals.map((one) => deliveries.recordDelivery(one)));
    // what is not verified is never handled
    expect(again).toEqual(arrivals.map(({ verified }) => (verified ? 'duplicate' : 'unfinished')));
    const { rows } = await database.db.query<{ times: number }>(
      `select times from deliveries where id = 'm-3' and verified`,
    );
    expect(rows).toEqual([{ times: 4 }]);
  });

  test('a forged delivery that came first does not shadow the true one', async () => {
    const deliveries = createDeliveries(database.db);
    const forged = delivery('9', 'forged first', { verified: false });
    await deliveries.recordDelivery(forged);
    await deliveries.markHandled(forged);
    expect(await deliveries.recordDelivery({ ...forged, verified: true })).toBe('new');
    expect(await deliveries.recordDelivery({ ...forged, id: '10', verified: true })).toBe('new');
  });

  test('of five at once one is new', async () => {
    const deliveries = createDeliveries(database.db);
    const five = Array.from({ length: 5 }, () => deliveries.recordDelivery(delivery('five', 'five')));
    expect((await Promise.all(five)).filter((novelty) => novelty === 'new')).toHaveLength(1);
  });

  test('an endless id is kept by its beginning', async () => {
    const deliveries = createDeliveries(database.db);
    expect(await deliveries.recordDelivery(delivery('x'.repeat(9999), 'endless', { verified: false }))).toBe('new');
  });

  test('pruning forgets old ones only', async () => {
    const deliveries = createDeliveries(database.db);
    await deliveries.recordDelivery(delivery('old', 'old'));
    await database.db.query(`update deliveries set received_at = now() - interval '31 days' where id = 'old'`);
    expect(await deliveries.pruneDeliveries(30)).toBe(1);
    expect(await deliveries.pruneDeliveries(30)).toBe(0);
    expect(await deliveries.recordDelivery(delivery('five', 'five'))).toBe('unfinished');
  });
});
