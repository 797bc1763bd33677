import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/start-hosts.js';
import { type StepsOnHost, stepsOnHost } from './steps-on-host.js';

let hosts: Hosts;
let steps: StepsOnHost;
beforeAll(async () => {
  hosts = await startHosts({ 'db-01': { services: ['postgresql'], init: 'sysv' } });
});
afterAll(() => hosts?.stop());
beforeEach(async () => {
  steps = await stepsOnHost(hosts, 'db-01', { secrets: { backup: '0f'.repeat(32) } });
});
afterEach(() => steps.close());

const sh = async (script: string) => (await hosts.host('db-01').sh(script)).trim();
const psql = (sql: string) => sh(`cd /; runuser -u postgres -- psql -At -d app -c "${sql}"`);
const itemsOf = () => psql('select count(*), md5(string_agg(items::text, chr(10) order by items::text)) from items');
const idOf = (outcome: StepOutcome): string => {
  const id = 'outputs' in outcome ? outcome.outputs.id : undefined;
  if (typeof id !== 'string') throw new Error(`no backup: ${JSON.stringify(outcome)}`);
  return id;
};

describe('backups of a server, over SSH, as root by sudo', () => {
  it('dumps a database, tries the dump, restores it, and takes the restore back', async () => {
    const original = await itemsOf();
    const saved = await steps.change('dump', 'backup.postgres', { database: 'app', encrypt: 'secret:backup' });
    const backup = idOf(saved);
    expect(await steps.read('backup.verify', { backup })).toMatchObject({ kind: 'done', outputs: { restored: 1 } });
    await psql('delete from items');
    const before = await itemsOf();
    expect(await steps.change('back', 'backup.restore', { backup })).toMatchObject({ kind: 'done' });
    expect(await itemsOf()).toBe(original);
    expect(await steps.undo('back', 'backup.restore', { backup })).toMatchObject({ kind: 'done' });
    expect(await itemsOf()).toBe(before);
    await steps.change('again', 'backup.restore', { backup });
    expect(await psql("select string_agg(datname, ' ' order by datname) from pg_database")).toBe(
      'app postgres template0 template1',
    );
  });

  it("saves other users' files with their owners and modes, and brings them back", async () => {
    await sh(
      'mkdir -p /srv/data; echo secret >/srv/data/key; chown postgres:postgres /srv/data/key; chmod 600 /srv/data/key',
    );
    const state = () => sh("find /srv/data -printf '%p %m %u:%g\\n' | sort; cat /srv/data/key");
    const original = await state();
    const backup = idOf(await steps.change('files', 'backup.files', { paths: ['/srv/data'] }));
    await sh('rm -rf /srv/data');
    expect(await steps.change('back', 'backup.restore', { backup })).toMatchObject({ kind: 'done' });
    expect(await state()).toBe(original);
    expect(await steps.undo('back', 'backup.restore', { backup })).toMatchObject({ kind: 'done' });
    expect(await sh('ls /srv/data 2>/dev/null | wc -l')).toBe('0');
  });

  it('does not fill the disk of the server: a trial that has no room is not begun', async () => {
    await sh('mkdir -p /var/tmp/big; head -c 63000000 /dev/zero >/var/tmp/big/zeros');
    const saved = await steps.change('big', 'backup.files', { paths: ['/var/tmp/big'] });
    const backup = idOf(saved);
    const into = { backup, into: '/srv/beside' };
    const outcome = await steps.change('beside', 'backup.restore', into);
    expect(outcome).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { en: expect.stringMatching(/KiB are needed/) },
    });
    expect(await sh('ls -d /srv/beside 2>/dev/null || echo none')).toBe('none');
    await sh('rm -rf /var/tmp/big');
  });

  it('reads the figures of PostgreSQL, and rows', async () => {
    const figures = await steps.read('database.status', { service: 'postgresql' });
    expect('reason' in figures ? figures.reason.en : '').toBe('');
    expect(figures).toMatchObject({
      kind: 'done',
      outputs: { databases: expect.arrayContaining([{ name: 'app', bytes: expect.any(Number) }]) },
    });
    expect(await steps.read('database.query', { database: 'app', sql: 'select count(*) from items' })).toMatchObject({
      kind: 'done',
      outputs: { columns: ['count'], rows: [['1000']] },
    });
  });
});
