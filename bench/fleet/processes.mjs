import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const TICKS_PER_SECOND = 100;
const LAST_WORDS = 2_000;

/** CPU seconds of all children of this process that have ended, theirs included. proc(5): cutime and cstime. */
export function cpuOfEndedChildren() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
}

/**
 * Runs a program to its end. Rejects when it fails, with the end of what it said.
 *
 * @returns {Promise<{ ms: number, cpu: number }>} wall time, and CPU seconds of it and all that it waited for
 */
export async function run(command, args, { env, cwd, input, stdout = 'ignore' } = {}) {
  const cpu = cpuOfEndedChildren();
  const started = performance.now();
  const child = spawn(command, args, {
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
  const [code, signal] = await once(child, 'exit');
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
export async function startResident(command, args, { env } = {}) {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['pipe', process.stderr, 'inherit', 'pipe'],
  });
  const lines = createInterface({ input: child.stdio[3] })[Symbol.asyncIterator]();
  const exited = once(child, 'exit');
  const next = async () => {
    const { value, done } = await lines.next();
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
      await exited;
    },
  };
}
