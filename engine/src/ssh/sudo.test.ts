import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SudoMissing } from './errors.js';
import { command, jobNamed, listen, shell } from './jobs.fixture.js';
import type { ServerAddress } from './remote-execution.js';
import { type Sshd, startSshd } from './sshd.fixture.js';
import { createSshTransport, type SshTransport } from './transport.js';

/** A sudo of our own on the login user's PATH, so that the test needs no sudoers file: it does what ours asks of it. */
const SUDO = `#!/bin/sh
[ -e "$SUDO_REFUSES" ] && { echo "sudo: a password is required" >&2; exit 1; }
[ "$1 $2" = "-n --" ] || { echo "sudo: unexpected $*" >&2; exit 1; }
shift 2
echo x >>"$SUDO_LOG"
SUDO_UID=$(id -u) SUDO_GID=$(id -g) HOME=/root BECAME=root exec "$@"
`;

let folder: string;
let sshd: Sshd;
let server: ServerAddress;
let transport: SshTransport;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-sudo-'));
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin/sudo'), SUDO);
  await chmod(join(folder, 'bin/sudo'), 0o755);
  const PATH = `${join(folder, 'bin')}:${process.env.PATH ?? '/usr/bin:/bin'}`;
  sshd = await startSshd({
    environment: { PATH, SUDO_LOG: join(folder, 'log'), SUDO_REFUSES: join(folder, 'refuses') },
  });
  server = { ...sshd.address, sudo: 'nopasswd' };
  transport = createSshTransport({ readSecret: sshd.readSecret });
});
afterAll(async () => {
  await transport.close();
  await sshd.stop();
  await rm(folder, { recursive: true, force: true });
});
const asRoot = shell('echo "$BECAME"', [], { become: 'root' });

test('nopasswd: reads and jobs run under sudo, one sudo for all of them', async () => {
  for (const _ of [1, 2])
    expect((await transport.read(server, asRoot, { maxBytes: 100 })).stdout.toString()).toBe('root\n');
  const heard = listen();
  const job = { name: jobNamed('as root'), command: asRoot, firstContact: true };
  expect(await transport.run(server, job, heard.life)).toMatchObject({ exit: { kind: 'code', code: 0 } });
  expect(heard.text('stdout')).toBe('root\n');
  expect((await stat(join(folder, 'log'))).size).toBe(2);
});

test('the login user is not affected', async () => {
  expect((await transport.read(server, shell('echo "$BECAME"'), { maxBytes: 100 })).stdout.toString()).toBe('\n');
});

test("root's records lie with the login user's, so that one name means one job", async () => {
  expect(await readdir(join(sshd.home, '.chatops/jobs/web-01'))).toContain('run-1');
  const conflict = {
    name: jobNamed('as root'),
    command: { ...asRoot, become: 'login-user' as const },
    firstContact: false,
  };
  await expect(transport.run(server, conflict, listen().life)).rejects.toThrow('another command');
});

test("another run is refused while root's job lives, whoever asks", async () => {
  const leave = new AbortController();
  const name = jobNamed('long', { run: 'root-run' });
  const job = { name, command: shell('exec sleep 60', [], { become: 'root' }), firstContact: true };
  const left = transport.run(server, job, listen({ signal: leave.signal }).life);
  left.catch(() => undefined);
  while ((await transport.live(server)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const other = { name: jobNamed('s', { run: 'user-run' }), command: command(['true']), firstContact: true };
  expect(await transport.run(server, other, listen().life)).toMatchObject({ kind: 'busy', run: 'root-run' });
  expect(await transport.cancel(server, name, 2_000)).toEqual({ kind: 'gone' });
  await expect(left).resolves.toMatchObject({ exit: { kind: 'cancelled' } });
});

test('refused: what sudo said, and the line to add', async () => {
  const fresh = createSshTransport({ readSecret: sshd.readSecret });
  await writeFile(join(folder, 'refuses'), '');
  const error = await fresh.read(server, asRoot, { maxBytes: 100 }).catch((reason: unknown) => reason);
  if (!(error instanceof SudoMissing)) throw error;
  expect(error).toMatchObject({ said: 'sudo: a password is required', retryable: false });
  expect(error.describe().fr).toContain('NOPASSWD: ALL');
  // Looking and cancelling still work as the login user.
  expect(await fresh.live(server)).toEqual([]);
  await rm(join(folder, 'refuses'));
  await fresh.close();
});

test('sudo none: refused before anything is sent', async () => {
  await expect(transport.read({ ...server, sudo: 'none' }, asRoot, { maxBytes: 100 })).rejects.toThrow(SudoMissing);
});

test('sudo root: the login user is root already', async () => {
  expect((await transport.read({ ...server, sudo: 'root' }, asRoot, { maxBytes: 100 })).stdout.toString()).toBe('\n');
});
