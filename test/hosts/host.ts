import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { existsSync } from 'node:fs';
import { attempt, type CommandOutput, run } from './commands.js';
import { createFaults, type Faults } from './faults.js';
import { type Keeper, type Machine, startKeeper } from './keeper.js';

export type KeyType = 'ed25519' | 'ecdsa' | 'rsa';

/** One host: what an administrator with a hand on the plug and the cable can do. */
export interface Host extends Faults {
  readonly name: string;
  readonly address: string;
  /** Public host keys, `TYPE BASE64`, as an inventory pins them. */
  readonly hostKeys: Readonly<Partial<Record<KeyType, string>>>;
  /** As root on the host, without SSH; its exit is data. */
  exec(argv: readonly [string, ...string[]], stdin?: string): Promise<CommandOutput>;
  /** As root by /bin/sh; throws when it fails. Returns what it printed. */
  sh(script: string): Promise<string>;
  /** A power cut: everything is killed at once, the disk stays. Returns when it can be logged in to again. */
  reboot(): Promise<void>;
  off(): Promise<void>;
  on(): Promise<void>;
  /** Waits until it can be logged in to and its services answer. */
  ready(): Promise<void>;
  bootId(): Promise<string>;
  /** Fills the file system that `folder` lies on; `/srv` and `/home` have small ones of their own. Returns how to empty it. */
  fill(folder: string): Promise<() => Promise<void>>;
  end(): Promise<void>;
}

export async function startHost(options: {
  readonly machine: Machine;
  readonly address: string;
  readonly keyTypes: readonly KeyType[];
  /** Ports that answer when it is ready, besides SSH's. */
  readonly ports: readonly number[];
  plugIn(holder: number): Promise<void>;
}): Promise<Host> {
  const { machine, address, ports } = options;
  const { name, folder } = machine;
  await mkdir(folder, { recursive: true });
  const hostKeys: Partial<Record<KeyType, string>> = {};
  for (const type of options.keyTypes) hostKeys[type] = await makeHostKey(folder, type);
  const keeper = await startKeeper(machine);
  await options.plugIn(keeper.pid);
  const faults = createFaults({ holder: keeper.pid, cgroup: machine.cgroup });

  const enter = async () => ['nsenter', '-a', '-t', String(await keeper.booted()), '--', 'env', '-i', ...ENVIRONMENT];
  const exec = async (argv: readonly string[], stdin?: string) => attempt([...(await enter()), ...argv], stdin);
  const sh = async (script: string) => run([...(await enter()), 'sh', '-c', script]);
  const ready = () => waitUntilReady({ keeper, machine, address, ports });

  return {
    ...faults,
    name,
    address,
    hostKeys,
    exec,
    sh,
    ready,
    async reboot() {
      await keeper.cutPower({ stayOff: false });
      await ready();
    },
    off: () => keeper.cutPower({ stayOff: true }),
    async on() {
      keeper.switchOn();
      await ready();
    },
    bootId: async () => (await sh('cat /proc/sys/kernel/random/boot_id')).trim(),
    async fill(at) {
      await exec(['sh', '-c', 'exec dd if=/dev/zero of="$1/.fill" bs=64k 2>/dev/null', 'fill', at]);
      // What is left of the last block, so that not a single byte more can be written.
      await exec(['sh', '-c', 'exec dd if=/dev/zero of="$1/.fill2" bs=1 count=65536 2>/dev/null', 'fill', at]);
      return async () => void (await exec(['rm', '-f', `${at}/.fill`, `${at}/.fill2`]));
    },
    async end() {
      await faults.thaw().catch(() => undefined);
      await keeper.end();
    },
  };
}

const ENVIRONMENT = [
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'HOME=/root',
  'LC_ALL=C.UTF-8',
];

async function makeHostKey(folder: string, type: KeyType): Promise<string> {
  const file = `${folder}/ssh_host_${type}_key`;
  await run(['ssh-keygen', '-q', '-t', type, '-N', '', '-f', file]);
  return (await readFile(`${file}.pub`, 'utf8')).trim().split(' ').slice(0, 2).join(' ');
}

async function waitUntilReady(options: {
  keeper: Keeper;
  machine: Machine;
  address: string;
  ports: readonly number[];
}): Promise<void> {
  const { keeper, machine, address, ports } = options;
  const until = performance.now() + 60_000;
  const isUp = async () => {
    const pid = keeper.init();
    // While systemd still boots, /run/nologin has sshd refuse everybody but root.
    if (pid === undefined || existsSync(`/proc/${pid}/root/run/nologin`)) return false;
    if (!(await answers(address, 22, 'SSH-2.0-'))) return false;
    for (const port of ports) if (!(await answers(address, port))) return false;
    return !existsSync(`/proc/${pid}/root/run/nologin`);
  };
  while (!(await isUp())) {
    await keeper.booted();
    if (performance.now() > until) {
      const log = await readFile(`${machine.folder}/log`, 'utf8').catch(() => '');
      throw new Error(`${machine.name} (${address}) did not come up in 60 s: ${log.slice(-2_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

async function answers(host: string, port: number, greeting?: string): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    const signal = AbortSignal.timeout(2_000);
    await once(socket, 'connect', { signal });
    if (greeting === undefined) return true;
    const [first] = await once(socket, 'data', { signal });
    return String(first).startsWith(greeting);
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Who is who, for every host; read again at each boot. */
export const writeHostsFile = (file: string, names: ReadonlyMap<string, string>) =>
  writeFile(file, `127.0.0.1 localhost\n${[...names].map(([name, address]) => `${address} ${name}\n`).join('')}`);
