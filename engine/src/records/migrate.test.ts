import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseEngines, type TestDatabase, roundsOn, startDatabase } from '../../test/record-databases.js';
import { MigrationChanged, migrate, migrationState } from './migrate.js';
import { MigrationMisnamed, readMigrations } from './migration-files.js';
import { openPool } from './pool.js';
import type { Database } from './queryable.js';

const names = readMigrations().map(({ name }) => name);

describe.each(databaseEngines)('migrations on %s', (engine) => {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await startDatabase(engine);
    db = openPool(database.url);
  }, 60_000);
  beforeEach(async () => {
    await db.query('drop schema public cascade; create schema public');
  });
  afterAll(async () => {
    await db.end();
    await database.close();
  });

  test('apply in order, once', async () => {
    expect(await migrationState(db)).toEqual({ applied: [], pending: names, ahead: [] });
    expect(await migrate(db)).toEqual(names);
    expect(await migrationState(db)).toEqual({ applied: names, pending: [], ahead: [] });
    expect(await migrate(db)).toEqual([]);
  });

  test('6 migrators at once, in 3 pools: each file is applied by one of them, many times over', async () => {
    const pools = [db, openPool(database.url), openPool(database.url)];
    for (let round = 0; round < roundsOn(engine); round += 1) {
      await db.query('drop schema public cascade; create schema public');
      const applied = await Promise.all([...pools, ...pools].map((pool) => migrate(pool)));
      expect(applied.flat().sort()).toEqual(names);
    }
    await Promise.all(pools.slice(1).map((pool) => pool.end()));
  }, 120_000);

  test('a file that fails leaves nothing behind, and those before it stay', async () => {
    const [first, second] = readMigrations();
    if (first === undefined || second === undefined) throw new Error('there are migrations');
    const broken = { ...second, sql: 'create table half (a int); select 1 / 0' };
    await expect(migrate(db, [first, broken])).rejects.toThrow('division by zero');
    expect(await migrationState(db)).toMatchObject({ applied: [first.name] });
    expect((await db.query<{ half: unknown }>(`select to_regclass('half') as half`)).rows).toEqual([{ half: null }]);
    expect(await migrate(db)).toEqual(names.slice(1));
  });

  test('a file that was changed after it was applied is refused, by name', async () => {
    await migrate(db);
    const changed = readMigrations().map((migration, index) =>
      index === 2 ? { ...migration, sha256: 'other' } : migration,
    );
    await expect(migrate(db, changed)).rejects.toThrow(MigrationChanged);
    await expect(migrationState(db, changed)).rejects.toMatchObject({ migration: names[2] });
  });

  test('a database that a newer version migrated is left as it is', async () => {
    await migrate(db);
    const older = readMigrations().slice(0, -1);
    expect(await migrate(db, older)).toEqual([]);
    expect(await migrationState(db, older)).toMatchObject({ pending: [], ahead: names.slice(-1) });
  });

  test('every table says what it is for', async () => {
    await migrate(db);
    const { rows } = await db.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
         and relname <> 'chatops_migrations' and obj_description(oid, 'pg_class') is null`,
    );
    expect(rows).toEqual([]);
  });
});

test.each([
  ['a number that is taken', ['0001-a.sql', '0001-b.sql']],
  ['a hole', ['0001-a.sql', '0003-b.sql']],
  ['no number', ['a.sql']],
])('misnamed files are refused: %s', (_name, files) => {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-migrations-'));
  for (const file of files) writeFileSync(join(folder, file), 'select 1');
  expect(() => readMigrations(folder)).toThrow(MigrationMisnamed);
  rmSync(folder, { recursive: true });
});
