import { describe, expect, test } from 'vitest';
import { databaseEngines, roundsOn, useDatabase } from '../../test/record-databases.js';
import { createModelSpending } from './model-spending.js';

describe.each(databaseEngines)('what the model may cost, on %s', (engine) => {
  const database = useDatabase(engine);
  const fresh = async () => {
    await database.db.query('delete from model_spending', []);
    return createModelSpending(database.db);
  };

  test('what is set aside counts until it is settled; what was not spent is free again', async () => {
    const spending = await fresh();
    const budget = spending.budget(100);
    const first = await budget.reserve(60);
    expect(first).toMatchObject({ amount: 60, day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(await budget.reserve(41)).toBeUndefined();
    if (first === undefined) return expect.fail('there was enough');
    await budget.settle(first, 12.5);
    expect(await spending.today()).toBe(13);
    expect(await budget.reserve(87)).toBeDefined();
    expect(await budget.reserve(1)).toBeUndefined();
  });

  test('one call that costs more than a whole day is not made, not even the first', async () => {
    const spending = await fresh();
    expect(await spending.budget(100).reserve(101)).toBeUndefined();
    expect(await spending.today()).toBe(0);
  });

  test('many at once never take more than there is, many times over', async () => {
    for (let round = 0; round < roundsOn(engine); round += 1) {
      const spending = await fresh();
      const taken = await Promise.all(Array.from({ length: 10 }, () => spending.budget(100).reserve(30)));
      expect(taken.filter((one) => one !== undefined)).toHaveLength(3);
      expect(await spending.today()).toBe(90);
    }
  });

  test('a call that cost more than was set aside is counted whole', async () => {
    const spending = await fresh();
    const reservation = await spending.budget(100).reserve(10);
    if (reservation === undefined) return expect.fail('there was enough');
    await spending.budget(100).settle(reservation, 150);
    expect(await spending.today()).toBe(150);
    expect(await spending.budget(100).reserve(1)).toBeUndefined();
  });
});
