import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtModule } from '../processes/built-module.js';
import { childEnvironment } from '../processes/child-environment.js';
import { removePidFile, stopLeftOver, writePidFile } from '../processes/pid-file.js';
import { identifyProcess } from '../processes/process-identity.js';
import { ProcessDidNotStart, logTail } from '../processes/recorded-process.js';
import { stopProcess } from '../processes/stop-process.js';
import { PGLITE_READY } from './pglite-ready.js';

/** Closing checkpoints the database. */
const STOP_GRACE_MS = 10_000;

export interface PgliteOptions {
  /** Holds the database, the log and the pid; without it the database is in memory. */
  readonly dataDir?: string;
  /** 0 or absent: a free one. */
  readonly port?: number;
  readonly log?: (line: string) => void;
}

export interface PgliteServer {
  /** For DATABASE_URL. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
  /** SIGKILL, for tests of what survives it. */
  kill(): Promise<void>;
}

/**
 * Starts PGlite behind its socket server on loopback, in a child process that ends with us. It is one superuser session
 * whatever the number of connections, and asks for no password: for development and tests on one's own machine.
 * Throws ProcessDidNotStart with its log.
 */
export async function startPglite(options: PgliteOptions = {}): Promise<PgliteServer> {
  const started = performance.now();
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'chatops-pglite-')));
  await mkdir(folder, { recursive: true });
  const pidFile = join(folder, 'pglite.pid');
  const logFile = join(folder, 'pglite.log');
  await stopLeftOver(pidFile, STOP_GRACE_MS);

  const child = launch(logFile, [
    String(options.port ?? 0),
    ...(options.dataDir === undefined ? [] : [join(folder, 'database')]),
  ]);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `ended by ${signal}`));
    child.once('error', (error) => resolve(error.message));
  });
  const identity = child.pid === undefined ? undefined : identifyProcess(child.pid);
  if (identity !== undefined) writePidFile(pidFile, identity);

  const end = async (graceMs: number): Promise<void> => {
    if (identity !== undefined) await stopProcess(identity, { graceMs });
    await ended;
    removePidFile(pidFile);
    if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true });
  };

  const answer = await Promise.race([readyAddress(child), ended.then((how) => ({ how }))]);
  if (typeof answer === 'object' || identity === undefined) {
    const tail = logTail(logFile);
    await end(0);
    throw new ProcessDidNotStart('PGlite', typeof answer === 'object' ? answer.how : 'ended at once', logFile, tail);
  }
  options.log?.(`PGlite answers on ${answer} after ${Math.round(performance.now() - started)} ms`);
  return {
    url: `postgres://postgres@${answer}/postgres`,
    pid: identity.pid,
    stop: () => end(STOP_GRACE_MS),
    kill: () => end(0),
  };
}

function launch(logFile: string, args: readonly string[]): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  try {
    return fork(builtModule('postgres/pglite-child'), [...args], {
      detached: true,
      execArgv: [],
      stdio: ['ignore', log, log, 'ipc'],
      env: childEnvironment(),
    });
  } finally {
    closeSync(log);
  }
}

function readyAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('message', (message: unknown) => {
      if (typeof message !== 'object' || message === null) return;
      if ('kind' in message && message.kind === PGLITE_READY && 'address' in message) resolve(String(message.address));
    });
  });
}
