import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS_PER_SECOND = 100;
const LAST_WORDS = 2_000;

/** CPU seconds of all children of this process that have ended, theirs included. proc(5): cutime and cstime. */
export function cpuOfEndedChildren() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
}

/** What was measured did not end in the time that it may take, and was ended. */
export class OverLimit extends Error {
  constructor(limitMs) {
    super(`it had not ended after ${limitMs / 1_000} s`);
    this.name = 'OverLimit';
  }
}

/** @typedef {ReturnType<typeof createProcesses>} Processes */

/** Starts programs, each in a group of its own, so that what they start can be ended with them. */
export function createProcesses() {
  const living = new Set();
  /** What somebody waits for now. */
  const awaited = new Set();

  const start = (command, args, options) => {
    const child = spawn(command, args, { ...options, detached: true });
    living.add(child);
    child.once('exit', () => living.delete(child));
    return child;
  };
  const waitFor = async (child, work) => {
    awaited.add(child);
    try {
      return await work;
    } finally {
      awaited.delete(child);
    }
  };

  /**
   * Runs a program to its end. Rejects when it fails, with the end of what it said.
   *
   * @returns {Promise<{ ms: number, cpu: number }>} wall time, and CPU seconds of it and all that it waited for
   */
  async function run(command, args, { env, cwd, input, stdout = 'ignore' } = {}) {
    const cpu = cpuOfEndedChildren();
    const started = performance.now();
    const child = start(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', stdout, 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (bytes) => {
      said = (said + bytes).slice(-LAST_WORDS);
    });
    child.stdin?.end(input);
    // not 'close': what a program leaves behind on purpose, such as a ControlMaster, keeps its standard error
    const [code, signal] = await waitFor(child, once(child, 'exit'));
    child.stderr.destroy();
    const ms = performance.now() - started;
    if (code !== 0) throw new Error(`${command} ${args.join(' ').slice(0, 300)}: ${signal ?? `exit ${code}`}\n${said}`);
    return { ms, cpu: cpuOfEndedChildren() - cpu };
  }

  /**
   * A program that stays, answers one line of JSON per line of JSON, and ends when its standard input does. It answers on
   * descriptor 3: libraries that it uses write to the usual ones.
   *
   * @returns {Promise<{ pid: number, ask(question: object): Promise<any>, end(): Promise<void> }>}
   */
  async function startResident(command, args, { env } = {}) {
    const child = start(command, args, {
      env: { ...process.env, ...env },
      stdio: ['pipe', process.stderr, 'inherit', 'pipe'],
    });
    // one that was ended takes no question; that shows by the missing answer
    child.stdin.on('error', () => {});
    const lines = createInterface({ input: child.stdio[3] })[Symbol.asyncIterator]();
    const exited = once(child, 'exit');
    const next = async () => {
      const { value, done } = await waitFor(child, lines.next());
      if (done) throw new Error(`${command} ${args.join(' ')} ended too soon`);
      const answer = JSON.parse(value);
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer;
    };
    await next();
    return {
      pid: child.pid,
      ask(question) {
        child.stdin.write(`${JSON.stringify(question)}\n`);
        return next();
      },
      async end() {
        child.stdin.end();
        await waitFor(child, exited);
      },
    };
  }

  /** Does `work` within so many milliseconds. Over that, ends the programs that it waits for and throws OverLimit. */
  async function within(limitMs, work) {
    const limit = new AbortController();
    const over = sleep(limitMs, undefined, { signal: limit.signal }).then(() => {
      for (const child of awaited) endGroup(child);
      throw new OverLimit(limitMs);
    });
    over.catch(() => {});
    const working = work();
    working.catch(() => {});
    try {
      return await Promise.race([working, over]);
    } finally {
      limit.abort();
    }
  }

  return {
    run,
    startResident,
    within,
    /** Ends what still runs. */
    endAll() {
      for (const child of living) endGroup(child);
    },
  };
}

function endGroup({ pid }) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // it ended by itself in the meantime
    if (error.code !== 'ESRCH') throw error;
  }
}
