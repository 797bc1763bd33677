import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ServerAddress } from './remote-execution.js';

/** A real OpenSSH server on loopback, for tests: its own configuration, host key, user key and home. */
export interface Sshd {
  readonly address: ServerAddress;
  readonly port: number;
  /** The login user's home, as far as our agent is concerned; job records lie in it. */
  readonly home: string;
  readonly folder: string;
  readSecret(name: string): Promise<Buffer>;
  stop(): Promise<void>;
}

export const SSHD_PATH = '/usr/sbin/sshd';
export const hasSshd = (): boolean => existsSync(SSHD_PATH);

export async function startSshd(
  options: {
    name?: string;
    port?: number;
    keyType?: string;
    extraConfig?: readonly string[];
    environment?: Record<string, string>;
    keepFolder?: string;
  } = {},
): Promise<Sshd> {
  const folder = options.keepFolder ?? (await mkdtemp(join(tmpdir(), 'chatops-sshd-')));
  const home = join(folder, 'home');
  await mkdir(home, { recursive: true });
  await mkdir('/run/sshd', { recursive: true, mode: 0o755 }).catch(() => undefined);
  const keyType = options.keyType ?? 'ed25519';
  const generate = (file: string, type: string) => {
    if (!existsSync(join(folder, file)))
      execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', join(folder, file)]);
  };
  generate('host_key', keyType);
  generate('user_key', 'ed25519');
  const port = options.port ?? (await freePort());
  const environment = Object.entries({ HOME: home, ...options.environment }).map(([name, value]) => `${name}=${value}`);
  await writeFile(
    join(folder, 'sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${folder}/host_key`,
      `PidFile ${folder}/sshd.pid`,
      `AuthorizedKeysFile ${folder}/user_key.pub`,
      'UsePAM no',
      'StrictModes no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'AllowTcpForwarding yes',
      `SetEnv ${environment.join(' ')}`,
      ...(options.extraConfig ?? []),
      '',
    ].join('\n'),
  );
  const sshd = spawn(SSHD_PATH, ['-D', '-e', '-f', join(folder, 'sshd_config')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  sshd.stderr.on('data', (bytes: Buffer) => {
    log = (log + bytes.toString('utf8')).slice(-4_000);
  });
  const exited = once(sshd, 'exit');
  while (!(await answers(port))) {
    if (sshd.exitCode !== null) throw new Error(`sshd did not start: ${log}`);
  }
  const hostKey = (await readFile(join(folder, 'host_key.pub'), 'utf8')).trim().split(' ').slice(0, 2).join(' ');
  return {
    port,
    home,
    folder,
    address: {
      name: options.name ?? 'web-01',
      host: '127.0.0.1',
      port,
      user: userInfo().username,
      key: 'secret:test-ssh',
      hostKey,
      sudo: 'root',
    },
    readSecret: async (name) => {
      if (name !== 'test-ssh') throw new Error(`no secret ${name}`);
      return readFile(join(folder, 'user_key'));
    },
    async stop() {
      sshd.kill('SIGTERM');
      await exited;
      if (options.keepFolder === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** One connection per try; sshd's own socket is what is waited for. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'data', { signal: AbortSignal.timeout(1_000) });
    return true;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
