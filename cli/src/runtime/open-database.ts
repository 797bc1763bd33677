import { migrate, migrationState } from '@chatops-commander/engine/records/migrate';
import { openPool } from '@chatops-commander/engine/records/pool';
import { createRecords, type Records } from '@chatops-commander/engine/records/records';
import type { Settings } from '../settings/read-settings.js';

export interface Database {
  readonly records: Records;
  /** Undefined when it answers, else why not. */
  trouble(): Promise<string | undefined>;
  /** Names of migrations that `migrate` would apply. */
  pendingMigrations(): Promise<readonly string[]>;
  /** Whether a migration of ours was ever applied. */
  isInUse(): Promise<boolean>;
  /** Brings the schema up to date. */
  migrate(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** @throws {Error} when DATABASE_URL is missing. */
export function openDatabase(settings: Pick<Settings, 'databaseUrl'>): Database {
  if (settings.databaseUrl === undefined)
    throw new Error(
      'DATABASE_URL is missing; `chatops help config` tells its form, and `chatops dev` brings a database of its own',
    );
  const pool = openPool(settings.databaseUrl);
  return {
    records: createRecords(pool),
    async trouble() {
      try {
        await pool.query('select 1');
        return undefined;
      } catch (error) {
        return `the database does not answer: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
    pendingMigrations: async () => (await migrationState(pool)).pending,
    async isInUse() {
      const { applied, ahead } = await migrationState(pool);
      return applied.length + ahead.length > 0;
    },
    migrate: () => migrate(pool),
    close: () => pool.end(),
  };
}
