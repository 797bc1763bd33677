import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtModule } from './built-module.js';
import { childEnvironment } from './child-environment.js';
import { descendantsOf } from './descendants.js';
import { findMarkedProcesses, stopMarkedProcesses } from './marked-processes.js';
import { readPidFile, stopLeftOver, writePidFile } from './pid-file.js';
import { identifyProcess, isRunning } from './process-identity.js';
import { ProcessDidNotStart, type RecordedProcess, startRecordedProcess } from './recorded-process.js';
import { stopProcess } from './stop-process.js';

let folder: string;
const ends: Array<() => unknown> = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'processes-test-'));
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  // What a failed test may have left.
  await stopMarkedProcesses({ name: 'PROCESS_TEST', value: folder }, 0);
  rmSync(folder, { recursive: true, force: true });
});

const files = (): { pidFile: string; logFile: string } => ({
  pidFile: join(folder, 'pid'),
  logFile: join(folder, 'log'),
});
const shell = async (script: string, env: Record<string, string> = {}): Promise<RecordedProcess> => {
  const started = await startRecordedProcess({ command: '/bin/sh', args: ['-c', script], env, ...files() });
  ends.push(() => started.kill());
  return started;
};
/** Awaits an end that nobody else tells us of. */
const gone = async (pid: number): Promise<void> => {
  while (identifyProcess(pid) !== undefined) await new Promise((resolve) => setTimeout(resolve, 10));
};
const readLine = async (child: ChildProcess): Promise<string> => {
  const [chunk] = await once(child.stdout ?? child, 'data');
  return String(chunk).trim();
};

describe('a recorded process', () => {
  test('notes who it is, and is gone from the note once stopped', async () => {
    const started = await shell('exec sleep 1000');
    expect(readPidFile(files().pidFile)).toEqual(started.identity);
    expect(isRunning(started.identity)).toBe(true);
    await started.stop(5_000);
    expect(isRunning(started.identity)).toBe(false);
    expect(readPidFile(files().pidFile)).toBeUndefined();
    expect(await started.ended).toBe('ended by SIGTERM');
  });

  test('that ignores SIGTERM is killed after the grace', async () => {
    const started = await shell("trap '' TERM; echo ready; while :; do sleep 0.05; done");
    while (!readFileSync(files().logFile, 'utf8').includes('ready'))
      await new Promise((resolve) => setTimeout(resolve, 10));
    await started.stop(50);
    expect(await started.ended).toBe('ended by SIGKILL');
  });

  test('that an earlier start left is ended by the next on the same file', async () => {
    const first = await shell('exec sleep 1000');
    const second = await shell('exec sleep 1000');
    expect(isRunning(first.identity)).toBe(false);
    expect(isRunning(second.identity)).toBe(true);
  });

  test('whose program is missing is a ProcessDidNotStart with its name', async () => {
    const starting = startRecordedProcess({ command: '/no/such/program', args: [], ...files() });
    const failure = await starting.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProcessDidNotStart);
    expect(String(failure)).toContain('/no/such/program did not start: ');
  });

  test('ends, with all that carry its mark, when its parent is killed with -9', async () => {
    const script = `
      import { startRecordedProcess } from ${JSON.stringify(pathToFileURL(builtModule('processes/recorded-process')).href)};
      const mark = { name: 'PROCESS_TEST', value: ${JSON.stringify(folder)} };
      const { identity } = await startRecordedProcess({
        command: '/bin/sh',
        args: ['-c', 'setsid sleep 1000 & echo $! >"$0/detached"; exec sleep 1000', ${JSON.stringify(folder)}],
        env: { PROCESS_TEST: ${JSON.stringify(folder)} },
        mark,
        ...${JSON.stringify(files())},
      });
      console.log(identity.pid);
    `;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: childEnvironment(),
    });
    const pid = Number(await readLine(parent));
    expect(identifyProcess(pid)).toBeDefined();
    parent.kill('SIGKILL');
    await gone(pid);
    while (findMarkedProcesses({ name: 'PROCESS_TEST', value: folder }).length > 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
  });
});

describe('a pid file', () => {
  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['not JSON', 'twelve'],
    ['of another shape', '{"pid":"12"}'],
  ])('%s: nothing is left over', async (_name, content) => {
    const file = join(folder, 'note');
    if (content !== undefined) writeFileSync(file, content);
    expect(await stopLeftOver(file)).toBeUndefined();
  });

  test('of a process whose number somebody else has by now: nobody is stopped', async () => {
    const innocent = await shell('exec sleep 1000');
    const file = join(folder, 'note');
    writePidFile(file, { pid: innocent.identity.pid, startedAt: 'long ago' });
    expect(await stopLeftOver(file)).toBeUndefined();
    expect(isRunning(innocent.identity)).toBe(true);
  });
});

describe('looking for processes', () => {
  test('marked: finds those that detached, and no others', async () => {
    const mark = { name: 'PROCESS_TEST', value: folder };
    const marked = await shell('setsid sleep 1000 & sleep 1000 & wait', { [mark.name]: mark.value });
    const other = spawn('sleep', ['1000'], { env: { [mark.name]: `${mark.value}-other` } });
    ends.push(() => other.kill('SIGKILL'));
    while (findMarkedProcesses(mark).length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    await stopMarkedProcesses(mark, 1_000);
    expect(findMarkedProcesses(mark)).toEqual([]);
    expect(isRunning(marked.identity)).toBe(false);
    expect(identifyProcess(other.pid ?? 0)).toBeDefined();
  });

  test('descendants: children and their children', async () => {
    const { identity } = await shell('sh -c "sleep 1000 & wait" & wait');
    while (descendantsOf(identity.pid).length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    const found = descendantsOf(identity.pid);
    expect(found.map(({ pid }) => pid)).not.toContain(identity.pid);
    await Promise.all(found.map((one) => stopProcess(one, { graceMs: 1_000 })));
    expect(descendantsOf(identity.pid)).toEqual([]);
  });

  test('identity: none for a number that nobody has', () => {
    expect(identifyProcess(2 ** 22 + 1)).toBeUndefined();
    expect(identifyProcess(process.pid)).toEqual(identifyProcess(process.pid));
  });
});
