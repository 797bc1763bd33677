import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  CommandResult,
  JobLife,
  JobResult,
  RemoteCommand,
  RemoteJob,
  RemoteJobs,
  RemoteReads,
  RemoteStreams,
  ServerAddress,
} from '../ssh/remote-execution.js';

export const sampleServer: ServerAddress = {
  name: 'web-01',
  host: '192.0.2.11',
  port: 22,
  user: 'deploy',
  key: 'secret:sample',
  hostKey: undefined,
  sudo: 'none',
};

export interface LocalMachine extends RemoteReads, RemoteJobs, RemoteStreams {
  /** Names of jobs in the order in which they were really started. */
  readonly started: string[];
  /** What the next job comes to instead of running. */
  answerNext(result: JobResult): void;
  /** The next download loses its connection after so many bytes. */
  cutDownloadAfter(bytes: number): void;
}

/** The transport's interfaces on this machine's own processes: real commands, no network, jobs remembered by name. */
export function createLocalMachine(options: { readonly path?: string } = {}): LocalMachine {
  const env = { PATH: options.path ?? '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/' };
  const jobs = new Map<string, CommandResult>();
  const started: string[] = [];
  let answer: JobResult | undefined;
  let cut: number | undefined;

  const machine: LocalMachine = {
    started,
    answerNext(result) {
      answer = result;
    },
    cutDownloadAfter(bytes) {
      cut = bytes;
    },
    async read(_server, command, { maxBytes }) {
      const result = await runLocally(command, env);
      return { ...result, stdout: result.stdout.subarray(0, maxBytes), truncated: result.stdout.length > maxBytes };
    },
    async run(_server: ServerAddress, job: RemoteJob, life: JobLife): Promise<JobResult> {
      if (answer !== undefined) {
        const result = answer;
        answer = undefined;
        return result;
      }
      const name = `${job.name.run}/${job.name.step}/${job.name.server}/${job.name.attempt}`;
      const known = jobs.get(name);
      if (known === undefined && !job.firstContact) return { kind: 'unknown', because: 'the job folder is not there' };
      const result = known ?? (await runLocally(job.command, env));
      if (known === undefined) started.push(name);
      jobs.set(name, result);
      // Small odd pieces, so that whoever reads has to put them together.
      for (const stream of ['stdout', 'stderr'] as const) {
        for (let offset = 0; offset < result[stream].length; offset += 7) {
          await life.onOutput(stream, offset, result[stream].subarray(offset, offset + 7));
        }
      }
      life.onAlive?.();
      const { exit, durationMs } = result;
      return { kind: 'exited', exit, bootId: 'boot-1', startedHere: known === undefined, durationMs };
    },
    cancel: async () => ({ kind: 'gone' }),
    live: async () => [],
    async download(_server, command) {
      const result = runLocally(command, env);
      const limit = cut;
      cut = undefined;
      async function* stdout() {
        const bytes = (await result).stdout;
        yield bytes.subarray(0, limit ?? bytes.length);
        if (limit !== undefined) throw new Error('connection lost');
      }
      return { stdout: stdout(), exit: result.then((whole) => ({ ...whole, stdout: Buffer.alloc(0) })) };
    },
    async upload(_server, command, source) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source) chunks.push(chunk);
      return runLocally({ ...command, stdin: Buffer.concat(chunks) }, env);
    },
  };
  return machine;
}

/**
 * Runs an argv as it stands, with nothing but PATH and HOME around it. Output goes to files, as a durable job's does:
 * a daemon that the command leaves behind keeps them open, and must not be waited for.
 */
export async function runLocally(command: RemoteCommand, env: Record<string, string>): Promise<CommandResult> {
  const folder = await mkdtemp(join(tmpdir(), 'chatops-command-'));
  const files = { stdout: join(folder, 'stdout'), stderr: join(folder, 'stderr') };
  const stdout = await open(files.stdout, 'w');
  const stderr = await open(files.stderr, 'w');
  try {
    const begun = performance.now();
    const [program, ...args] = command.argv;
    const stdio = ['pipe', stdout.fd, stderr.fd] as const;
    const child = spawn(program, args, { env, stdio: [...stdio], timeout: command.timeoutMs });
    const ended = once(child, 'exit');
    // A program that reads no input closes the pipe early.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(command.stdin);
    const [code, signal] = await ended;
    return {
      exit: typeof code === 'number' ? { kind: 'code', code } : { kind: 'signal', signal: String(signal) },
      stdout: await readFile(files.stdout),
      stderr: await readFile(files.stderr),
      truncated: false,
      durationMs: Math.round(performance.now() - begun),
    };
  } finally {
    await stdout.close();
    await stderr.close();
    await rm(folder, { recursive: true, force: true });
  }
}
