import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { descendantsOf } from '../../devstack/dist/processes/descendants.js';
import { freePort } from '../../devstack/dist/processes/free-ports.js';
import { stopProcess } from '../../devstack/dist/processes/stop-process.js';
import { findSshd } from '../../devstack/dist/servers/ssh-daemons.js';
import { stringify } from 'yaml';

/** One sshd listens on at most so many addresses (MAX_LISTEN_SOCKS in its source). */
const ADDRESSES_PER_SSHD = 16;
/** 127.0.1.1, .2, … leave the usual loopback addresses alone. */
const addressOf = (index) => `127.0.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`;

/**
 * @typedef {{ name: string, host: string, port: number, hostKey: string, user: string, key: string }} FleetServer
 * @typedef {{ folder: string, keyFile: string, sshConfig: string, knownHosts: string, secretsDir: string,
 *   servers: readonly FleetServer[], sample: object, inventory(servers: readonly FleetServer[]): string,
 *   stop(): Promise<void> }} Farm
 */

/**
 * Servers that are loopback addresses of a few sshd, each with a host key of its own. Their common home lies in memory
 * where there is such a place: on one disk, what a hundred servers write would wait for each other, which real ones do
 * not.
 *
 * @param {number} count
 * @returns {Promise<Farm>}
 */
export async function startFarm(count) {
  const sshd = await findSshd(process.env);
  if (sshd === undefined) throw new Error('there is no sshd; npm run setup -- --for bench installs one');
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'chatops-fleet-'));
  const home = join(folder, 'home');
  await mkdir(home);
  await mkdir('/run/sshd', { recursive: true }).catch(() => {});
  const keyFile = join(folder, 'key');
  generateKey(keyFile);
  const port = await freePort();
  const { username } = userInfo();
  const daemons = [];
  const servers = [];
  for (let first = 0; first < count; first += ADDRESSES_PER_SSHD) {
    const hostKeyFile = join(folder, `host-${daemons.length}`);
    generateKey(hostKeyFile);
    const hostKey = (await readFile(`${hostKeyFile}.pub`, 'utf8')).split(' ').slice(0, 2).join(' ');
    const addresses = Array.from({ length: Math.min(ADDRESSES_PER_SSHD, count - first) }, (_, i) =>
      addressOf(first + i),
    );
    const config = join(folder, `sshd-${daemons.length}`);
    await writeFile(config, sshdConfig({ addresses, port, hostKeyFile, keyFile, home }));
    daemons.push(spawn(sshd, ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'ignore'] }));
    for (const host of addresses)
      servers.push({ name: `srv-${host.replaceAll('.', '-')}`, host, port, hostKey, user: username, key: keyFile });
  }
  const stop = async () => {
    // sessions outlive their sshd, and with them what keeps a connection open on purpose
    const sessions = daemons.flatMap(({ pid }) => descendantsOf(pid));
    await Promise.all(
      daemons.map(async (daemon) => {
        if (daemon.exitCode !== null) return;
        daemon.kill('SIGTERM');
        await once(daemon, 'exit');
      }),
    );
    await Promise.all(sessions.map((session) => stopProcess(session, { graceMs: 2_000 })));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await Promise.all(servers.map(({ host }) => untilItListens(host, port)));
    const knownHosts = join(folder, 'known_hosts');
    await writeFile(knownHosts, servers.map(({ host, hostKey }) => `[${host}]:${port} ${hostKey}\n`).join(''));
    const sshConfig = join(folder, 'ssh_config');
    await writeFile(sshConfig, clientConfig({ username, port, keyFile, knownHosts }));
    const secretsDir = join(folder, 'secrets');
    await mkdir(secretsDir, { mode: 0o700 });
    await writeFile(join(secretsDir, 'fleet'), await readFile(keyFile), { mode: 0o600 });
    return { folder, keyFile, sshConfig, knownHosts, secretsDir, servers, inventory: inventoryOf, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function inventoryOf(servers) {
  const entries = servers.map(({ name, host, port, user, hostKey }) => [
    name,
    { host, port, user, key: 'secret:fleet', hostKey, environment: 'bench', sudo: 'root' },
  ]);
  return stringify({ apiVersion: 'chatops-commander/v1', kind: 'Inventory', servers: Object.fromEntries(entries) });
}

function generateKey(file) {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
}

const sshdConfig = ({ addresses, port, hostKeyFile, keyFile, home }) =>
  [
    `Port ${port}`,
    ...addresses.map((address) => `ListenAddress ${address}`),
    `HostKey ${hostKeyFile}`,
    'PidFile none',
    `AuthorizedKeysFile ${keyFile}.pub`,
    'UsePAM no',
    'StrictModes no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    // Each stands for sixteen servers, which would each have their own limit.
    'MaxStartups 1000',
    'Subsystem sftp internal-sftp',
    `SetEnv HOME=${home}`,
    '',
  ].join('\n');

/** What every OpenSSH-based peer reads. Of the key exchanges this OpenSSH has, the one nearest in cost to a newer one's. */
const clientConfig = ({ username, port, keyFile, knownHosts }) => `Host *
  User ${username}
  Port ${port}
  IdentityFile ${keyFile}
  IdentitiesOnly yes
  UserKnownHostsFile ${knownHosts}
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  BatchMode yes
  LogLevel ERROR
  KexAlgorithms curve25519-sha256
  HostKeyAlgorithms ssh-ed25519
`;

async function untilItListens(host, port) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    const socket = connect(port, host);
    try {
      await once(socket, 'data', { signal: AbortSignal.timeout(5_000) });
      return;
    } catch {
      // not yet
    } finally {
      socket.destroy();
    }
  }
  throw new Error(`no sshd answers on ${host}:${port}`);
}
