import { EventEmitter } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { identifyProcess } from '@chatops-commander/devstack/processes/process-identity';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withLock } from './lock.mjs';
import { Interrupted, createLongCommands } from './long-commands.mjs';
import { NODE_RANGE, isSupportedNode } from './machine.mjs';
import { InstallFailed, installPackages } from './packages.mjs';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'setup-test-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('Node versions', () => {
  test.each([
    ['18.20.8', false],
    ['20.18.0', false],
    ['20.18.1', true],
    ['20.20.2', true],
    ['21.7.3', false],
    ['22.0.0', true],
    ['26.1.0', true],
  ])('%s: %s', (version, supported) => {
    expect(isSupportedNode(version)).toBe(supported);
  });

  test('are those that package.json asks for', async () => {
    const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(NODE_RANGE).toBe(manifest.engines.node);
  });
});

describe('installing packages', () => {
  const write = async (path: string, value: unknown): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), JSON.stringify(value));
  };
  const lock = (version: string) => ({
    packages: {
      '': { dependencies: { left: '1.0.0' } },
      one: {},
      'node_modules/left': { version, integrity: `sha512-${version}` },
      'node_modules/for-another-machine': { version: '1.0.0', optional: true },
    },
  });
  const installed = (version: string) => ({
    packages: { 'node_modules/left': lock(version).packages['node_modules/left'] },
  });
  const ran: string[][] = [];
  const reported: string[] = [];
  /** Plays npm ci; `outcome` is what comes of it. */
  const install = (outcome: 'done' | 'failed' = 'done') =>
    installPackages({
      root,
      report: (line: string) => reported.push(line),
      run: async ({ args }: { args: readonly string[] }) => {
        ran.push([...args]);
        await write('node_modules/left/package.json', {});
        return outcome === 'done'
          ? { kind: 'done' }
          : { kind: 'failed', because: 'exit code 1', output: 'npm error E404' };
      },
    });

  beforeEach(async () => {
    ran.length = 0;
    reported.length = 0;
    await write('package.json', { workspaces: ['one'], dependencies: { left: '1.0.0' } });
    await write('one/package.json', {});
    await write('package-lock.json', lock('1.0.0'));
  });

  test('into nothing: npm ci, once', async () => {
    expect(await install()).toBe('installed');
    expect(ran).toHaveLength(1);
    expect(ran[0]).toContain('ci');
    expect(await install()).toBe('up to date');
    expect(ran).toHaveLength(1);
  });

  test.each([
    ['the lock', 'package-lock.json', lock('1.0.1')],
    ['a manifest', 'one/package.json', { dependencies: { right: '1.0.0' } }],
    ["npm's settings", '.npmrc', 'omit=dev'],
  ])('again when %s has changed', async (_name, path, content) => {
    await install();
    await write(path, content);
    expect(await install()).toBe('installed');
    expect(ran).toHaveLength(2);
  });

  test('again when node_modules has been removed', async () => {
    await install();
    await rm(join(root, 'node_modules'), { recursive: true });
    expect(await install()).toBe('installed');
  });

  test('not when somebody installed exactly this by hand', async () => {
    await write('node_modules/.package-lock.json', installed('1.0.0'));
    await write('node_modules/left/package.json', {});
    expect(await install()).toBe('up to date');
    expect(ran).toEqual([]);
  });

  test.each([
    ['another version', async () => write('node_modules/.package-lock.json', installed('0.9.0'))],
    ['it, of which a folder is gone', async () => rm(join(root, 'node_modules/left'), { recursive: true })],
    [
      'it, without what a manifest wants by now',
      async () => write('one/package.json', { dependencies: { right: '1.0.0' } }),
    ],
  ])('when somebody installed %s', async (_name, change) => {
    await write('node_modules/.package-lock.json', installed('1.0.0'));
    await write('node_modules/left/package.json', {});
    await change();
    expect(await install()).toBe('installed');
  });

  test('that fails shows what npm said, and is tried again', async () => {
    await expect(install('failed')).rejects.toThrow(InstallFailed);
    expect(reported).toEqual(['npm error E404']);
    expect(await install()).toBe('installed');
  });
});

describe('one set-up at a time', () => {
  const lockFile = () => join(root, 'state', 'setup.lock');
  const locked = <T>(work: () => Promise<T>, reported: string[] = []) =>
    withLock(
      { file: lockFile(), report: (line: string) => reported.push(line), assertNotInterrupted: () => undefined },
      work,
    );

  test('the second waits for the first, and says so', async () => {
    const order: string[] = [];
    const reported: string[] = [];
    let finish = (): void => undefined;
    const first = locked(async () => {
      order.push('first in');
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      order.push('first out');
    });
    while (order.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = locked(async () => order.push('second in'), reported);
    while (reported.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    finish();
    await Promise.all([first, second]);
    expect(order).toEqual(['first in', 'first out', 'second in']);
    expect(reported[0]).toContain(`pid ${process.pid}`);
  });

  test.each([
    ['killed', `${2 ** 22 + 1}\n`],
    ['that wrote nonsense', 'nobody knows\n'],
  ])('the lock of one %s is taken over', async (_name, content) => {
    await mkdir(dirname(lockFile()), { recursive: true });
    await writeFile(lockFile(), content);
    expect(await locked(async () => 'done')).toBe('done');
  });

  test('it is free again after a failure', async () => {
    await expect(locked(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await locked(async () => 'done')).toBe('done');
  });
});

describe('long commands', () => {
  const commands = (isTTY = false) => {
    const out = Object.assign(new PassThrough(), { isTTY });
    const signals = new EventEmitter();
    return { signals, shown: () => String(out.read() ?? ''), ...createLongCommands({ out, signals }) };
  };
  const shell = (script: string) => ({ label: 'a command', command: '/bin/sh', args: ['-c', script] });

  test('that work are quiet', async () => {
    const { run, shown } = commands();
    expect(await run(shell('echo a lot'))).toEqual({ kind: 'done' });
    expect(shown()).toBe('');
  });

  test('that fail give their output and how they ended', async () => {
    const { run } = commands();
    expect(await run(shell('echo one; echo two >&2; exit 3'))).toEqual({
      kind: 'failed',
      because: 'exit code 3',
      output: 'one\ntwo\n',
    });
    expect(await run({ ...shell(''), command: '/no/such/program' })).toMatchObject({ kind: 'failed' });
  });

  test('on a terminal show that they go on, and leave nothing behind', async () => {
    const { run, shown } = commands(true);
    await run(shell('true'));
    const text = shown();
    expect(text).toContain('a command, 0 s');
    expect(text.endsWith('\r\u001b[K')).toBe(true);
  });

  test('end with all that they started when set-up is interrupted, and none starts after', async () => {
    const { run, signals } = commands();
    const note = join(root, 'pid');
    const running = run(shell(`sleep 1000 & echo $! >"${note}"; wait`));
    running.catch(() => undefined);
    let pid = 0;
    while (pid === 0) {
      pid = Number(await readFile(note, 'utf8').catch(() => '0'));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    signals.emit('SIGINT');
    await expect(running).rejects.toThrow(Interrupted);
    await expect(run(shell('true'))).rejects.toThrow(Interrupted);
    await expect.poll(() => identifyProcess(pid), { timeout: 10_000 }).toBeUndefined();
  });

  test('end when they are given up', async () => {
    const { run } = commands();
    const giveUp = new AbortController();
    const running = run({ ...shell('exec sleep 1000'), signal: giveUp.signal });
    giveUp.abort();
    expect(await running).toMatchObject({ kind: 'failed', because: 'ended by SIGTERM' });
  });
});
