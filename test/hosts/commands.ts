import { execFile, spawn } from 'node:child_process';

export interface CommandOutput {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command on this machine, to its end; its exit is data. */
export function attempt(argv: readonly string[], stdin = ''): Promise<CommandOutput> {
  const [program = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code === 'string') reject(error);
      else resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
    // nsenter stops with the command inside, as when a host that shuts down stops all of its processes; and it is then
    // nobody's to wake, while the host waits for it to be gone.
    const wake = setInterval(() => child.kill('SIGCONT'), 200);
    child.once('exit', () => clearInterval(wake));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(stdin);
  });
}

/** As above, for what has to work: throws with what it printed. */
export async function run(argv: readonly string[], stdin = ''): Promise<string> {
  const { code, stdout, stderr } = await attempt(argv, stdin);
  if (code !== 0) throw new Error(`${argv.join(' ')} exited with ${code}: ${stderr || stdout}`);
  return stdout;
}

/** Ends with its owner, whatever ends that, as the kernel sees to it; see PR_SET_PDEATHSIG in prctl(2). */
export const dyingWithUs = (argv: readonly string[]): readonly string[] => ['setpriv', '--pdeathsig', 'KILL', ...argv];

/** A process that holds namespaces open: it ends by itself when our end of its standard input is gone. */
export async function holdNamespaces(flags: readonly string[], prepare = ''): Promise<{ pid: number; end(): void }> {
  const [program = '', ...args] = dyingWithUs(['unshare', ...flags, 'sh', '-c', `${prepare}\necho ready; exec cat`]);
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (bytes: Buffer) => {
    complaint += bytes.toString('utf8');
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`unshare ${flags.join(' ')} failed: ${complaint}`)));
    child.stdout.once('data', () => resolve());
  });
  // setpriv and unshare replace themselves: the process stays the same.
  const { pid } = child;
  if (pid === undefined) throw new Error('a process without a pid');
  return { pid, end: () => void child.kill('SIGKILL') };
}
