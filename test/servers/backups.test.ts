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

  it('begins anew after the connection was cut in the middle, and leaves nothing of the first try', async () => {
    await sh('mkdir -p /srv/cut; head -c 40000000 /dev/urandom >/srv/cut/random');
    const { put } = steps.store;
    let cut = false;
    steps.store.put = (id, content) =>
      put(
        id,
        (async function* () {
          for await (const chunk of content) {
            yield chunk;
            if (!cut) await hosts.host('db-01').reset();
            cut = true;
          }
        })(),
      );
    await expect(steps.change('cut', 'backup.files', { paths: ['/srv/cut'], compress: 'none' })).rejects.toThrow();
    expect(await steps.left()).toEqual([]);
    const backup = idOf(await steps.change('cut', 'backup.files', { paths: ['/srv/cut'], compress: 'none' }));
    const content = (await steps.store.manifest(backup))?.content;
    expect(await steps.left()).toEqual([`${backup}/${content}`, `${backup}/manifest.json`]);
    await expect.poll(() => sh("pgrep -x 'tar|perl|openssl' || echo none")).toBe('none');
    await sh('rm -rf /srv/cut');
  });

  it('does not fill the disk of the server in place either, and counts what makes room', async () => {
    await sh('mkdir -p /srv/full; head -c 20000000 /dev/urandom >/srv/full/a');
    const backup = idOf(await steps.change('full', 'backup.files', { paths: ['/srv/full'] }));
    const filled = await sh("rm /srv/full/a; df -Pk /srv | awk 'NR == 2 { print $4 - 10000 }'");
    await sh(`head -c ${filled}k /dev/zero >/srv/other`);
    expect(await steps.change('back', 'backup.restore', { backup })).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { en: expect.stringMatching(/KiB are needed, and a tenth of it is left free/) },
    });
    expect(await sh('ls /srv/full')).toBe('');
    await sh(
      'head -c 20000000 /dev/zero >/srv/full/a 2>/dev/null || true; rm /srv/other; head -c 20000000 /dev/zero >/srv/full/a',
    );
    await sh(`head -c $(($(df -Pk /srv | awk 'NR == 2 { print $4 }') - 1000))k /dev/zero >/srv/other`);
    expect(await steps.change('again', 'backup.restore', { backup })).toMatchObject({ kind: 'done' });
    await sh('rm -rf /srv/full /srv/other');
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
