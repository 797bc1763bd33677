import { readFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMarkedProcesses } from '../processes/marked-processes.js';
import { identifyProcess } from '../processes/process-identity.js';
import { type SampleServers, startSampleServers } from './sample-servers.js';
import { tryLogin } from './try-login.js';

describe.each(['search', 'ssh2'] as const)('sample servers (%s)', (daemon) => {
  let dataDir: string;
  let samples: SampleServers;

  beforeAll(async () => {
    // A space and a percent sign, since people keep checkouts in such folders.
    dataDir = await mkdtemp(join(tmpdir(), 'sample servers 100%-'));
    samples = await startSampleServers({ dataDir, daemon });
  });
  afterAll(async () => {
    await samples?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const privateKey = (): Promise<Buffer> => readFile(join(samples.secretsDir, 'sample-ssh'));
  const on = async (name: string, command: string): Promise<string> => {
    const { port, hostKey } = samples.server(name);
    return tryLogin({ port, hostKey, user: samples.user, privateKey: await privateKey() }, command, 1_000);
  };
  const ctl = (verb: string, server = 'web-01'): Promise<string> =>
    on(server, `'${samples.server(server).site?.ctl[0]}' ${verb} 2>&1; echo "exit $?"`);

  test('are real OpenSSH where the machine has it', () => {
    expect(samples.kind).toBe(daemon === 'ssh2' ? 'ssh2' : 'openssh');
  });

  test('each has a home of its own', async () => {
    const homes = await Promise.all(samples.servers.map(({ plan }) => on(plan.name, 'cd; pwd; echo "$HOME"')));
    expect(homes).toEqual(samples.servers.map(({ home }) => `${home}\n${home}\n`));
    expect(new Set(homes).size).toBe(3);
  });

  test('have distinct pinned host keys, and another one is not accepted', async () => {
    const [web, database] = [samples.server('web-01'), samples.server('db-01')];
    expect(web.hostKey).not.toBe(database.hostKey);
    const login = { port: web.port, hostKey: database.hostKey, user: samples.user, privateKey: await privateKey() };
    await expect(tryLogin(login, 'true', 1_000)).rejects.toThrow(/[Hh]ost/);
  });

  test('let nobody in by another key', async () => {
    const { port, hostKey, sshLog } = samples.server('web-01');
    const stranger = await readFile(join(sshLog, '..', 'host_key'));
    const login = { port, hostKey, user: samples.user, privateKey: stranger };
    await expect(tryLogin(login, 'true', 1_000)).rejects.toThrow(/authentication/);
  });

  test('keep the private key to its owner', async () => {
    expect((await stat(join(samples.secretsDir, 'sample-ssh'))).mode & 0o777).toBe(0o600);
  });

  test('the site: stopped, started and restarted over SSH, outlives the session, says since when', async () => {
    const { site } = samples.server('web-01');
    if (site === undefined) throw new Error('web-01 has a site');
    const first = site.pid();
    expect(await ctl('status')).toMatch(/^active since \d{4}-\d\d-\d\dT[\d:.]+Z \(pid \d+\).*\nexit 0\n$/);
    expect(await ctl('start')).toMatch(/^already active since .*\nexit 0\n$/);
    expect(await ctl('restart')).toMatch(/^stopped since \d{4}-.*\nactive since \d{4}-.*\nexit 0\n$/);
    expect(site.pid()).not.toBe(first);
    expect((await fetch(site.url)).status).toBe(200);

    expect(await ctl('stop')).toMatch(/^stopped since \d{4}-.*\nexit 0\n$/);
    await expect(fetch(site.url)).rejects.toThrow('fetch failed');
    expect(await ctl('stop')).toMatch(/^already stopped since \d{4}-.*\nexit 0\n$/);
    expect(await ctl('status')).toMatch(/^stopped since \d{4}-.*\n\S+ INFO stopped on request \(SIGTERM\)\nexit 3\n$/);

    expect(await ctl('start')).toMatch(/^active since .*\nexit 0\n$/);
    expect((await fetch(`${site.url}health`)).status).toBe(200);
    expect(await ctl('reload')).toMatch(/^Usage: .*\nexit 64\n$/);
  });

  test('the site: a crash leaves a believable end in its log, and a start mends it', async () => {
    const { site } = samples.server('web-02');
    if (site === undefined) throw new Error('web-02 has a site');
    await site.crash();
    expect(site.pid()).toBeUndefined();
    expect(await readFile(site.logFile, 'utf8')).toMatch(/Z ERROR RangeError: .*\n.*Z FATAL out of memory.*137\n$/);
    expect(await ctl('status', 'web-02')).toMatch(/^stopped since \d{4}-.*\n.*FATAL out of memory.*\nexit 3\n$/);
    expect(await ctl('restart', 'web-02')).toMatch(/active since .*\nexit 0\n$/);
    expect(site.pid()).toBeDefined();
  });

  test('the inventory names them as they are', () => {
    const { servers, services } = samples.inventory();
    expect(Object.entries(servers).map(([name, { environment, tags }]) => [name, environment, tags?.role])).toEqual([
      ['web-01', 'production', 'web'],
      ['web-02', 'staging', 'web'],
      ['db-01', 'production', 'db'],
    ]);
    expect(servers['web-01']).toMatchObject({ port: samples.server('web-01').port, key: 'secret:sample-ssh' });
    expect(services.site).toMatchObject({ on: { servers: ['web-01'] }, manager: { sudo: false } });
  });

  test('disconnected: refuses connections while its site runs on; reconnected: the same server', async () => {
    const server = samples.server('web-01');
    const { pid } = server.site ?? { pid: () => undefined };
    const before = [pid(), server.port, server.hostKey];
    await server.disconnect();
    await expect(on('web-01', 'true')).rejects.toThrow(/ECONNREFUSED/);
    expect(await on('db-01', 'echo here')).toBe('here\n');
    await server.reconnect();
    expect(await on('web-01', 'echo here')).toBe('here\n');
    expect([pid(), server.port, server.hostKey]).toEqual(before);
  });

  test('stop ends what was detached on them; another start has the same addresses', async () => {
    const job = Number(await on('web-01', 'setsid sleep 1000 </dev/null >/dev/null 2>&1 & echo $!'));
    const mark = { name: 'CHATOPS_SAMPLE_SERVERS', value: dataDir };
    expect(findMarkedProcesses(mark).map(({ pid }) => pid)).toContain(job);
    const before = samples.servers.map(({ port, hostKey, sshPid }) => ({ port, hostKey, pid: sshPid() ?? 0 }));
    await samples.stop();
    expect(findMarkedProcesses(mark)).toEqual([]);
    expect(before.map(({ pid }) => identifyProcess(pid))).toEqual([undefined, undefined, undefined]);

    samples = await startSampleServers({ dataDir, daemon });
    expect(samples.servers.map(({ port, hostKey }) => ({ port, hostKey }))).toEqual(
      before.map(({ port, hostKey }) => ({ port, hostKey })),
    );
  });

  test('a start ends what a killed one left: SSH servers, sites and jobs', async () => {
    const left = [...samples.servers.map((server) => server.sshPid()), samples.server('web-01').site?.pid()];
    const again = await startSampleServers({ dataDir, daemon });
    expect(left.map((pid) => identifyProcess(pid ?? 0))).toEqual(left.map(() => undefined));
    await again.stop();
  });
});
