import { JobNotStarted, SudoMissing } from '@chatops-commander/engine/ssh/errors';
import type { JobResult, RemoteCommand, ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { createSshTransport, type SshTransport } from '@chatops-commander/engine/ssh/transport';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '../hosts/host.js';
import { type Hosts, startHosts } from '../hosts/start-hosts.js';

const SHELLS = ['dash', 'bash', 'busybox'] as const;

let hosts: Hosts;
let transport: SshTransport;
beforeAll(async () => {
  hosts = await startHosts(
    Object.fromEntries(SHELLS.map((shell) => [shell, { shell, init: 'sysv' as const, homeMiB: 16 }])),
  );
});
beforeAll(() => {
  transport = createSshTransport({ readSecret: hosts.readSecret });
});
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  await transport.close();
  transport = createSshTransport({ readSecret: hosts.readSecret });
});
afterAll(() => hosts?.stop());

/** Does something to a host, and undoes it after the test. */
async function spoil(host: Host, doIt: string, undoIt: string): Promise<void> {
  await host.sh(doIt);
  undo.push(() => host.sh(undoIt));
}

let number = 0;
async function run(server: ServerAddress, script: string, more: Partial<RemoteCommand> = {}) {
  number += 1;
  const heard = { stdout: '', stderr: '' };
  const job = {
    name: { run: `run-${number}`, step: 's', server: server.name, attempt: 1 },
    command: {
      argv: ['/bin/sh', '-c', script, 'job'] as [string, ...string[]],
      become: 'login-user' as const,
      timeoutMs: 20_000,
      ...more,
    },
    firstContact: true,
  };
  const result: JobResult = await transport.run(server, job, {
    signal: new AbortController().signal,
    onOutput: (stream, _offset, bytes) => {
      heard[stream] += bytes.toString('utf8');
    },
  });
  return { result, ...heard };
}
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    (done) => expect.fail(`no refusal but ${JSON.stringify(done)}`),
    (error: unknown) => error,
  );
const ended = (code: number) => ({ kind: 'exited', exit: { kind: 'code', code } });

