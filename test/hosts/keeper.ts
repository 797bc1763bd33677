import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { dyingWithUs, holdNamespaces } from './commands.js';

const BOOT = fileURLToPath(new URL('./machine/boot.sh', import.meta.url));

/** Boots one host again and again; its disk and its network outlive a boot, its processes and its boot id do not. */
export interface Keeper {
  /** Holds network and disk. */
  readonly pid: number;
  /** PID 1 of the running host, as this machine sees it. */
  init(): number | undefined;
  /** Pulls the plug: every process is killed at once. Boots again unless told to stay off. */
  cutPower(options: { stayOff: boolean }): Promise<void>;
  switchOn(): void;
  /** Resolves when the boot script has made way for the host's own init. */
  booted(): Promise<number>;
  end(): Promise<void>;
}

export interface Machine {
  readonly name: string;
  /** Of this machine, for the host's keys, log and mount points. */
  readonly folder: string;
  readonly root: string;
  readonly init: 'systemd' | 'sysv';
  readonly shell: 'dash' | 'bash' | 'busybox';
  readonly services: readonly string[];
  readonly diskMiB: number;
  readonly homeMiB: number;
  readonly srvMiB: number;
  readonly cgroup: string | undefined;
}

export async function startKeeper(machine: Machine): Promise<Keeper> {
  const { folder, name } = machine;
  const tmpfs = (mib: number, at: string) =>
    `mkdir -p '${folder}/${at}' && mount -t tmpfs -o size=${mib}m,mode=755 '${name}-${at}' '${folder}/${at}' || exit 1`;
  const holder = await holdNamespaces(
    ['--mount', '--propagation', 'private', '--net'],
    [tmpfs(machine.diskMiB, 'disk'), tmpfs(machine.homeMiB, 'home'), tmpfs(machine.srvMiB, 'srv')].join('\n'),
  );
  const log = createWriteStream(`${folder}/log`, { flags: 'a' });
  const pidFile = `${folder}/init.pid`;
  let wanted: 'on' | 'off' | 'gone' = 'on';
  let plugPulled = false;
  let running: Promise<void> | undefined;

  const bootOnce = async (): Promise<NodeJS.Signals | null> => {
    await rm(pidFile, { force: true });
    const argv = dyingWithUs([
      ...['nsenter', '-t', String(holder.pid), '-m', '-n', 'unshare'],
      ...['--mount', '--propagation', 'private', '--pid', '--fork', '--uts', '--ipc', '--kill-child'],
      ...(existsSync('/proc/self/ns/time') ? ['--time', '--boottime', `-${Math.floor(uptime())}`] : []),
      ...['sh', BOOT],
    ]);
    const child = spawn(argv[0] ?? '', argv.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        DIR: folder,
        NAME: name,
        ROOT: machine.root,
        INIT: machine.init,
        SHELL_: machine.shell,
        SERVICES: machine.services.join(' '),
        CGROUP: machine.cgroup ?? '',
      },
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const [, signal] = await once(child, 'exit');
    return signal;
  };
  /** A reboot(2) inside ends the host's PID 1 by SIGHUP, a power-off by SIGINT; see pid_namespaces(7). */
  const keepOn = async (): Promise<void> => {
    while (wanted === 'on') {
      plugPulled = false;
      const signal = await bootOnce();
      // An unshare whose child was killed says so by exit code; else that is an init which could not go on.
      if (signal === 'SIGINT' || (signal === null && !plugPulled)) wanted = 'off';
    }
    running = undefined;
  };
  const init = () => {
    const pid = Number(readPid(pidFile));
    return pid > 0 && existsSync(`/proc/${pid}`) ? pid : undefined;
  };
  const kill = async () => {
    const pid = init();
    if (pid === undefined) return;
    plugPulled = true;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
    while (existsSync(`/proc/${pid}`)) await pause();
  };
  running = keepOn();

  return {
    pid: holder.pid,
    init,
    async cutPower({ stayOff }) {
      if (stayOff) wanted = 'off';
      await kill();
      if (stayOff) await running;
    },
    switchOn() {
      if (wanted === 'off') {
        wanted = 'on';
        running ??= keepOn();
      }
    },
    async booted() {
      for (;;) {
        const pid = init();
        if (pid !== undefined) return pid;
        if (wanted !== 'on') throw new Error(`${name} did not boot: ${await readFile(`${folder}/log`, 'utf8')}`);
        await pause();
      }
    },
    async end() {
      wanted = 'gone';
      await kill();
      await running;
      holder.end();
      log.end();
    },
  };
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
const uptime = () => Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
function readPid(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
