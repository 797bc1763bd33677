import { randomBytes } from 'node:crypto';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { findPostgres } from '@chatops-commander/devstack/postgres/find-postgres';
import { openPglite } from '@chatops-commander/devstack/postgres/open-pglite';
import { startPostgres } from '@chatops-commander/devstack/postgres/postgres-server';
import { afterAll, beforeAll } from 'vitest';
import { migrate } from '../src/records/migrate.js';
import { openPool } from '../src/records/pool.js';
import type { Database } from '../src/records/queryable.js';
import { inWholeCycles } from '@chatops-commander/devstack/postgres/whole-cycles';

export type DatabaseEngine = 'pglite' | 'postgres';

/** A database of its own, empty. */
export interface TestDatabase {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * What the records are tested on: PGlite always; PostgreSQL where DATABASE_URL_TEST names one (whose user may create
 * databases) or its programs are installed. In CI it must be there.
 */
export const databaseEngines: readonly DatabaseEngine[] = (await hasPostgres()) ? ['pglite', 'postgres'] : ['pglite'];

async function hasPostgres(): Promise<boolean> {
  if (process.env.DATABASE_URL_TEST !== undefined || (await findPostgres(process.env)) !== undefined) return true;
  if (process.env.CI !== undefined) throw new Error('CI tests on PostgreSQL too: install it, or set DATABASE_URL_TEST');
  return false;
}

/** How often a race is run. PGlite takes one statement at a time, so that it shows less of a race and takes longer. */
export const roundsOn = (engine: DatabaseEngine): number => (engine === 'postgres' ? 20 : 3);

export function startDatabase(engine: DatabaseEngine): Promise<TestDatabase> {
  switch (engine) {
    case 'pglite':
      return startInProcess();
    case 'postgres':
      return process.env.DATABASE_URL_TEST === undefined ? startOwn() : createIn(process.env.DATABASE_URL_TEST);
    default:
      return engine satisfies never;
  }
}

/** One migrated database for a test file's tests on one engine, and a pool on it. */
export function useDatabase(engine: DatabaseEngine): { readonly db: Database; readonly url: string } {
  let opened: { db: Database; url: string } | undefined;
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await startDatabase(engine);
    const db = openPool(database.url);
    opened = { db, url: database.url };
    await migrate(db);
  }, 60_000);
  afterAll(async () => {
    await opened?.db.end();
    await database?.close();
  });
  const get = () => {
    if (opened === undefined) throw new Error('The database is there once beforeAll has run');
    return opened;
  };
  return {
    get db() {
      return get().db;
    },
    get url() {
      return get().url;
    },
  };
}

async function startInProcess(): Promise<TestDatabase> {
  const database = await openPglite(undefined);
  // The server asks for a whole PGlite but uses what inWholeCycles has.
  const db = inWholeCycles(database) as typeof database;
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 100 });
  await server.start();
  return {
    url: `postgres://postgres@${server.getServerConn()}/postgres`,
    close: async () => {
      await server.stop();
      await database.close();
    },
  };
}

async function startOwn(): Promise<TestDatabase> {
  const server = await startPostgres();
  return { url: server.url, close: () => server.stop() };
}

async function createIn(serverUrl: string): Promise<TestDatabase> {
  const name = `chatops_test_${randomBytes(6).toString('hex')}`;
  const admin = openPool(serverUrl);
  await admin.query(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    close: async () => {
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