describe.each(SHELLS)('on a server whose /bin/sh is %s', (name) => {
  const host = () => hosts.host(name);
  const server = () => hosts.address(name);

  test('a full disk: nothing starts, and the error names the file', async () => {
    await run(server(), 'true');
    undo.push(await host().fill('/home'));
    const error = await refusal(run(server(), 'echo x >>/srv/full'));
    expect(error).toBeInstanceOf(JobNotStarted);
    expect(String(error)).toContain('/home/deploy/.chatops/jobs');
    expect((await host().exec(['test', '-e', '/srv/full'])).code).toBe(1);
  });

  test('a disk that fills while a job prints: its exit is known, and its output up to there', async () => {
    undo.push(() => host().sh('rm -rf /home/deploy/.chatops/jobs'));
    const { result, stdout } = await run(server(), 'head -c 30000000 /dev/zero | tr "\\0" a; exit 6');
    expect(result).toMatchObject(ended(6));
    expect([stdout.length > 5_000_000, /^a*$/.test(stdout)]).toEqual([true, true]);
  });

  test('no /tmp', async () => {
    await spoil(host(), 'umount /tmp; mv /tmp /tmp.gone', 'mkdir -p -m 1777 /tmp; rm -rf /tmp.gone');
    expect(await run(server(), 'echo here')).toMatchObject({ result: ended(0), stdout: 'here\n' });
  });

  test('home and /tmp mounted noexec', async () => {
    await spoil(
      host(),
      'mount -o remount,bind,noexec /home; mount -o remount,noexec /tmp 2>/dev/null || true',
      'mount -o remount,bind,exec /home; mount -o remount,exec /tmp 2>/dev/null || true',
    );
    expect(await run(server(), 'echo here; exit 3')).toMatchObject({ result: ended(3), stdout: 'here\n' });
  });

  test('records on a file system that is read-only: nothing starts, and the error says so', async () => {
    const folder = '/home/deploy/.chatops';
    await spoil(host(), `mkdir -p ${folder}; mount -t tmpfs -o ro none ${folder}`, `umount -l ${folder}`);
    expect(await refusal(run(server(), 'true'))).toBeInstanceOf(JobNotStarted);
  });

  test('a login shell that prints banners on both streams', async () => {
    const banner = 'echo "Welcome to production!"; echo careful >&2; head -c 5000 /dev/zero';
    await spoil(
      host(),
      `cp /home/deploy/.bashrc /root/bashrc; printf '%s\\n' '${banner}' | cat - /root/bashrc >/home/deploy/.bashrc`,
      'cat /root/bashrc >/home/deploy/.bashrc',
    );
    expect(await run(server(), 'echo out; echo err >&2')).toEqual({
      result: expect.objectContaining(ended(0)),
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  test('a login shell that refuses: what it said', async () => {
    await spoil(host(), 'usermod -s /usr/sbin/nologin deploy', 'usermod -s /bin/bash deploy');
    expect(await refusal(run(server(), 'true'))).toMatchObject({
      name: 'ShellUnavailable',
      said: 'This account is currently not available.',
    });
  });

  test.each([
    ['a password', 'deploy ALL=(ALL) ALL'],
    ['a terminal', 'Defaults requiretty\\ndeploy ALL=(ALL) NOPASSWD: ALL'],
    ['nobody', 'root ALL=(ALL) ALL'],
  ])('sudo that wants %s', async (_what, sudoers) => {
    await spoil(
      host(),
      `cp -p /etc/sudoers.d/deploy /root/sudoers; printf '${sudoers}\\n' >/etc/sudoers.d/deploy`,
      'cp -p /root/sudoers /etc/sudoers.d/deploy',
    );
    const error = await refusal(run(server(), 'id -u', { become: 'root' }));
    if (!(error instanceof SudoMissing)) throw error;
    expect(error.said).toMatch(/^sudo: /);
    expect(error.message).toContain('NOPASSWD');
  });

  test('root by sudo runs in the same records, and its jobs are found by the login user', async () => {
    expect(await run(server(), 'id -u', { become: 'root' })).toMatchObject({ result: ended(0), stdout: '0\n' });
    expect(await transport.live(server())).toEqual([]);
  });

  test('a clock that jumps a year ahead removes no record of a run whose command lives', async () => {
    const name = { run: 'long', step: 's', server: server().name, attempt: 1 };
    const argv: [string, ...string[]] = [
      '/bin/sh',
      '-c',
      'echo begun; while [ ! -e /srv/go ]; do sleep 0.05; done; echo done',
    ];
    const job = { name, command: { argv, become: 'login-user' as const, timeoutMs: 60_000 }, firstContact: true };
    let said = '';
    const running = transport.run(server(), job, {
      signal: new AbortController().signal,
      onOutput: (_stream, _offset, bytes) => {
        said += bytes.toString('utf8');
      },
    });
    await expect.poll(() => said, { timeout: 20_000 }).toBe('begun\n');
    // Seen from a year later, the folder is a year old; then another run comes by and tidies up.
    const jobs = `/home/deploy/.chatops/jobs/${server().name}`;
    await host().sh(`touch -t 202001010000 ${jobs}/long; mkdir -p ${jobs}/stale; touch -t 202001010000 ${jobs}/stale`);
    await transport.cancel(server(), { ...name, run: 'later' }, 1_000);
    expect((await host().sh(`ls ${jobs}`)).split('\n')).toEqual(expect.arrayContaining(['long', 'later']));
    expect((await host().exec(['test', '-e', `${jobs}/stale`])).code).toBe(1);
    await host().sh('true >/srv/go');
    undo.push(() => host().sh('rm -f /srv/go'));
    expect(await running).toMatchObject(ended(0));
    expect(said).toBe('begun\ndone\n');
  });

  test('what leaves the group at a time-out is named with its pid, then and later', async () => {
    const { result, stdout } = await run(server(), 'setsid sleep 60 & echo $!; sleep 60', { timeoutMs: 1_000 });
    const pid = Number(stdout);
    expect(result).toMatchObject({ kind: 'exited', exit: { kind: 'timeout', survivors: [pid] } });
    expect((await transport.leftBehind(server())).map((one) => one.pid)).toEqual([pid]);
    await host().sh(`kill -9 ${pid}`);
    expect(await transport.leftBehind(server())).toEqual([]);
  });

  test('no setsid: perl or busybox detaches, else nothing starts', async () => {
    if (name === 'busybox') return;
    await spoil(host(), 'mv /usr/bin/setsid /root/setsid', 'mv /root/setsid /usr/bin/setsid');
    expect(await run(server(), 'echo here')).toMatchObject({ result: ended(0), stdout: 'here\n' });
    await spoil(
      host(),
      'mv /usr/bin/perl /usr/bin/busybox /root/',
      'mv /root/perl /usr/bin/perl; mv /root/busybox /usr/bin/busybox',
    );
    await transport.close();
    transport = createSshTransport({ readSecret: hosts.readSecret });
    expect(String(await refusal(run(server(), 'true')))).toContain('setsid');
  });
});
