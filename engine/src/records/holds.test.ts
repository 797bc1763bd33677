import { describe, expect, test } from 'vitest';
import { databaseEngines, useDatabase } from '../../test/record-databases.js';
import { createHolds, type NewHold } from './holds.js';

const hold = (id: string, repository: string, pull: number | null): NewHold => ({
  id,
  repository,
  pull,
  reason: `because ${id}`,
  by: 'alice',
});

describe.each(databaseEngines)('holds on %s', (engine) => {
  const database = useDatabase(engine);

  test('one over everything and one over a pull request, until each is lifted', async () => {
    const holds = createHolds(database.db);
    await holds.place(hold('one', 'acme/a', 7));
    await holds.place(hold('all', 'acme/a', null));
    const standing = async (pull?: number) => (await holds.standing('Acme/A', pull)).map(({ id }) => id);
    expect(await standing(7)).toEqual(['all', 'one']);
    expect(await standing(8)).toEqual(['all']);
    expect(await standing()).toEqual(['all']);
    expect(await holds.standing('acme/other', 7)).toEqual([]);
    expect(await holds.lift({ repository: 'acme/a', pull: null, by: 'bruno' })).toMatchObject([{ id: 'all' }]);
    expect(await standing(7)).toEqual(['one']);
    expect(await holds.lift({ repository: 'acme/a', pull: 8, by: 'bruno' })).toEqual([]);
    expect(await holds.lift({ repository: 'acme/a', pull: 7, by: 'bruno' })).toMatchObject([
      { id: 'one', reason: 'because one', by: 'alice' },
    ]);
    expect(await standing(7)).toEqual([]);
  });

  test('placed twice from the same comment it is one, and a lifted one does not come back by a redelivery', async () => {
    const holds = createHolds(database.db);
    await holds.place(hold('same', 'acme/b', 1));
    await holds.place(hold('same', 'acme/b', 1));
    expect(await holds.standing('acme/b', 1)).toHaveLength(1);
    await holds.lift({ repository: 'acme/b', pull: 1, by: 'alice' });
    await holds.place(hold('same', 'acme/b', 1));
    expect(await holds.standing('acme/b', 1)).toEqual([]);
  });
});
