import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PostgresServer, startPostgres } from '@chatops-commander/devstack/postgres/postgres-server';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSampleSteps, type SampleSteps } from './sample-store.fixture.js';

let server: PostgresServer;
let steps: SampleSteps;
beforeAll(async () => {
  server = await startPostgres({ socket: true });
});
afterAll(() => server.stop());
beforeEach(async () => {
  steps = await createSampleSteps();
  await query('postgres', 'create database shop');
  await query('shop', FILL);
});
afterEach(async () => {
  const { rows } = await query(
    'postgres',
    "select datname from pg_database where datname not like 'template%' and datname <> 'postgres'",
  );
  for (const { datname } of rows)
    await query('postgres', `drop database "${datname.replaceAll('"', '""')}" with (force)`);
  await query('postgres', 'drop role if exists reader');
  await steps.remove();
});

const FILL = `create schema stock; create table stock.items (id int primary key, name text);
  insert into stock.items select n, 'item ' || n from generate_series(1, 1000) n; create view big as select * from stock.items`;
async function query(database: string, text: string) {
  const client = new pg.Client({ host: '127.0.0.1', port: server.port, user: 'postgres', database });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}
const cluster = () => ({ port: server.port, socket: server.socketFolder ?? '' });
const backUp = (id = 'dump', more = {}) =>
  steps.change(id, 'backup.postgres', { database: 'shop', ...cluster(), ...more });
const restore = (id: string, input = {}) =>
  steps.change(id, 'backup.restore', { backup: 'r-1.dump.web-01.1', ...input });
const undo = (id: string, input = {}) => steps.undo(id, 'backup.restore', { backup: 'r-1.dump.web-01.1', ...input });
const databases = async () =>
  (await query('postgres', 'select datname from pg_database where datallowconn order by 1')).rows.map(
    ({ datname }) => datname,
  );
/** Everything that a restore could change, in one text. */
async function stateOf(database: string): Promise<string> {
  const objects = await query(
    database,
    `select n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner) from pg_class c join pg_namespace n
     on n.oid = c.relnamespace where n.nspname !~ '^pg_|information_schema' order by 1, 2`,
  );
  const rows = await query(database, 'select md5(string_agg(i::text, chr(10) order by i.id)) from stock.items i');
  const properties = await query(
    'postgres',
    `select (select array_agg(a::text order by a::text) from unnest(datacl) a) acl, shobj_description(oid, 'pg_database'), (select setconfig from pg_db_role_setting where setdatabase = d.oid)
     from pg_database d where datname = '${database}'`,
  );
  return JSON.stringify([objects.rows, rows.rows, properties.rows]);
}

describe('backup.postgres', () => {
  it('streams a dump that pg_restore lists, with its digest from both ends', async () => {
    const outcome = await backUp();
    expect(outcome).toMatchObject({ kind: 'done', changed: false, outputs: { packing: 'postgres', encrypted: false } });
    const manifest = await steps.store.manifest('r-1.dump.web-01.1');
    expect(manifest).toMatchObject({ database: { name: 'shop', port: server.port, user: 'postgres' }, paths: [] });
    expect(manifest?.sentSha256).toBe(manifest?.sha256);
    expect(manifest?.entries).toBeGreaterThan(3);
    expect(manifest?.database?.bytes).toBeGreaterThan(1_000_000);
  });

  it('encrypts it with the key that the secret holds', async () => {
    expect(await backUp('dump', { encrypt: 'secret:backup' })).toMatchObject({
      kind: 'done',
      outputs: { encrypted: true },
    });
    const manifest = await steps.store.manifest('r-1.dump.web-01.1');
    const stored = await readFile(join(steps.folder, 'backups/r-1.dump.web-01.1', manifest?.content ?? 'none'));
    expect(stored.includes('PGDMP')).toBe(false);
    expect(manifest?.sentSha256).not.toBe(manifest?.sha256);
  });

  it('says so when there is no such database, and stores nothing', async () => {
    const outcome = await steps.change('dump', 'backup.postgres', { database: 'nope', ...cluster() });
    expect(outcome).toMatchObject({
      kind: 'failed',
      reason: { en: expect.stringMatching(/there is no database nope/) },
    });
    expect(await steps.store.list()).toEqual([]);
  });

  it('says so when the cluster does not answer', async () => {
    const outcome = await steps.change('dump', 'backup.postgres', {
      database: 'shop',
      port: 1,
      socket: server.socketFolder ?? '',
    });
    expect(outcome).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { en: expect.stringMatching(/connection|No such file/) },
    });
  });
});

