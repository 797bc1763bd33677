import { describe, expect, test } from 'vitest';
import { databaseEngines, useDatabase } from '../../test/record-databases.js';
import { createClaims } from './claims.js';

describe.each(databaseEngines)('claims on %s', (engine) => {
  const database = useDatabase(engine);

  test('of many at once one has it, and another after its time', async () => {
    const { claim } = createClaims(database.db);
    const answers = await Promise.all(Array.from({ length: 10 }, () => claim('one', 60_000)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await claim('another', 60_000)).toBe(true);
    await database.db.query(`update claims set until = now() - interval '1 second' where key = 'one'`);
    expect([await claim('one', 60_000), await claim('one', 60_000)]).toEqual([true, false]);
  });
});
