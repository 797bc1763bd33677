import { access } from 'node:fs/promises';
import { type PostgresServer, startPostgres } from '@chatops-commander/devstack/postgres/postgres-server';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { CommandAction, Outputs, StepResult } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { databaseQuery } from './database-query.js';
import { databaseStatus } from './database-status.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres({ socket: true });
  await query('create database second');
  await query(
    'create table items (id int, name text); insert into items select n, null from generate_series(1, 300) n',
  );
  await query(
    "create table odd (x text); insert into odd values (''), (null), (E'a\\nb,\"c\"'), ('chatops-report end'), ('')",
  );
  await query("create function sneak() returns int language plpgsql as 'begin delete from items; return 1; end'");
});
afterAll(() => server.stop());

async function query(text: string) {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}
const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'fr_FR.UTF-8' };
const cluster = () => ({ port: server.port, socket: server.socketFolder ?? '' });
async function run(action: CommandAction, input: Outputs): Promise<StepResult> {
  const context = sampleContext();
  return action.parse(await runLocally(action.command(input, context), env), input, context);
}
const ask = (sql: string, more: Outputs = {}) =>
  run(databaseQuery, { database: 'postgres', sql, ...cluster(), ...more });
const reason = (result: StepResult) => (result.kind === 'failed' ? result.reason.en : result.kind);

describe('database.status', () => {
  it('gives figures, and no text of any query', async () => {
    const result = await run(databaseStatus, { service: 'postgresql', ...cluster() });
    expect(result).toMatchObject({
      kind: 'done',
      changed: false,
      outputs: {
        recovery: false,
        maxConnections: 200,
        waiting: 0,
        lagSeconds: null,
        databases: expect.arrayContaining(['postgres', 'second'].map((name) => ({ name, bytes: expect.any(Number) }))),
      },
      summary: { en: expect.stringMatching(/MiB, 1\/200 connections/) },
    });
    expect(JSON.stringify(result)).not.toMatch(/json_build_object/);
  });

  it.each<[string, Outputs, RegExp]>([
    ['a cluster that does not answer', { port: 1 }, /no figures: .*(refused|No such file)/],
    ['a user that the server does not have', { user: 'no-such-user' }, /no user no-such-user|does not exist/],
  ])('says so for %s', async (_case, more, message) => {
    expect(reason(await run(databaseStatus, { service: 'postgresql', ...cluster(), ...more }))).toMatch(message);
  });

  it.each(['', 'psql: error', '{"connections":', '{}', '[]'])('cannot read %j', (stdout) => {
    const answer = {
      exit: { kind: 'code', code: 0 },
      stdout: Buffer.from(stdout),
      stderr: Buffer.alloc(0),
      truncated: false,
      durationMs: 1,
    } as const;
    expect(databaseStatus.parse(answer, { service: 'pg' }, sampleContext()).kind).toBe('failed');
  });
});

describe('database.query', () => {
  it('gives columns and rows, NULL and empty told apart', async () => {
    expect(await ask('select * from odd')).toMatchObject({
      kind: 'done',
      outputs: {
        columns: ['x'],
        rows: [[''], [null], ['a\nb,"c"'], ['chatops-report end'], ['']],
        count: 5,
        more: false,
      },
    });
  });

  it('gives no more rows than the limit, and says that there are', async () => {
    const result = await ask('select id, name from items order by id;', { limit: 2 });
    expect(result).toMatchObject({
      outputs: {
        rows: [
          ['1', null],
          ['2', null],
        ],
        more: true,
      },
    });
    expect(await ask('select id from items')).toMatchObject({ outputs: { count: 100, more: true } });
  });

  it.each<[string, string, RegExp]>([
    ['two statements', 'select 1; delete from items', /multi-query|multiple/],
    ['a way out of the transaction', 'commit; delete from items; begin', /multi-query|multiple|cannot open/],
    ['a change', "insert into items values (0, 'x') returning id", /read-only|permission denied|data-modifying/],
    [
      'a change in a query',
      'with gone as (delete from items returning 1) select * from gone',
      /read-only|must not contain/,
    ],
    ['a change in a function', 'select sneak()', /read-only|permission denied/],
    ['a drop', 'drop table items', /cannot open|read-only/],
    ['a setting', 'set transaction read write', /cannot open|read-only|must be set/],
    ['a copy to a program', "copy items to program 'touch /tmp/chatops-owned'", /cannot open/],
    ["psql's own commands", '\\! touch /tmp/chatops-owned', /syntax error/],
    ["psql's own commands, after a query", 'select 1 \\g |touch /tmp/chatops-owned', /syntax error/],
    ['the end of our own quotes', "x'; delete from items; --", /syntax error|unterminated/],
    ['a variable of psql', "select :'sql'", /syntax error/],
    ['what is too long', 'select count(*) from generate_series(1, 1000000000)', /statement timeout/],
    ['a function that reads files', "select pg_read_file('/etc/passwd')", /not sent/],
  ])('refuses %s', async (_case, sql, message) => {
    const result = await runWithLimit(sql);
    expect(reason(result)).toMatch(message);
    expect((await query('select count(*)::int n from items')).rows).toEqual([{ n: 300 }]);
    await expect(access('/tmp/chatops-owned')).rejects.toThrow();
  });

  it('takes the rights of a superuser away: a file of the server cannot be listed by another name', async () => {
    expect(reason(await ask('select * from pg_hba_file_rules'))).toMatch(/permission denied/);
  });
});

async function runWithLimit(sql: string): Promise<StepResult> {
  const input = { database: 'postgres', sql, ...cluster() };
  const context = { ...sampleContext(), timeoutMs: 3000 };
  return databaseQuery.parse(await runLocally(databaseQuery.command(input, context), env), input, context);
}