describe('backup.verify', () => {
  it.each<[string, object]>([
    ['plain', {}],
    ['encrypted', { encrypt: 'secret:backup' }],
  ])('restores a %s dump on trial, and drops it', async (_case, more) => {
    await backUp('dump', more);
    // what a trial that was killed left
    const left = `chatops_trial_${execFileSync('cksum', { input: 'shop', encoding: 'utf8' }).split(' ')[0]}`;
    await query('postgres', `create database ${left}`);
    await query('postgres', `comment on database ${left} is 'chatops-commander trial'`);
    const outcome = await steps.read('backup.verify', { backup: 'r-1.dump.web-01.1' });
    expect(outcome).toMatchObject({ kind: 'done', changed: false, outputs: { restored: 1 } });
    expect(await databases()).toEqual(['postgres', 'shop', 'template1']);
  });
});

describe('backup.restore of a database', () => {
  it('replaces the whole database, and is undone exactly', async () => {
    await query(
      'postgres',
      "create role reader; grant connect on database shop to reader; alter database shop set work_mem = '5MB'; comment on database shop is 'the shop''s'",
    );
    const original = await stateOf('shop');
    await backUp();
    await query('shop', 'drop view big; update stock.items set name = null where id < 500; create table extra (x int)');
    const before = await stateOf('shop');
    expect(await restore('back')).toMatchObject({ kind: 'done', changed: true, backup: 'r-1.back.web-01.1' });
    expect(await stateOf('shop')).toBe(original);
    expect(await undo('back')).toMatchObject({ kind: 'done' });
    expect(await stateOf('shop')).toBe(before);
    expect(await databases()).toEqual(['postgres', 'shop', 'template1']);
  });

  it('takes the place of a database that people are using', async () => {
    await backUp();
    const client = new pg.Client({ host: '127.0.0.1', port: server.port, user: 'postgres', database: 'shop' });
    client.on('error', () => undefined);
    await client.connect();
    expect(await restore('back')).toMatchObject({ kind: 'done' });
    await client.end().catch(() => undefined);
    expect((await query('shop', 'select count(*)::int n from stock.items')).rows).toEqual([{ n: 1000 }]);
  });

  it('does not replace one that is written to after it was saved, and says what to do', async () => {
    await backUp();
    const { machine } = steps;
    const { upload } = machine;
    machine.upload = async (...args) => {
      // the saving is over, and the restore begins
      if (args[1].argv.includes('r-1.dump.web-01.1'))
        await query('shop', "insert into stock.items values (5000, 'late')");
      return upload(...args);
    };
    expect(await restore('back')).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { en: expect.stringMatching(/written to after/), fr: expect.stringMatching(/modifiée après/) },
    });
    machine.upload = upload;
    expect((await query('shop', 'select count(*)::int n from stock.items')).rows).toEqual([{ n: 1001 }]);
    expect(await databases()).toEqual(['postgres', 'shop', 'template1']);
    expect(await restore('again')).toMatchObject({ kind: 'done' });
    expect(await undo('again')).toMatchObject({ kind: 'done' });
    expect((await query('shop', 'select count(*)::int n from stock.items')).rows).toEqual([{ n: 1001 }]);
  });

  describe('tried again, since the connection was lost', () => {
    /** Of the restore itself, not of the saving before it. */
    const loseConnection = (when: 'before' | 'after') => {
      const { machine } = steps;
      const { upload } = machine;
      machine.upload = async (...args) => {
        if (!args[1].argv.includes('r-1.dump.web-01.1')) return upload(...args);
        machine.upload = upload;
        if (when === 'after') await upload(...args);
        throw new Error('connection lost');
      };
    };
    const again = () =>
      steps.change('back', 'backup.restore', { backup: 'r-1.dump.web-01.1' }, { intent: steps.intent('back') });
    const items = async () =>
      (await query('shop', 'select name from stock.items where id > 999 order by id')).rows.map(({ name }) => name);
    const number = execFileSync('cksum', { input: 'shop' }).toString().split(' ')[0];

    it.each<[string, string | undefined]>([
      ['and the one before is gone', undefined],
      ['and the one before waits to be dropped', `chatops_old_${number}`],
    ])('finds that it was done, %s: what was written since stays', async (_case, left) => {
      await backUp();
      await query('shop', "insert into stock.items values (5000, 'before')");
      loseConnection('after');
      await expect(restore('back')).rejects.toThrow('connection lost');
      await query('shop', "insert into stock.items values (6000, 'since')");
      if (left !== undefined) await query('postgres', `create database ${left}`);
      expect(await again()).toMatchObject({ kind: 'done', changed: true, undo: { kind: 'restore-backup' } });
      expect(await items()).toEqual(['item 1000', 'since']);
      expect(await databases()).toEqual(['postgres', 'shop', 'template1']);
      expect(await undo('back')).toMatchObject({ kind: 'done' });
      expect(await items()).toEqual(['item 1000', 'before']);
    });

    it('finds that it was not done, and does not do it over what was written since', async () => {
      await backUp();
      await query('shop', "insert into stock.items values (5000, 'before')");
      loseConnection('before');
      await expect(restore('back')).rejects.toThrow('connection lost');
      await query('shop', "insert into stock.items values (6000, 'since')");
      expect(await again()).toMatchObject({
        kind: 'failed',
        started: false,
        reason: { en: expect.stringMatching(/written to after/) },
      });
      expect(await items()).toEqual(['item 1000', 'before', 'since']);
    });
  });

  it('brings back one that was dropped, and its undo drops it again', async () => {
    await backUp();
    await query('postgres', 'drop database shop');
    expect(await restore('back')).toMatchObject({ kind: 'done' });
    expect((await query('shop', 'select count(*)::int n from stock.items')).rows).toEqual([{ n: 1000 }]);
    expect(await undo('back')).toMatchObject({ kind: 'done' });
    expect(await databases()).not.toContain('shop');
  });

  it('leaves the old one as it was when the restore fails', async () => {
    await query('postgres', 'create role reader');
    await query('shop', 'alter table stock.items owner to reader');
    await backUp();
    await query('shop', 'alter table stock.items owner to postgres');
    await query('postgres', 'drop role reader');
    const before = await stateOf('shop');
    expect(await restore('back')).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { en: expect.stringMatching(/reader/) },
    });
    expect(await stateOf('shop')).toBe(before);
    expect(await databases()).toEqual(['postgres', 'shop', 'template1']);
  });

  it('restores beside, and its undo drops what it made', async () => {
    await backUp();
    const into = { into: 'shop_copy' };
    expect(await restore('back', into)).toMatchObject({ kind: 'done' });
    expect((await query('shop_copy', 'select count(*)::int n from big')).rows).toEqual([{ n: 1000 }]);
    expect(await undo('back', into)).toMatchObject({ kind: 'done' });
    expect(await databases()).not.toContain('shop_copy');
  });

  it.each<[string, object, RegExp]>([
    ['beside, where a database of that name is', { into: 'shop' }, /is there already/],
    ['beside, as a folder', { into: '/srv/shop' }, /name of a new database/],
  ])('refuses to restore %s', async (_case, into, message) => {
    await backUp();
    expect(await restore('back', into)).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { en: expect.stringMatching(message) },
    });
  });

  it('does not drop beside what somebody else made since', async () => {
    await backUp();
    await restore('back', { into: 'shop_copy' });
    await query('postgres', 'drop database shop_copy');
    await query('postgres', 'create database shop_copy');
    expect(await undo('back', { into: 'shop_copy' })).toMatchObject({ kind: 'failed' });
    expect(await databases()).toContain('shop_copy');
  });
});
