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

/** While the file is there, whoever comes by says so and waits. Shell that runs anywhere in the agent and in a job. */
const HOLD = '[ ! -e /tmp/hold ] || { true >/tmp/held; while [ -e /tmp/hold ]; do sleep 0.02; done; }';

export const DEATHS = ['worker', 'connection', 'sshd', 'shell', 'supervisor', 'reboot'] as const;
export type Death = (typeof DEATHS)[number];

/** Where a job can be stopped: a point of the agent's, or in the middle of the command itself. */
export type Place = string;

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
  const held = waitUntilHeld(host);
  const ending =
    death === 'worker'
      ? killWorkerAt({
          ...{ hosts, server, job, agentScript, held, overtake: place === 'asked' },
          release: () => release(host),
          releaseToTheEnd: () => releaseToTheEnd(host),
        })
      : surviveAt({ hosts, server, job, agentScript, held, strike: () => strike(host, death) });
  const { result, stdout, stderr } = await ending;
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
    name: { run: `run-${step}`, step, server: 'server', attempt: 1 },
    command: { argv: ['/bin/sh', '-c', script, 'job', step], become: 'login-user', timeoutMs: 60_000 },
    firstContact: true,
  };
}

function scriptFor(place: Place): string {
  const code: Record<string, string> = {
    asked: '[ ! -e /tmp/hold ] || echo $$ >/tmp/shell',
    forked: '[ ! -e /tmp/hold ] || echo $own_pid >/tmp/supervisor',
  };
  if (place !== 'running') code[place] = `${code[place] ?? ''}\n${HOLD}`;
  return agentScriptWith(code);
}

async function waitUntilHeld(host: Host): Promise<void> {
  const until = performance.now() + 20_000;
  while ((await host.exec(['test', '-e', '/tmp/held'])).code !== 0) {
    if (performance.now() > until) throw new Error('the job never came by where it was to be held');
    await new Promise((done) => setTimeout(done, 10));
  }
}
const release = (host: Host) => host.sh('rm -f /tmp/hold');
/** The shell ends with its last request, and a supervisor that it forked would be seen a moment later. */
const releaseToTheEnd = (host: Host) =>
  host.sh('read -r shell </tmp/shell; rm -f /tmp/hold; while [ -e "/proc/$shell" ]; do sleep 0.02; done; sleep 0.3');

async function strike(host: Host, death: Exclude<Death, 'worker'>): Promise<void> {
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
  await release(host);
}

interface Ending {
  readonly result: JobResult;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Ten times as fast as ours: what is only waited for, in case it comes yet, takes a second instead of ten. */
const hastyClock: Clock = { ...systemClock, now: () => systemClock.now() * 10 };

/** The worker lives on: the same call sees the job to its end. */
async function surviveAt(options: {
  hosts: Hosts;
  server: ServerAddress;
  job: RemoteJob;
  agentScript: string;
  held: Promise<void>;
  strike(): Promise<void>;
}): Promise<Ending> {
  const transport = createSshTransport({
    readSecret: options.hosts.readSecret,
    agentScript: options.agentScript,
    clock: hastyClock,
    reconnectForMs: 600_000,
  });
  const heard: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  const running = transport.run(options.server, options.job, {
    signal: new AbortController().signal,
    onOutput: (stream, _offset, bytes) => void heard[stream].push(Buffer.from(bytes)),
  });
  running.catch(() => undefined);
  try {
    await Promise.race([options.held, running.then(() => options.held)]);
    await options.strike();
    return { result: await running, stdout: Buffer.concat(heard.stdout), stderr: Buffer.concat(heard.stderr) };
  } finally {
    await transport.close();
  }
}

/** The worker dies by kill -9; another one finds the intent on record, and the output as far as it was stored. */
async function killWorkerAt(options: {
  hosts: Hosts;
  server: ServerAddress;
  job: RemoteJob;
  agentScript: string;
  held: Promise<void>;
  overtake: boolean;
  release(): Promise<unknown>;
  /** Returns when the shell that had the first request is through with it. */
  releaseToTheEnd(): Promise<unknown>;
}): Promise<Ending> {
  const { hosts, server, job, agentScript } = options;
  const heard = join(hosts.folder, `heard-${job.name.step}`);
  const child = spawn(process.execPath, [DOOMED], { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(
    JSON.stringify({ address: server, keyFile: join(hosts.folder, 'user_key'), agentScript, job, heard }),
  );
  await options.held;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  // Where the server has no trace of the job yet, the other worker is faster than the shell of the dead one.
  if (!options.overtake) await options.release();
  const stored = async (stream: string) => readFile(`${heard}.${stream}`).catch(() => Buffer.alloc(0));
  const before = { stdout: await stored('stdout'), stderr: await stored('stderr') };
  const transport = createSshTransport({ readSecret: hosts.readSecret, clock: hastyClock });
  const later: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  try {
    const result = await transport.run(
      server,
      { ...job, firstContact: false },
      {
        signal: new AbortController().signal,
        from: { stdout: before.stdout.length, stderr: before.stderr.length },
        onOutput: (stream, _offset, bytes) => void later[stream].push(Buffer.from(bytes)),
      },
    );
    if (options.overtake) await options.releaseToTheEnd();
    return {
      result,
      stdout: Buffer.concat([before.stdout, ...later.stdout]),
      stderr: Buffer.concat([before.stderr, ...later.stderr]),
    };
  } finally {
    await transport.close();
  }
}
