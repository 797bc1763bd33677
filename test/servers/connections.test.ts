import type { RemoteCommand, RemoteJob, ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { createSshTransport, type SshTransport } from '@chatops-commander/engine/ssh/transport';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Hosts, startHosts } from '../hosts/start-hosts.js';

let hosts: Hosts;
let transport: SshTransport;
beforeAll(async () => {
  hosts = await startHosts({ bastion: { init: 'sysv' }, inner: { init: 'sysv' }, 'web-01': { init: 'sysv' } });
});
afterEach(() => transport.close());
afterAll(() => hosts?.stop());

const connect = () => {
  transport = createSshTransport({ readSecret: hosts.readSecret });
};
const hello = async (server: ServerAddress) => {
  const command: RemoteCommand = { argv: ['echo', server.name], become: 'login-user', timeoutMs: 30_000 };
  return (await transport.read(server, command, { maxBytes: 100 })).stdout.toString();
};
async function configure(name: string, lines: string): Promise<void> {
  await hosts.host(name).sh(`printf '${lines}\\n' >/etc/ssh/sshd_config.d/test.conf; service ssh restart`);
  await hosts.host(name).ready();
}
/** As many servers as there are names, all of them one: each name has connections of its own. */
const many = (count: number, name: string, more: Partial<ServerAddress> = {}) =>
  Array.from({ length: count }, (_, index) => hosts.address(name, { name: `${name}-${index}`, ...more }));

test.each([1, 2, 10])('MaxSessions %i: twelve commands at once on one server', async (sessions) => {
  await configure('web-01', `MaxSessions ${sessions}`);
  connect();
  const server = hosts.address('web-01');
  expect(await Promise.all(Array.from({ length: 12 }, () => hello(server)))).toEqual(Array(12).fill('web-01\n'));
});

test('MaxStartups 10:30:100, the default: sixty servers at once, behind one bastion and an inner one', async () => {
  for (const name of ['bastion', 'inner', 'web-01']) await configure(name, 'MaxStartups 10:30:100');
  connect();
  const jump = hosts.address('inner', { jump: hosts.address('bastion') });
  const servers = many(60, 'web-01', { jump });
  expect(await Promise.all(servers.map(hello))).toEqual(servers.map(({ name }) => `${name}\n`));
  // One connection to each jump host carries all of them.
  const logins = await hosts.host('bastion').sh('ss -Htn state established "sport = :22" | wc -l');
  expect(Number(logins)).toBe(1);
});

test('a connection that goes silent in the middle of a job is given up, and the job found again', async () => {
  connect();
  const host = hosts.host('web-01');
  const script = 'echo x >>/tmp/count; echo begun; while [ ! -e /tmp/go ]; do sleep 0.1; done; echo done';
  const job: RemoteJob = {
    name: { run: 'silent', step: 's', server: 'web-01', attempt: 1 },
    command: { argv: ['/bin/sh', '-c', script], become: 'login-user', timeoutMs: 120_000 },
    firstContact: true,
  };
  let said = '';
  const running = transport.run(hosts.address('web-01'), job, {
    signal: new AbortController().signal,
    onOutput: (_stream, _offset, bytes) => {
      said += bytes.toString('utf8');
    },
  });
  await expect.poll(() => said, { timeout: 20_000 }).toBe('begun\n');
  await host.strand();
  await host.sh('true >/tmp/go');
  expect(await running).toMatchObject({ kind: 'exited', exit: { kind: 'code', code: 0 } });
  await host.heal();
  expect([said, await host.sh('cat /tmp/count')]).toEqual(['begun\ndone\n', 'x\n']);
});
