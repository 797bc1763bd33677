import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActionsOnHosts, actionsOnHosts } from './actions.fixture.js';
import { makePackages } from './packages.fixture.js';
import { type Hosts, startHosts } from './start-hosts.js';

let hosts: Hosts;
let actions: ActionsOnHosts;
beforeAll(async () => {
  hosts = await startHosts({
    'web-01': { services: ['nginx', 'cron'] },
    'web-02': { services: ['nginx'], init: 'sysv', shell: 'busybox' },
  });
  actions = await actionsOnHosts(hosts);
});
afterAll(async () => {
  await actions?.close();
  await hosts?.stop();
});
const both = ['web-01', 'web-02'] as const;
const sh = (host: string, script: string) => hosts.host(host).sh(script);
const done = (outputs: object) => ({ kind: 'done', outputs });

describe.each(both)('services on %s', (host) => {
  test('are listed', async () => {
    const listed = await actions.read(host, 'service.list', { pattern: 'nginx' });
    expect(listed).toMatchObject(done({ services: [{ service: 'nginx', state: 'active' }] }));
  });

  test('reload a configuration that is valid, keep their process, and refuse one that is not', async () => {
    const pid = await sh(host, 'cat /run/nginx.pid');
    const reloaded = await actions.change(host, 'service.reload', { service: 'nginx' });
    expect(reloaded.outcome).toMatchObject(done({ state: 'active', validated: true }));
    await sh(host, 'echo "nonsense;" >/etc/nginx/conf.d/broken.conf');
    for (const verb of ['reload', 'restart']) {
      const refused = await actions.change(host, `service.${verb}`, { service: 'nginx' });
      expect(refused.outcome).toMatchObject({
        kind: 'failed',
        reason: { en: expect.stringMatching(/was not touched: its configuration is not valid/) },
      });
    }
    await sh(host, 'rm /etc/nginx/conf.d/broken.conf');
    expect(await sh(host, 'cat /run/nginx.pid')).toBe(pid);
  });

  test('are disabled at boot and enabled again, and undone to what they were', async () => {
    const enabled = await actions.change(host, 'service.enable', { service: 'nginx' });
    expect(['done', 'already-so']).toContain(enabled.outcome.kind);
    const disabled = await actions.change(host, 'service.disable', { service: 'nginx' });
    expect(disabled.outcome).toMatchObject(done({ enabled: false }));
    expect((await actions.change(host, 'service.disable', { service: 'nginx' })).outcome.kind).toBe('already-so');
    expect(await disabled.undo()).toMatchObject({ kind: 'done' });
    expect((await actions.change(host, 'service.enable', { service: 'nginx' })).outcome.kind).toBe('already-so');
  });
});

test('what is no unit is said to be none', async () => {
  const { outcome } = await actions.change('web-01', 'service.enable', { service: 'no-such' });
  expect(outcome).toMatchObject({ kind: 'failed', reason: { en: expect.stringMatching(/does not exist/) } });
});

describe.each(both)('a look at %s', (host) => {
  test.each<[string, object, object]>([
    ['system.processes', { top: 50 }, { by: 'cpu' }],
    ['system.health', {}, { cpuPercent: expect.any(Number) }],
    ['net.port', { host: 'localhost', port: 80 }, { reachable: true }],
    ['net.dns', { name: host }, { name: host }],
    ['cron.list', {}, { userTablesRead: true }],
    ['http.check', { url: 'http://127.0.0.1/health', from: 'server', contains: 'ok' }, { status: 200 }],
    ['files.read', { path: '/etc/hostname' }, { truncated: false }],
    ['package.list', { pattern: 'nginx*' }, { manager: 'apt-get' }],
    ['logs.search', { file: '/var/log/nginx/access.log', text: 'GET /health' }, {}],
  ])('by %s', async (uses, input, outputs) => {
    expect(await actions.read(host, uses, { ...input })).toMatchObject(done(outputs));
  });
});

test('the journal is read as far back as it is told', async () => {
  const read = await actions.read('web-01', 'logs.search', { service: 'nginx', text: 'nginx', since: '1h' });
  expect(read).toMatchObject(done({ count: expect.any(Number) }));
  expect(await actions.read('web-02', 'logs.tail', { service: 'nginx' })).toMatchObject({
    kind: 'failed',
    reason: { en: expect.stringMatching(/no journal/) },
  });
});

