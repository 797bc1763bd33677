import { execFile } from 'node:child_process';

/** git refused a command; `stderr` has its own words. */
export class GitCommandFailed extends Error {
  override readonly name = 'GitCommandFailed';

  constructor(
    readonly args: readonly string[],
    readonly exitCode: number | string,
    readonly stderr: string,
    options?: { cause: unknown },
  ) {
    super(
      `git ${args[0]} ended with ${exitCode}: ${stderr.trim()}. Check that git 2.28 or newer is on PATH and the data folder can be written.`,
      options,
    );
  }
}

export interface GitResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitRunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are answers, not failures; 0 always is. */
  readonly accept?: readonly number[];
}

const outputLimitBytes = 64 * 1024 * 1024;

/** The environment for a git of ours: nothing of the user's configuration, nor of a git hook that runs the tests. */
export const gitEnvironment = (gitDir: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  GIT_DIR: gitDir,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
});

/** Runs one git command on a repository. Throws GitCommandFailed on an exit code that is not accepted. */
export function runGit(gitDir: string, args: readonly string[], options: GitRunOptions = {}): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      args,
      {
        cwd: gitDir,
        encoding: 'buffer',
        maxBuffer: outputLimitBytes,
        env: { ...gitEnvironment(gitDir), ...options.env },
      },
      (error, stdout, stderr) => {
        const words = stderr.toString('utf8');
        if (error === null) return resolve({ exitCode: 0, stdout, stderr: words });
        const exitCode = error.code ?? 'a signal';
        if (typeof exitCode === 'number' && options.accept?.includes(exitCode))
          return resolve({ exitCode, stdout, stderr: words });
        reject(new GitCommandFailed(args, exitCode, words, { cause: error }));
      },
    );
    // git may end before it has read all its input; its exit code tells, not the broken pipe.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input ?? '');
  });
}
