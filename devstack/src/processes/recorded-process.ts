import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { childEnvironment } from './child-environment.js';
import { removePidFile, stopLeftOver, writePidFile } from './pid-file.js';
import { guardProcess } from './process-guard.js';
import type { ProcessMark } from './marked-processes.js';
import { type ProcessIdentity, identifyProcess } from './process-identity.js';
import { stopProcess } from './stop-process.js';

export interface RecordedProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly pidFile: string;
  /** Both of its streams go here, appended. */
  readonly logFile: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Further processes that end with it when we are killed. */
  readonly mark?: ProcessMark;
}

export interface RecordedProcess {
  readonly identity: ProcessIdentity;
  /** Resolves at its end, with words for how it ended. */
  readonly ended: Promise<string>;
  /** SIGTERM (or `signal`), then SIGKILL after `graceMs`. */
  stop(graceMs: number, signal?: NodeJS.Signals): Promise<void>;
  /** SIGKILL at once, for tests of what survives it. */
  kill(): Promise<void>;
}

/** A program that did not start. Its own words are in `logTail`. */
export class ProcessDidNotStart extends Error {
  constructor(
    readonly command: string,
    readonly how: string,
    readonly logFile: string,
    readonly logTail: string,
    options?: ErrorOptions,
  ) {
    super(`${command} did not start: ${how}. The end of ${logFile}:\n${logTail || '(nothing)'}`, options);
    this.name = 'ProcessDidNotStart';
  }
}

/**
 * Starts a program in a session of its own (a Ctrl-C reaches only us, and we stop it in order), records its pid, first
 * ends what an earlier start left behind, and has it ended if we are killed. Throws ProcessDidNotStart.
 */
export async function startRecordedProcess(options: RecordedProcessOptions): Promise<RecordedProcess> {
  await stopLeftOver(options.pidFile);
  const { child, pid } = await launch(options);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `ended by ${signal}`));
  });
  const identity = identifyProcess(pid);
  if (identity === undefined)
    throw new ProcessDidNotStart(options.command, await ended, options.logFile, logTail(options.logFile));
  writePidFile(options.pidFile, identity);
  const guard = guardProcess(identity, options.mark);
  void ended.then(() => guard.release());

  const finish = async (graceMs: number, signal?: NodeJS.Signals): Promise<void> => {
    await stopProcess(identity, { graceMs, ...(signal === undefined ? {} : { signal }) });
    await ended;
    removePidFile(options.pidFile);
  };
  return { identity, ended, stop: finish, kill: () => finish(0) };
}

async function launch(options: RecordedProcessOptions): Promise<{ child: ChildProcess; pid: number }> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    const child = spawn(options.command, [...options.args], {
      detached: true,
      stdio: ['ignore', log, log],
      env: childEnvironment(options.env),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    // Set once 'spawn' has been emitted, says Node's documentation; the type cannot know.
    return { child, pid: child.pid ?? 0 };
  } catch (cause) {
    const how = cause instanceof Error ? cause.message : String(cause);
    throw new ProcessDidNotStart(options.command, how, options.logFile, '', { cause });
  } finally {
    closeSync(log);
  }
}

/** The last lines of a log, for an error message. */
export function logTail(file: string, lines = 20): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}
