import { existsSync, readdirSync } from 'node:fs';
import { createSshTransport, type SshTransport } from '@chatops-commander/engine/ssh/transport';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt } from './commands.js';
import { type Hosts, startHosts } from './start-hosts.js';

let hosts: Hosts;
let transport: SshTransport;
beforeAll(async () => {
  hosts = await startHosts({
    'web-01': { services: ['nginx'] },
    'web-02': { services: ['nginx'], init: 'sysv', shell: 'busybox' },
    'db-01': { services: ['postgresql'], keyTypes: ['ecdsa', 'rsa'] },
    registry: { services: ['docker-registry'], init: 'sysv' },
  });
  transport = createSshTransport({ readSecret: hosts.readSecret });
});
afterAll(async () => {
  await transport?.close();
  await hosts?.stop();
});

const ssh = async (name: string, ...argv: [string, ...string[]]) => {
  const result = await transport.read(
    hosts.address(name),
    { argv, become: 'login-user', timeoutMs: 30_000 },
    { maxBytes: 100_000 },
  );
  return `${result.stdout}${result.stderr}`.trim();
};

test('have names, users and processes of their own', async () => {
  for (const name of ['web-01', 'web-02', 'db-01', 'registry']) {
    expect(await ssh(name, 'hostname')).toBe(name);
    expect(await ssh(name, 'sudo', 'id', '-un')).toBe('root');
  }
  expect(await ssh('web-01', 'cat', '/proc/1/comm')).toBe('systemd');
  expect(await ssh('web-02', 'cat', '/proc/1/comm')).toBe('sysv-init');
});

test.each([
  ['web-01', ['systemctl', 'restart', 'nginx']],
  ['web-02', ['service', 'nginx', 'restart']],
] as const)('services on %s restart there only', async (name, argv) => {
  const pid = (host: string) => ssh(host, 'cat', '/run/nginx.pid');
  const other = name === 'web-01' ? 'web-02' : 'web-01';
  const [own, others] = [await pid(name), await pid(other)];
  await ssh(name, 'sudo', ...argv);
  expect([(await pid(name)) === own, await pid(other)]).toEqual([false, others]);
  expect(await (await fetch(`http://${hosts.host(name).address}/health`)).text()).toBe('ok\n');
});

test('a database answers over the network', async () => {
  const query = 'PGPASSWORD=app psql -h db-01 -U app -Atc "select count(*) from items" app';
  expect((await hosts.host('db-01').sh(query)).trim()).toBe('1000');
});

test('containers are built, pushed and run', async () => {
  const script = `set -e; cd /srv; cp /bin/busybox .
    printf 'FROM scratch\\nCOPY busybox /busybox\\nENTRYPOINT ["/busybox", "echo", "hello"]\\n' >Containerfile
    podman build -q -t registry:5000/hello:v1 . && podman push -q registry:5000/hello:v1
    podman rmi registry:5000/hello:v1 >/dev/null; docker run --rm registry:5000/hello:v1`;
  expect(await hosts.host('web-01').sh(script)).toMatch(/hello\n$/);
});

describe('a reboot', () => {
  test.each([
    ['by power cut', 'web-01', async () => hosts.host('web-01').reboot()],
    ['by power cut', 'web-02', async () => hosts.host('web-02').reboot()],
    ['by its own command', 'web-01', async () => void (await hosts.host('web-01').exec(['systemctl', 'reboot']))],
    ['by its own command', 'web-02', async () => void (await hosts.host('web-02').exec(['reboot']))],
  ])('%s: %s has another boot id, an empty /tmp and its disk', async (_how, name, reboot) => {
    const host = hosts.host(name);
    const before = await host.bootId();
    await host.sh('touch /tmp/passing /etc/lasting /home/deploy/lasting /srv/lasting');
    await reboot();
    await expect.poll(() => host.bootId().catch(() => before), { timeout: 30_000 }).not.toBe(before);
    await host.ready();
    expect(await host.sh('ls -d /tmp/passing /etc/lasting /home/deploy/lasting /srv/lasting 2>/dev/null || true')).toBe(
      '/etc/lasting\n/home/deploy/lasting\n/srv/lasting\n',
    );
    expect(Number((await host.sh('cut -d. -f1 /proc/uptime')).trim())).toBeLessThan(60);
  });

  test('off and on', async () => {
    const host = hosts.host('web-02');
    await host.off();
    expect(await sshPort(host.address)).toBe(false);
    await host.on();
    expect(await sshPort(host.address)).toBe(true);
  });
});

test('faults come and go', async () => {
  const host = hosts.host('web-01');
  const get = () =>
    fetch(`http://${host.address}/health`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(500) }).then(
      () => 'ok',
      (error: Error & { cause?: { code?: string } }) => error.cause?.code ?? error.name,
    );
  await host.cut();
  expect(await get()).toBe('TimeoutError');
  await host.cut({ port: 22 });
  expect(await get()).toBe('ok');
  await host.refuse();
  expect(await get()).toBe('ECONNREFUSED');
  await host.heal();
  expect(await get()).toBe('ok');
  await host.freeze();
  expect(await get()).toBe('TimeoutError');
  await host.thaw();
  expect(await get()).toBe('ok');
  const empty = await host.fill('/srv');
  expect((await host.exec(['dd', 'of=/srv/x'], 'x')).stderr).toMatch(/No space left/);
  await empty();
  await host.sh('echo x >/srv/x');
});

test('nothing is left of hosts that are stopped', async () => {
  const other = await startHosts({ 'gone-01': { init: 'sysv' } });
  const before = other.folder;
  await other.stop();
  expect([existsSync(before), readdirSync('/sys/class/net').filter((name) => name === other.gateway)]).toEqual([
    false,
    [],
  ]);
  expect((await attempt(['grep', '-c', before, '/proc/mounts'])).stdout.trim()).toBe('0');
});

const sshPort = async (host: string) =>
  (await attempt(['bash', '-c', 'exec 3<>"/dev/tcp/$1/22"', 'port', host])).code === 0;
