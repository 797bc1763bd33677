import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agentScript } from './agent-script.js';
import { type AgentChannel, openAgentSession } from './agent-session.js';
import { cancelJob } from './cancel-job.js';
import { systemClock } from './clock.js';
import { ConnectionLost } from './connection-errors.js';
import type { SessionSource } from './connection-pool.js';
import { JobNotStarted } from './job-errors.js';
import { command, jobNamed, listen, shell } from './jobs.fixture.js';
import { liveJobs } from './live-jobs.js';
import { until } from './process-state.fixture.js';
import { readCommand } from './read-command.js';
import type { ServerAddress } from './remote-execution.js';
import { runJob } from './run-job.js';

/** The agent in every shell at hand, without SSH: each session is a local process. */
const SHELLS: readonly (readonly [string, ...string[]])[] = [
  ['dash'],
  ['bash', '--posix'],
  ['busybox', 'sh'],
  ['ksh'],
  ['mksh'],
];
const available = SHELLS.filter(([program]) => spawnSync(program, ['-c', 'exit 0']).error === undefined);

const server: ServerAddress = {
  name: 'web-01',
  host: 'local',
  port: 22,
  user: 'me',
  key: 'secret:none',
  hostKey: undefined,
  sudo: 'root',
};
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'chatops-agent-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function startShell(argv: readonly [string, ...string[]], path: string): Promise<AgentChannel> {
  const [program, ...args] = argv;
  const child = spawn(program, [...args, '-s', '--', home], { env: { PATH: path, HOME: home }, detached: true });
  await once(child, 'spawn');
  child.stdin.on('error', () => undefined);
  const duplex = Duplex.from({ readable: child.stdout, writable: child.stdin });
  duplex.on('error', () => undefined);
  child.on('exit', (code, signal) => duplex.emit('exit', code, signal));
  const channel = Object.assign(duplex, { stderr: child.stderr });
  channel.once('close', () => child.kill('SIGKILL'));
  return channel;
}

/** One session at a time, opened anew each time: the pool is tested elsewhere. */
function sessionsIn(argv: readonly [string, ...string[]], path = process.env.PATH ?? '/usr/bin:/bin'): SessionSource {
  return {
    async lease(address) {
      const channel = await startShell(argv, path);
      const options = {
        server: address,
        become: 'login-user',
        jobsFolder: 'jobs',
        connectionIsUp: () => true,
      } as const;
      const session = await openAgentSession(channel, options);
      if (session === undefined) throw new ConnectionLost(address);
      const end = () => session.close();
      return { session, release: end, discard: end, lost: () => new ConnectionLost(address) };
    },
  };
}

