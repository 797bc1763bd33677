import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command, sha256, shell } from './jobs.fixture.js';
import { isGone, until } from './process-state.fixture.js';
import { type Sshd, startSshd } from './sshd.fixture.js';
import { createSshTransport, type SshTransport } from './transport.js';

let sshd: Sshd;
let transport: SshTransport;
beforeAll(async () => {
  // A banner where the login shell would print one, and sessions that run out early.
  sshd = await startSshd({ extraConfig: ['MaxSessions 2'] });
  transport = createSshTransport({ readSecret: sshd.readSecret });
});
afterAll(async () => {
  await transport.close();
  await sshd.stop();
});
const read = (...args: Parameters<typeof shell>) =>
  transport.read(sshd.address, shell(...args), { maxBytes: 1_000_000 });

test('both streams and the exit code', async () => {
  const result = await read('echo out; echo err >&2; exit 3');
  expect(result.exit).toEqual({ kind: 'code', code: 3 });
  expect([result.stdout.toString(), result.stderr.toString(), result.truncated]).toEqual(['out\n', 'err\n', false]);
});

test.each([
  ['a missing program', command(['/no/such/program']), { kind: 'code', code: 127 }],
  ['a signal', shell('kill -KILL $$'), { kind: 'signal', signal: 'SIGKILL' }],
  ['a shell builtin is a program like others', command(['exit', '0']), { kind: 'code', code: 127 }],
  ['one of our own functions is none', command(['kill_group', '1']), { kind: 'code', code: 127 }],
])('%s', async (_name, what, exit) => {
  expect((await transport.read(sshd.address, what, { maxBytes: 1000 })).exit).toEqual(exit);
});

test('arguments are never parsed', async () => {
  const args = ['x; id #', '$(id)', 'a\nb', "'", '-n', ''];
  const { stdout } = await transport.read(sshd.address, command(['/usr/bin/printf', '%s\\0', ...args]), {
    maxBytes: 1000,
  });
  expect(stdout.toString().split('\0').slice(0, -1)).toEqual(args);
});

test('megabytes of arbitrary bytes, both ways', async () => {
  const file = join(sshd.folder, 'random');
  const bytes = randomBytes(3_000_000);
  await writeFile(file, bytes);
  const { stdout, truncated } = await transport.read(sshd.address, command(['cat', file]), { maxBytes: 4_000_000 });
  expect([sha256(stdout), truncated]).toEqual([sha256(bytes), false]);
  const some = bytes.subarray(0, 50_000);
  const echoed = await transport.read(sshd.address, command(['cat'], { stdin: some }), { maxBytes: 100_000 });
  expect(sha256(echoed.stdout)).toBe(sha256(some));
});

test('a bound that is passed a little keeps the exit code, a flood is ended', async () => {
  const little = await transport.read(sshd.address, shell('head -c 5000 /dev/zero; exit 4'), { maxBytes: 1000 });
  expect([little.stdout.length, little.truncated, little.exit]).toEqual([1000, true, { kind: 'code', code: 4 }]);
  const flood = await transport.read(sshd.address, command(['yes']), { maxBytes: 1000 });
  expect([flood.stdout.length, flood.truncated, flood.exit]).toEqual([
    1000,
    true,
    { kind: 'signal', signal: 'SIGPIPE' },
  ]);
});

test.each([
  ['time-out', { timeoutMs: 300 }, undefined, 'timeout'],
  ['abort', {}, 300, 'cancelled'],
])('%s kills the command and its children on the server', async (_name, more, abortAfter, kind) => {
  const pids = join(sshd.folder, `pids-${kind}`);
  const options = abortAfter === undefined ? {} : { signal: AbortSignal.timeout(abortAfter) };
  const script = 'echo before; sleep 60 & echo "$$ $!" >"$1"; wait';
  const result = await transport.read(sshd.address, shell(script, [pids], more), { maxBytes: 1000, ...options });
  expect([result.exit.kind, result.stdout.toString()]).toEqual([kind, 'before\n']);
  for (const pid of (await readFile(pids, 'utf8')).trim().split(' ')) await until(() => isGone(pid));
  expect((await read('echo after')).stdout.toString()).toBe('after\n');
});

test('more at once than a connection takes', async () => {
  const results = await Promise.all(
    Array.from({ length: 12 }, (_, index) => read('sleep 0.05; echo "$1"', [String(index)])),
  );
  expect(results.map(({ stdout }) => stdout.toString().trim())).toEqual(
    Array.from({ length: 12 }, (_, index) => String(index)),
  );
});

test('the next command does not see what an earlier one left running', async () => {
  await read('(sleep 0.2; echo stray; echo stray >&2) & exit 0');
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { stdout, stderr } = await read('echo mine');
  expect([stdout.toString(), stderr.toString()]).toEqual(['mine\n', '']);
});

test('the commands of one session share no state', async () => {
  await read('cd /; export FOO=1; umask 0');
  expect((await read('echo "$FOO"; umask')).stdout.toString()).toBe('\n0022\n');
});
