import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { ServerFacts, ServiceDefinition } from '../action.js';
import { sampleContext, sampleFacts } from '../action-context.fixture.js';
import { serviceDriver } from './service-driver.js';
import { serviceRestart } from './service-restart.js';

const service = (name: string, manager: ServiceDefinition['manager']) => ({ name, unit: name, manager });

describe('serviceDriver', () => {
  it.each<[string, ServerFacts['init'] | undefined, string]>([
    ['systemd', 'systemd', 'systemd'],
    ['init scripts', 'sysv', 'service'],
    ['facts nobody read', undefined, 'systemd'],
  ])('drives a service that the inventory does not list by %s', (_case, init, kind) => {
    const facts = init === undefined ? {} : { facts: { ...sampleFacts, init } };
    expect(serviceDriver('cron', sampleContext(facts))).toMatchObject({ kind, unit: 'cron' });
  });

  it.each<[string, readonly string[] | undefined]>([
    ['nginx', ['nginx', '-t']],
    ['nginx.service', ['nginx', '-t']],
    ['ssh', ['/usr/sbin/sshd', '-t']],
    ['httpd', ['apachectl', 'configtest']],
    ['postgresql', undefined],
  ])('knows how %s checks its configuration', (unit, validate) => {
    const context = sampleContext({ services: [service(unit, { kind: 'systemd' })] });
    expect(serviceDriver(unit, context).validate).toEqual(validate);
  });

  it('needs root for what the machine manages, and for an argv manager only where the inventory says so', () => {
    const argv = { kind: 'argv', start: ['a'], stop: ['b'], status: ['c'], sudo: false } as const;
    const context = sampleContext({ services: [service('mine', argv), service('nginx', { kind: 'systemd' })] });
    expect(serviceDriver('mine', context).become).toBe('login-user');
    expect(serviceDriver('nginx', context).become).toBe('root');
  });
});

describe('systemctl, played by a script', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chatops-systemctl-'));
    // Remembers what it was asked; `show` and `is-active` speak of the state kept in a file.
    const systemctl = `#!/bin/sh
cd ${folder} || exit 9
echo "$*" >>asked
case $1 in
  show) echo LoadState=loaded; echo "ActiveState=$(cat state)"; echo MainPID=42
    echo ActiveEnterTimestamp=Sat 2026-11-21 06:14:46 UTC ;;
  is-active) [ "$(cat state)" = active ] ;;
  restart) echo active >state ;;
esac`;
    await writeFile(join(folder, 'systemctl'), systemctl);
    await writeFile(
      join(folder, 'nginx'),
      `#!/bin/sh\necho 'nginx: configuration file test failed' >&2; [ ! -e ${folder}/bad ]`,
    );
    await writeFile(join(folder, 'state'), 'failed\n');
    for (const program of ['systemctl', 'nginx']) await chmod(join(folder, program), 0o755);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const restart = async () => {
    const context = sampleContext({ services: [service('nginx', { kind: 'systemd' })] });
    const input = { service: 'nginx' };
    const command = serviceRestart.command(input, context);
    return serviceRestart.parse(await runLocally(command, { PATH: `${folder}:/usr/bin:/bin` }), input, context);
  };

  it('is asked by name after --, and its answer becomes the outcome', async () => {
    const result = await restart();
    expect(result).toMatchObject({
      kind: 'done',
      outputs: { before: 'failed', state: 'active', pid: 42, validated: true },
    });
    expect(await readFile(join(folder, 'asked'), 'utf8')).toContain('restart -- nginx\n');
  });

  it('is not asked to restart what is not configured well', async () => {
    await writeFile(join(folder, 'bad'), '');
    expect((await restart()).kind).toBe('failed');
    expect(await readFile(join(folder, 'asked'), 'utf8')).not.toContain('restart');
  });
});
