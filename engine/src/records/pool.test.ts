import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { databaseEngines, useDatabase } from '../../test/record-databases.js';
import { inTransaction } from './in-transaction.js';
import { InvalidDatabaseUrl, NumberTooLarge, openPool } from './pool.js';
import { DatabaseUnreachable, waitForDatabase } from './wait-for-database.js';

describe.each(databaseEngines)('a pool on %s', (engine) => {
  const database = useDatabase(engine);

  test('counts are numbers and times ISO strings', async () => {
    const { rows } = await database.db.query(
      `select 9007199254740991::bigint as big, timestamptz '2026-01-02 03:04:05.678+02' as at, null::bigint as none,
              array['a', 'b'] as list, '{"a": 1}'::jsonb as json`,
      [],
    );
    expect(rows).toEqual([
      { big: 9007199254740991, at: '2026-01-02T01:04:05.678Z', none: null, list: ['a', 'b'], json: { a: 1 } },
    ]);
  });

  test('a count that no number can hold is refused', async () => {
    await expect(database.db.query('select 9007199254740993::bigint as big', [])).rejects.toThrow(NumberTooLarge);
    expect((await database.db.query('select 1 as one', [])).rows).toEqual([{ one: 1 }]);
  });

  test('answers go to the statement that asked, with errors and transactions in between', async () => {
    const pools = Array.from({ length: 3 }, () => openPool(database.url));
    await database.db.query('create table echoes (n int primary key)');
    const ask = async (n: number): Promise<unknown> => {
      const db = pools[n % 3] ?? database.db;
      switch (n % 4) {
        case 0:
          return (await db.query<{ a: number }>('select $1::int as a', [n])).rows[0]?.a;
        case 1:
          return Number((await db.query<{ a: string }>('select $1::text || $2::text as a', [n, ''])).rows[0]?.a);
        case 2:
          return inTransaction(db, async (transaction) => {
            await transaction.query('select $1::text', ['other']);
            return (await transaction.query<{ a: number }>('select $1::int + $2::int as a', [n, 0])).rows[0]?.a;
          });
        default:
          return db.query('insert into echoes values ($1)', [1]).then(
            () => n,
            (error: unknown) => (error instanceof Error && error.message.includes('echoes_pkey') ? n : error),
          );
      }
    };
    const all = Array.from({ length: 300 }, (_, n) => n);
    expect(await Promise.all(all.map(ask))).toEqual(all);
    await Promise.all(pools.map((pool) => pool.end()));
  }, 60_000);

  test('a transaction that fails leaves nothing, and its connection is good again', async () => {
    const failing = inTransaction(database.db, async (transaction) => {
      await transaction.query('create table never (a int)');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const { rows } = await database.db.query<{ never: unknown }>(`select to_regclass('never') as never`, []);
    expect(rows).toEqual([{ never: null }]);
  });
});

describe.runIf(databaseEngines.includes('postgres'))('a connection that the server closes', () => {
  const database = useDatabase('postgres');

  test('fails the transaction under way, is reported, and is replaced', async () => {
    const errors: string[] = [];
    const pool = openPool(database.url, (error) => errors.push(error.message));
    const cut = inTransaction(pool, async (transaction) => {
      const { rows } = await transaction.query<{ pid: number }>('select pg_backend_pid() as pid', []);
      await database.db.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await transaction.query('select 1', []);
    });
    await expect(cut).rejects.toThrow(/terminat|connection error/);
    expect((await pool.query('select 1 as one', [])).rows).toEqual([{ one: 1 }]);
    expect(errors).not.toEqual([]);
    await pool.end();
  });
});

describe('waiting for the database', () => {
  test('ends when it answers', async () => {
    let asked = 0;
    const db = {
      query: async () => {
        asked += 1;
        if (asked < 3) throw new Error('starting up');
        return { rows: [], rowCount: 0 };
      },
    };
    await waitForDatabase(db, { withinMs: 60_000 });
    expect(asked).toBe(3);
  });

  test('ends with what is wrong when nobody listens', async () => {
    const pool = openPool(`postgres://user:hunter2@127.0.0.1:${await unusedPort()}/chatops`);
    const waiting = waitForDatabase(pool, { withinMs: 100 });
    await expect(waiting).rejects.toBeInstanceOf(DatabaseUnreachable);
    await expect(waiting).rejects.toThrow(/ECONNREFUSED.*DATABASE_URL/);
    await expect(waiting).rejects.not.toThrow('hunter2');
    await pool.end();
  });

  test('ends when it is told to', async () => {
    const db = { query: () => Promise.reject(new Error('down')) };
    const waiting = waitForDatabase(db, { withinMs: 60_000, signal: AbortSignal.abort(new Error('stopping')) });
    await expect(waiting).rejects.toThrow('stopping');
  });
});

test.each(['not an address', 'mysql://user:hunter2@host/db', 'postgres://user:hunter2@host:port/db', ''])(
  'refused without repeating it: "%s"',
  (url) => {
    const refusal = catchError(() => openPool(url));
    expect(refusal).toBeInstanceOf(InvalidDatabaseUrl);
    expect(JSON.stringify([String(refusal), refusal])).not.toContain('hunter2');
  },
);

function catchError(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 1;
}
