import { inTransaction } from './in-transaction.js';
import { type Migration, readMigrations } from './migration-files.js';
import type { Connections, Database, Queryable } from './queryable.js';
import { hasSqlState } from './sql-state.js';

/** An SQL file that was already applied reads differently now. */
export class MigrationChanged extends Error {
  override readonly name = 'MigrationChanged';

  constructor(readonly migration: string) {
    super(
      `Migration ${migration} was applied with another content than engine/migrations has now. ` +
        'Restore the file as it was released, and put the change into a new migration.',
    );
  }
}

/** Which migrations are in the database, by file name. */
export interface MigrationState {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** Applied by a newer version of this program; harmless, as migrations only add. */
  readonly ahead: readonly string[];
}

interface AppliedMigration {
  readonly name: string;
  readonly sha256: string;
}

/**
 * Brings the database up to date and returns the names of what it applied. Each file is one transaction that inserts
 * its own number first: of several migrators at once, one inserts, the others wait for it and then skip the file. So no
 * advisory lock is needed, which PGlite's clients would share (graphile/worker migrates alike). Throws MigrationChanged.
 */
export async function migrate(
  db: Database,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly string[]> {
  await createBookkeeping(db);
  compare(migrations, await appliedMigrations(db));
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await applyOnce(db, migration)) applied.push(migration.name);
  }
  return applied;
}

/** What `migrate` would do; reads only. Throws MigrationChanged. */
export async function migrationState(
  db: Queryable,
  migrations: readonly Migration[] = readMigrations(),
): Promise<MigrationState> {
  const { rows } = await db.query<{ exists: boolean }>(
    `select to_regclass('chatops_migrations') is not null as "exists"`,
    [],
  );
  return compare(migrations, rows[0]?.exists === true ? await appliedMigrations(db) : []);
}

function compare(migrations: readonly Migration[], applied: readonly AppliedMigration[]): MigrationState {
  const digests = new Map(applied.map(({ name, sha256 }) => [name, sha256]));
  for (const { name, sha256 } of migrations) {
    const before = digests.get(name);
    if (before !== undefined && before !== sha256) throw new MigrationChanged(name);
  }
  const known = new Set(migrations.map(({ name }) => name));
  return {
    applied: migrations.filter(({ name }) => digests.has(name)).map(({ name }) => name),
    pending: migrations.filter(({ name }) => !digests.has(name)).map(({ name }) => name),
    ahead: applied.filter(({ name }) => !known.has(name)).map(({ name }) => name),
  };
}

async function createBookkeeping(db: Queryable): Promise<void> {
  try {
    await db.query(`create table if not exists chatops_migrations (
      number integer primary key,
      name text not null unique,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`);
  } catch (error) {
    // "if not exists" looks before it creates, so that of two migrators at once one still fails: at the table, at its
    // row type or in the catalog's index, whichever it meets first. By then, the table is there.
    if (!hasSqlState(error, 'duplicate_table', 'duplicate_object', 'unique_violation')) throw error;
  }
}

async function appliedMigrations(db: Queryable): Promise<readonly AppliedMigration[]> {
  const { rows } = await db.query<AppliedMigration>('select name, sha256 from chatops_migrations order by number', []);
  return rows;
}

async function applyOnce(connections: Connections, migration: Migration): Promise<boolean> {
  return inTransaction(connections, async (transaction) => {
    const inserted = await transaction.query(
      `insert into chatops_migrations (number, name, sha256) values ($1, $2, $3) on conflict do nothing`,
      [migration.number, migration.name, migration.sha256],
    );
    if (inserted.rowCount !== 1) return false;
    await transaction.query(migration.sql);
    return true;
  });
}