describe.each(both)('files on %s', (host) => {
  const digest = (path: string) => sh(host, `sha256sum <${path}; stat -c '%a %U:%G' ${path}`);

  test('get a line, lose it, and are undone byte for byte', async () => {
    await sh(host, "printf 'a\\nb' >/etc/shop.conf; chmod 640 /etc/shop.conf; chown deploy:deploy /etc/shop.conf");
    const before = await digest('/etc/shop.conf');
    const added = await actions.change(host, 'files.line', { path: '/etc/shop.conf', line: 'c $(id)', after: 'a' });
    expect(added.outcome).toMatchObject({ kind: 'done' });
    expect(await sh(host, 'cat /etc/shop.conf')).toBe('a\nc $(id)\nb\n');
    expect(await added.undo()).toMatchObject({ kind: 'done' });
    expect(await digest('/etc/shop.conf')).toBe(before);
    const removed = await actions.change(host, 'files.remove', { path: '/etc/shop.conf' });
    expect(removed.outcome).toMatchObject({ kind: 'done' });
    expect((await actions.change(host, 'files.remove', { path: '/etc/shop.conf' })).outcome.kind).toBe('already-so');
    expect(await removed.undo()).toMatchObject({ kind: 'done' });
    expect(await digest('/etc/shop.conf')).toBe(before);
  });

  test('that are old logs go into an archive, and come back from it', async () => {
    await sh(host, 'mkdir -p /srv/logs/a; for n in 1 2 3; do echo $n >"/srv/logs/a/x y.$n"; done');
    await sh(host, 'touch -t 202001010000 "/srv/logs/a/x y.1" "/srv/logs/a/x y.2"');
    const sums = () => sh(host, 'cd /srv/logs && find . -type f -exec sha256sum {} + | sort');
    const before = await sums();
    const pruned = await actions.change(host, 'logs.prune', { path: '/srv/logs', olderThan: '30d' });
    expect(pruned.outcome).toMatchObject(done({ removed: 2 }));
    expect(await sh(host, 'ls /srv/logs/a')).toBe('x y.3\n');
    expect(await pruned.undo()).toMatchObject({ kind: 'done' });
    expect(await sums()).toBe(before);
  });
});

describe.each(both)('packages on %s', (host) => {
  test('are installed, upgraded and taken back, to the versions before', async () => {
    await makePackages(hosts.host(host));
    const versions = () => sh(host, "dpkg-query -W -f '${Package} ${Version} ${db:Status-Abbrev}\\n' | sort");
    const none = await versions();
    const installed = await actions.change(host, 'package.install', { packages: ['chatops-shop=1.0'] });
    expect(installed.outcome).toMatchObject(
      done({
        changes: [
          { name: 'chatops-lib', from: null, to: '1.0' },
          { name: 'chatops-shop', from: null, to: '1.0' },
        ],
      }),
    );
    expect((await actions.change(host, 'package.install', { packages: ['chatops-shop'] })).outcome.kind).toBe(
      'already-so',
    );
    const first = await versions();
    expect(await actions.read(host, 'package.upgradable', { pattern: 'chatops-*' })).toMatchObject(
      done({ packages: [{ name: 'chatops-shop', from: '1.0', to: '2.0' }] }),
    );
    const upgraded = await actions.change(host, 'package.upgrade', { packages: ['chatops-shop'] });
    expect(upgraded.outcome).toMatchObject(done({ changes: [{ name: 'chatops-shop', from: '1.0', to: '2.0' }] }));
    expect(await upgraded.undo()).toMatchObject({ kind: 'done' });
    expect(await versions()).toBe(first);
    expect(await installed.undo()).toMatchObject({ kind: 'done' });
    expect(await versions()).toBe(none);
    const unknown = await actions.change(host, 'package.install', { packages: ['no-such-package'] });
    expect(unknown.outcome).toMatchObject({ kind: 'failed', started: false });
  });
});

test.each(both)('%s reboots, and comes back under another boot id', async (host) => {
  const before = (await sh(host, 'cat /proc/sys/kernel/random/boot_id')).trim();
  const { outcome } = await actions.change(host, 'system.reboot', { within: '1m' });
  expect(outcome).toMatchObject(done({ bootIdBefore: before }));
  await hosts.host(host).ready();
  expect((await sh(host, 'cat /proc/sys/kernel/random/boot_id')).trim()).not.toBe(before);
});
