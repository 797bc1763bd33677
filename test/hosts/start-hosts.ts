import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '@chatops-commander/devstack/cache-folder';
import type { ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import type { Inventory } from '@chatops-commander/schemas';
import { testHostsRoot } from '../../scripts/setup/test-hosts-root.mjs';
import { run } from './commands.js';
import { cgroup2 } from './faults.js';
import { type Host, type KeyType, startHost, writeHostsFile } from './host.js';
import { startLab } from './network.js';

type Server = Inventory['servers'][string];

export interface HostOptions {
  /** What PID 1 is; `systemd` unless said otherwise. `sysv` is Debian's `service` without systemd. */
  readonly init?: 'systemd' | 'sysv';
  /** What runs besides sshd. nginx on port 80; PostgreSQL on 5432 with database, role and password `app`; a container
   * registry on 5000, which is `registry:5000` in the containers' configuration of every host of the lab. */
  readonly services?: readonly ('nginx' | 'postgresql' | 'docker-registry' | 'cron')[];
  /** What /bin/sh is. */
  readonly shell?: 'dash' | 'bash' | 'busybox';
  readonly keyTypes?: readonly KeyType[];
  /** Sizes of its file systems; what is not used costs nothing. */
  readonly diskMiB?: number;
  readonly homeMiB?: number;
  readonly srvMiB?: number;
}

export interface Hosts {
  readonly folder: string;
  /** This machine, as the hosts see it. */
  readonly gateway: string;
  /** Throws for a name that was not started. */
  host(name: string): Host;
  /** The entry for an inventory, with its pinned key; the login user is `deploy`, who may `sudo` without a password. */
  server(name: string, more?: Partial<Server>): Server;
  address(name: string, more?: Partial<ServerAddress>): ServerAddress;
  /** The private key of `secret:test-hosts`. */
  readSecret(name: string): Promise<Buffer>;
  stop(): Promise<void>;
}

const PORTS = { nginx: 80, postgresql: 5432, 'docker-registry': 5000, cron: undefined } as const;
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Boots whole servers on this machine, side by side, and waits until they can be logged in to. */
export async function startHosts(wanted: Readonly<Record<string, HostOptions>>): Promise<Hosts> {
  const root = await testHostsRoot({ repository: REPOSITORY, cache: cacheFolder(process.env) });
  if (!existsSync(root)) {
    throw new Error(
      'The Debian that test hosts start from is missing: run `node scripts/setup.mjs --for tests` as root on Debian or Ubuntu, and see what it says of test hosts.',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'chatops-hosts-'));
  // Mount points below have to be reached by the hosts' own users.
  await chmod(folder, 0o755);
  await run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'test-hosts', '-f', join(folder, 'user_key')]);
  const v2 = cgroup2();
  if (v2 !== undefined) await removeDeadCgroups(v2);
  const lab = await startLab();
  const names = Object.keys(wanted);
  const numberOf = (name: string) => 10 + names.indexOf(name);
  await writeHostsFile(join(folder, 'hosts'), new Map(names.map((name) => [name, lab.addressOf(numberOf(name))])));

  const boot = async (name: string, options: HostOptions): Promise<[string, Host]> => {
    const services = options.services ?? [];
    const host = await startHost({
      machine: {
        name,
        root,
        folder: join(folder, name),
        init: options.init ?? 'systemd',
        shell: options.shell ?? 'dash',
        services: ['ssh', ...services],
        diskMiB: options.diskMiB ?? 2048,
        homeMiB: options.homeMiB ?? 256,
        srvMiB: options.srvMiB ?? 64,
        cgroup: v2 === undefined ? undefined : `${v2}/chatops-hosts-${process.pid}-${lab.gateway}-${name}`,
      },
      address: lab.addressOf(numberOf(name)),
      keyTypes: options.keyTypes ?? ['ed25519'],
      ports: services.flatMap((service) => PORTS[service] ?? []),
      plugIn: (holder) => lab.plugIn(holder, numberOf(name)),
    });
    return [name, host];
  };
  const hosts = new Map<string, Host>();
  const stop = async () => {
    await Promise.all([...hosts.values()].map((host) => host.end()));
    lab.end();
    if (v2 !== undefined) await removeDeadCgroups(v2, `chatops-hosts-${process.pid}-${lab.gateway}-`);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const booting = Object.entries(wanted).map(async ([name, options]) => {
      const [, host] = await boot(name, options);
      hosts.set(name, host);
      await host.ready();
    });
    const settled = await Promise.allSettled(booting);
    for (const one of settled) if (one.status === 'rejected') throw one.reason;
  } catch (error) {
    await stop();
    throw error;
  }

  const host = (name: string): Host => {
    const found = hosts.get(name);
    if (found === undefined) throw new Error(`no test host ${name}`);
    return found;
  };
  const login = (name: string) => ({
    host: host(name).address,
    user: 'deploy',
    key: 'secret:test-hosts',
    hostKey: host(name).hostKeys.ed25519 ?? Object.values(host(name).hostKeys)[0] ?? '',
    sudo: 'nopasswd' as const,
  });
  return {
    folder,
    gateway: lab.gateway,
    host,
    server: (name, more = {}) => ({ ...login(name), environment: 'production', ...more }),
    address: (name, more = {}) => ({ name, port: 22, ...login(name), ...more }),
    async readSecret(name) {
      if (name !== 'test-hosts') throw new Error(`no secret ${name}`);
      return readFile(join(folder, 'user_key'));
    },
    stop,
  };
}

/** Those of an owner that is gone, or with that prefix. Empty folders of the kernel's; in use, they refuse to go. */
async function removeDeadCgroups(v2: string, prefix?: string): Promise<void> {
  for (const name of await readdir(v2)) {
    const owner = /^chatops-hosts-(\d+)-/.exec(name)?.[1];
    if (owner === undefined) continue;
    if (prefix === undefined ? existsSync(`/proc/${owner}`) : !name.startsWith(prefix)) continue;
    await removeTree(join(v2, name)).catch(() => undefined);
  }
}

async function removeTree(cgroup: string): Promise<void> {
  for (const entry of await readdir(cgroup, { withFileTypes: true }))
    if (entry.isDirectory()) await removeTree(join(cgroup, entry.name));
  await rmdir(cgroup);
}