describe.each(available.map((argv) => ({ name: argv.join(' '), argv })))('$name', ({ name, argv }) => {
  const deps = { sessions: sessionsIn(argv), clock: systemClock, reconnectForMs: 5_000 };
  const jobIn = (step: string, more: Partial<ReturnType<typeof jobNamed>> = {}) =>
    jobNamed(step, { run: `run ${name}`, ...more });
  const run = (step: string, what = command(['true']), heard = listen(), firstContact = true) =>
    runJob(deps, server, { name: jobIn(step), command: what, firstContact }, heard.life);

  test('reads', async () => {
    const input = Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256));
    const result = await readCommand(deps, server, shell('cat; echo "$1" >&2; exit 3', ["it's"], { stdin: input }), {
      maxBytes: 5_000,
    });
    expect(result.exit).toEqual({ kind: 'code', code: 3 });
    expect([result.stdout.equals(input), result.stderr.toString()]).toEqual([true, "it's\n"]);
  });

  test('jobs: output, exit, input, attached to again', async () => {
    const heard = listen();
    const what = shell('cat; head -c 300000 /dev/zero; echo err >&2; exit 9', [], {
      stdin: Buffer.from([0, 1, 255, 10]),
    });
    expect(await run('job', what, heard)).toMatchObject({
      kind: 'exited',
      exit: { kind: 'code', code: 9 },
      startedHere: true,
    });
    const expected = Buffer.concat([Buffer.from([0, 1, 255, 10]), Buffer.alloc(300_000)]);
    expect([heard.bytes('stdout').equals(expected), heard.text('stderr')]).toEqual([true, 'err\n']);
    const again = listen();
    expect(await run('job', what, again, false)).toMatchObject({ exit: { kind: 'code', code: 9 }, startedHere: false });
    expect(again.bytes('stdout').equals(expected)).toBe(true);
  });

  test('jobs: signals, time limit, unknown', async () => {
    expect(await run('signal', shell('kill -TERM $$'))).toMatchObject({ exit: { kind: 'signal', signal: 'SIGTERM' } });
    expect(await run('limit', shell('sleep 60', [], { timeoutMs: 1_000 }))).toMatchObject({
      exit: { kind: 'timeout' },
    });
    expect(await run('absent', command(['true']), listen(), false)).toMatchObject({ kind: 'unknown' });
  });

  test('jobs: the shell dies, the job goes on and is attached to', async () => {
    const counter = join(home, `count ${name}`);
    const leave = new AbortController();
    const heard = listen({ signal: leave.signal, onBytes: () => leave.abort(new Error('left')) });
    const long = shell('echo x >>"$1"; echo one; sleep 0.5; echo two', [counter]);
    await expect(run('left', long, heard)).rejects.toThrow('left');
    const later = listen({ from: { ...heard.offsets } });
    expect(await run('left', long, later, false)).toMatchObject({
      exit: { kind: 'code', code: 0 },
      startedHere: false,
    });
    expect(heard.text('stdout') + later.text('stdout')).toBe('one\ntwo\n');
    expect(await readFile(counter, 'utf8')).toBe('x\n');
  });

  test('jobs: a cancel between the claim and the start wins', async () => {
    const folder = await mkdtemp(join(home, 'claimed-'));
    const script = `set -- "${folder}"\n${agentScript()}
      nonce=n boot=b detach_with=setsid record=${folder}/s announcement=${folder}/announcement
      own; printf 'c\\n' >"$record.go"; true >"$record.out"; true >"$record.err"
      supervise_claimed web-01 run s digest 0 0 5 '' touch ${folder}/started 5>>"$record.go" 6<"$record.out" 7<"$record.err"`;
    const [program, ...args] = argv;
    const { stderr } = spawnSync(program, args, { input: script });
    expect(stderr.toString()).toBe('\nn never\n');
    expect(existsSync(join(folder, 'started'))).toBe(false);
  });

  test('jobs: live, busy, cancelled', async () => {
    const holding = run('hold', shell('sleep 60 & wait'));
    await until(async () => (await liveJobs(deps.sessions, server)).length === 1);
    expect((await liveJobs(deps.sessions, server))[0]?.name).toEqual(jobIn('hold'));
    const other = { name: jobIn('other', { run: 'other' }), command: command(['true']), firstContact: true };
    expect(await runJob(deps, server, other, listen().life)).toMatchObject({ kind: 'busy', run: `run ${name}` });
    expect(await cancelJob(deps, { server, name: jobIn('hold'), graceMs: 2_000 })).toEqual({ kind: 'gone' });
    expect(await holding).toMatchObject({ exit: { kind: 'cancelled' } });
  });
});

describe('what detaches a command', () => {
  /** A PATH with only these programs. */
  async function pathWith(programs: readonly string[]): Promise<string> {
    const folder = await mkdtemp(join(home, 'path-'));
    for (const program of programs) {
      const found = spawnSync('/bin/sh', ['-c', `command -v ${program}`])
        .stdout.toString()
        .trim();
      if (found !== '') await symlink(found, join(folder, program));
    }
    return folder;
  }
  const basics = ['cat', 'dd', 'mkdir', 'find', 'rm', 'sleep', 'grep', 'sh', 'chown'];
  const job = (step: string) => ({
    name: jobNamed(step),
    command: shell('echo ran; read -r l </proc/self/stat; set -- $l; [ "$5" != 1 ] && echo "$5 $6"'),
    firstContact: true,
  });

  const other = (['busybox', 'perl'] as const).filter((program) => spawnSync(program, ['--help']).error === undefined);
  test.each(other)('%s where there is no setsid', async (program) => {
    const sessions = sessionsIn(['/bin/sh'], await pathWith([...basics, program]));
    const heard = listen();
    const result = await runJob({ sessions, clock: systemClock, reconnectForMs: 0 }, server, job(program), heard.life);
    expect(result).toMatchObject({ exit: { kind: 'code', code: 0 } });
    // Its group and its session are its own.
    expect(heard.text('stdout')).toMatch(/^ran\n(\d+) \1\n$/);
  });

  test('nothing that could: named, and nothing started', async () => {
    const deps = { sessions: sessionsIn(['/bin/sh'], await pathWith(basics)), clock: systemClock, reconnectForMs: 0 };
    await expect(runJob(deps, server, job('none'), listen().life)).rejects.toThrow(JobNotStarted);
  });
});

describe('a login shell', () => {
  test('that prints a banner first is no hindrance', async () => {
    const deps = {
      sessions: sessionsIn(['/bin/sh', '-c', 'echo "Welcome!"; echo careful >&2; exec /bin/sh "$@"', 'login']),
      clock: systemClock,
    };
    const { stdout, stderr } = await readCommand(deps, server, command(['echo', 'hello']), { maxBytes: 100 });
    expect([stdout.toString(), stderr.toString()]).toEqual(['hello\n', '']);
  });
});
