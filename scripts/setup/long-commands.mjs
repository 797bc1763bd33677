// Runs the programs that set-up needs: quiet unless they fail, with a sign of life, and ended when set-up is interrupted.
import { spawn } from 'node:child_process';
import { SetupStopped } from './stopped.mjs';

/** How often a line says that it still goes on, where a line cannot be rewritten. */
const LINE_EVERY_MS = 15_000;
/** What is kept of a program's output, for when it fails. */
const KEPT_BYTES = 16_384;
const KILL_AFTER_MS = 5_000;

/** Somebody pressed Ctrl-C, or a signal asked us to end. */
export class Interrupted extends SetupStopped {
  constructor(signal) {
    super(`Interrupted by ${signal}. Nothing half done is left; run the same command again.`);
    this.name = 'Interrupted';
    this.signal = signal;
  }
}

/**
 * @typedef {{ label: string, command: string, args: readonly string[], env?: Readonly<Record<string, string>>,
 *   cwd?: string, signal?: AbortSignal }} LongCommand
 * @typedef {{ kind: 'done' } | { kind: 'failed', because: string, output: string }} LongCommandResult
 */

/**
 * @param {{ out: NodeJS.WritableStream & { isTTY?: boolean }, signals: import('node:events').EventEmitter }} deps `signals` is the process.
 */
export function createLongCommands({ out, signals }) {
  /** @type {Set<import('node:child_process').ChildProcess>} */
  const running = new Set();
  /** @type {string | undefined} */
  let interruptedBy;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    signals.on(signal, () => {
      interruptedBy ??= signal;
      for (const child of running) endGroup(child);
    });

  /** Throws Interrupted once a signal has come. */
  const assertNotInterrupted = () => {
    if (interruptedBy !== undefined) throw new Interrupted(interruptedBy);
  };

  return {
    assertNotInterrupted,
    /**
     * Runs a program to its end. A non-zero exit is a result; throws Interrupted.
     * @param {LongCommand} command
     * @returns {Promise<LongCommandResult>}
     */
    async run(command) {
      assertNotInterrupted();
      const ticker = startTicker(out, command.label);
      try {
        return await runOne(command, running);
      } finally {
        ticker.stop();
        assertNotInterrupted();
      }
    },
  };
}

function runOne(command, running) {
  return new Promise((resolve) => {
    // A group of its own, so that what the program starts can be ended with it.
    const child = spawn(command.command, [...command.args], {
      cwd: command.cwd,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...command.env },
    });
    running.add(child);
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_BYTES);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const giveUp = () => endGroup(child);
    command.signal?.addEventListener('abort', giveUp);
    const finish = (result) => {
      running.delete(child);
      command.signal?.removeEventListener('abort', giveUp);
      resolve(result);
    };
    child.on('error', (error) => finish({ kind: 'failed', because: error.message, output }));
    child.on('close', (code, signal) => {
      if (code === 0) finish({ kind: 'done' });
      else finish({ kind: 'failed', because: signal === null ? `exit code ${code}` : `ended by ${signal}`, output });
    });
  });
}

function endGroup(child) {
  if (child.pid === undefined) return;
  send(child.pid, 'SIGTERM');
  setTimeout(
    () => child.exitCode === null && child.signalCode === null && send(child.pid, 'SIGKILL'),
    KILL_AFTER_MS,
  ).unref();
}

function send(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** On a terminal one line that counts up; elsewhere a line now and then. */
function startTicker(out, label) {
  const started = performance.now();
  const elapsed = () => `${Math.round((performance.now() - started) / 1000)} s`;
  if (out.isTTY) {
    const draw = () => out.write(`\r\u001b[K  … ${label}, ${elapsed()}`);
    draw();
    const timer = setInterval(draw, 1_000);
    return {
      stop() {
        clearInterval(timer);
        out.write('\r\u001b[K');
      },
    };
  }
  const timer = setInterval(() => out.write(`  … ${label}, ${elapsed()}\n`), LINE_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}
