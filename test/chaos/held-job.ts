import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, systemClock } from '@chatops-commander/engine/ssh/clock';
import { agentScriptWith } from '@chatops-commander/engine/ssh/agent-script';
import type { JobResult, RemoteJob, ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { createSshTransport } from '@chatops-commander/engine/ssh/transport';
import type { Host } from '../hosts/host.js';
import type { Hosts } from '../hosts/start-hosts.js';

const DOOMED = fileURLToPath(new URL('./doomed-worker.mjs', import.meta.url));

/** The first to come by says so and waits while the file is there. Shell that runs anywhere in the agent and in a job. */
const HOLD = `[ ! -e /tmp/hold ] || ! mkdir /tmp/held 2>/dev/null || {
  read -r held </proc/self/stat; echo "\${held%% *}" >/tmp/held/pid; while [ -e /tmp/hold ]; do sleep 0.02; done; }`;

export const DEATHS = ['worker', 'worker machine', 'connection', 'sshd', 'shell', 'supervisor', 'reboot'] as const;
export type Death = (typeof DEATHS)[number];

/** Before a supervisor has claimed the job, another may be faster: the held one then comes too late, and must not start. */
const BEFORE_THE_CLAIM = ['asked', 'meant', 'forked', 'announced'];

/** Where a job can be stopped: a point of the agent's, or in the middle of the command itself. */
export type Place = string;

interface Scene {
  readonly hosts: Hosts;
  readonly host: Host;
  readonly server: ServerAddress;
  readonly job: RemoteJob;
  readonly agentScript: string;
  readonly death: Death;
  overtaken: boolean;
}

export interface Aftermath {
  readonly result: JobResult;
  /** How often the command began, counted on the server. */
  readonly executions: number;
  /** Both streams came whole, once and in order; only to be asked of a job that ended by itself. */
  readonly wholeOutput: boolean;
}

/** Runs one job on the host, lets `death` come when it is at `place`, and goes on as the product would. */
export async function dieAt(options: {
  readonly hosts: Hosts;
  readonly name: string;
  readonly place: Place;
  readonly death: Death;
  readonly round: string;
}): Promise<Aftermath> {
  const { hosts, name, place, death, round } = options;
  const host = hosts.host(name);
  const server = hosts.address(name);
  await host.sh(
    'rm -rf /tmp/held /tmp/shell /tmp/supervisor; true >/tmp/hold; chmod 666 /tmp/hold; mkdir -p -m 777 /srv/count',
  );
  await host.sh('[ -e /srv/out ] || { head -c 150000 /dev/urandom >/srv/out; chmod 644 /srv/out; }');
  const job = jobAt(place, `${death} at ${place} ${round}`);
  const agentScript = scriptFor(place);
  const scene: Scene = { hosts, host, server, job, agentScript, death, overtaken: false };
  scene.overtaken = BEFORE_THE_CLAIM.includes(place) && death !== 'supervisor' && death !== 'reboot';
  const ending =
    death === 'worker' || death === 'worker machine' ? killWorkerAt(scene) : surviveAt({ ...scene, death });
  const { result, stdout, stderr } = await ending;
  if (scene.overtaken) await releaseToTheEnd(host);
  const count = await host.sh(`cat '/srv/count/${job.name.step}' 2>/dev/null || true`);
  const expected = Buffer.from(await host.sh('base64 -w0 /srv/out'), 'base64');
  return {
    result,
    executions: count.length / 2,
    wholeOutput: stdout.equals(expected) && stderr.toString() === 'end\n',
  };
}

function jobAt(place: Place, round: string): RemoteJob {
  const step = round.replaceAll(' ', '-');
  const script = `echo x >>"/srv/count/$1"; head -c 70000 /srv/out; ${place === 'running' ? HOLD : ''}
    tail -c +70001 /srv/out; echo end >&2; exit 3`;
  return {
    // A name of its own for the server, so that what a failed cell left running refuses no other.
    name: { run: `run-${step}`, step, server: step, attempt: 1 },
    command: { argv: ['/bin/sh', '-c', script, 'job', step], become: 'login-user', timeoutMs: 60_000 },
    firstContact: true,
  };
}

function scriptFor(place: Place): string {
  const code: Record<string, string> = {
    asked: '[ ! -e /tmp/hold ] || [ -e /tmp/shell ] || echo $$ >/tmp/shell',
    forked: '[ ! -e /tmp/hold ] || [ -e /tmp/supervisor ] || echo $own_pid >/tmp/supervisor',
  };
  if (place !== 'running') code[place] = `${code[place] ?? ''}\n${HOLD}`;
  return agentScriptWith(code);
}

async function waitUntilHeld(host: Host): Promise<void> {
  const until = performance.now() + 20_000;
  while ((await host.exec(['test', '-s', '/tmp/held/pid'])).code !== 0) {
    if (performance.now() > until) throw new Error('the job never came by where it was to be held');
    await new Promise((done) => setTimeout(done, 10));
  }
}
const release = (host: Host) => host.sh('rm -f /tmp/hold');
/** Returns when whoever was held is through; a shell whose connection still stands stays, so it is given a second. */
const releaseToTheEnd = (host: Host) =>
  host.sh(`read -r pid </tmp/held/pid; rm -f /tmp/hold
    for moment in 1 2 3 4 5 6 7 8 9 10; do [ ! -e "/proc/$pid" ] || sleep 0.1; done; sleep 0.2`);

type AtTheServer = Exclude<Death, 'worker' | 'worker machine'>;

async function strike(host: Host, death: AtTheServer): Promise<void> {
  switch (death) {
    case 'connection':
      await host.reset();
      break;
    case 'sshd':
      // The listener and the one behind every connection.
      await host.sh('kill -9 $(pidof sshd); service ssh start || systemctl restart ssh');
      break;
    case 'shell':
    case 'supervisor':
      await host.sh(`kill -9 $(cat /tmp/${death})`);
      break;
    case 'reboot':
      return host.reboot();
    default:
      return death satisfies never;
  }
}

interface Ending {
  readonly result: JobResult;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Ten times as fast as ours: what is only waited for, in case it comes yet, takes a second instead of ten. */
const hastyClock: Clock = { ...systemClock, now: () => systemClock.now() * 10 };

/** The worker lives on: the same call sees the job to its end. */
async function surviveAt(scene: Scene & { readonly death: AtTheServer }): Promise<Ending> {
  const { hosts, host, server, job, agentScript, death, overtaken } = scene;
  const transport = createSshTransport({
    readSecret: hosts.readSecret,
    agentScript,
    clock: hastyClock,
    reconnectForMs: 600_000,
  });
  const heard: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  const running = transport.run(server, job, {
    signal: new AbortController().signal,
    onOutput: (stream, _offset, bytes) => void heard[stream].push(Buffer.from(bytes)),
  });
  running.catch(() => undefined);
  try {
    const held = waitUntilHeld(host);
    await Promise.race([held, running.then(() => held)]);
    await strike(host, death);
    if (!overtaken) await release(host);
    return { result: await running, stdout: Buffer.concat(heard.stdout), stderr: Buffer.concat(heard.stderr) };
  } finally {
    await transport.close();
  }
}

/** The worker dies by kill -9; another one finds the intent on record, and the output as far as it was stored. */
async function killWorkerAt({ hosts, host, server, job, agentScript, death, overtaken }: Scene): Promise<Ending> {
  const heard = join(hosts.folder, `heard-${host.name}-${job.name.step}`);
  const child = spawn(process.execPath, [DOOMED], { stdio: ['pipe', 'ignore', 'inherit'] });
  const gone = once(child, 'exit');
  child.stdin.end(
    JSON.stringify({ address: server, keyFile: join(hosts.folder, 'user_key'), agentScript, job, heard }),
  );
  await waitUntilHeld(host);
  if (death === 'worker machine') await host.strand();
  child.kill('SIGKILL');
  await gone;
  if (!overtaken) await release(host);
  const stored = async (stream: string) => readFile(`${heard}.${stream}`).catch(() => Buffer.alloc(0));
  const before = { stdout: await stored('stdout'), stderr: await stored('stderr') };
  const transport = createSshTransport({ readSecret: hosts.readSecret, agentScript, clock: hastyClock });
  const later = { stdout: [before.stdout], stderr: [before.stderr] };
  const takenOver = { ...job, firstContact: false };
  try {
    const result = await transport.run(server, takenOver, {
      signal: new AbortController().signal,
      from: { stdout: before.stdout.length, stderr: before.stderr.length },
      onOutput: (stream, _offset, bytes) => void later[stream].push(Buffer.from(bytes)),
    });
    return { result, stdout: Buffer.concat(later.stdout), stderr: Buffer.concat(later.stderr) };
  } finally {
    await transport.close();
  }
}
