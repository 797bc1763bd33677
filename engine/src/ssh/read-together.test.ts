import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command, shell } from './jobs.fixture.js';
import { type Sshd, startSshd } from './sshd.fixture.js';
import { createSshTransport, type SshTransport } from './transport.js';

let sshd: Sshd;
let transport: SshTransport;
let counter: string;
/** The server itself counts: each exec channel passes here. */
const channels = async () => (await readFile(counter, 'utf8')).length;
beforeAll(async () => {
  counter = join(await mkdtemp(join(tmpdir(), 'chatops-channels-')), 'count');
  const count = `printf x >>${counter}; exec /bin/sh -c "$SSH_ORIGINAL_COMMAND"`;
  sshd = await startSshd({ extraConfig: [`ForceCommand ${count}`] });
  transport = createSshTransport({ readSecret: sshd.readSecret });
});
afterAll(async () => {
  await transport.close();
  await sshd.stop();
  await rm(dirname(counter), { recursive: true });
});
const together = (...commands: Parameters<SshTransport['readTogether']>[1]) =>
  transport.readTogether(sshd.address, commands, { maxBytes: 1_000 });

test('many commands share one channel, and each has its own answer', async () => {
  const numbers = Array.from({ length: 30 }, (_, at) => at);
  const results = await together(
    ...numbers.map((at) => shell(`cat; echo out ${at}; echo err ${at} >&2; exit ${at}`)),
    command(['/no/such/program']),
  );
  expect(results.slice(0, 30).map(({ exit, stdout, stderr }) => [exit, `${stdout}${stderr}`])).toEqual(
    numbers.map((at) => [{ kind: 'code', code: at }, `out ${at}\nerr ${at}\n`]),
  );
  expect(results[30]?.exit).toEqual({ kind: 'code', code: 127 });
  expect(await channels()).toBe(1);
});

test('one that takes too long leaves the others their answers', async () => {
  const hangs = { ...shell('echo begun; exec sleep 100'), timeoutMs: 300 };
  const [before, hung, after] = await together({ ...shell('echo before'), timeoutMs: 300 }, hangs, {
    ...shell('echo after'),
    timeoutMs: 300,
  });
  expect([before?.stdout.toString(), hung?.stdout.toString(), after?.stdout.toString()]).toEqual([
    'before\n',
    'begun\n',
    'after\n',
  ]);
  expect(hung?.exit).toEqual({ kind: 'timeout' });
});

test('one that hangs is given its own time and no more, and those around it are not asked twice', async () => {
  const log = join(dirname(counter), 'asked');
  const noted = (name: string, then: string) => shell(`echo ${name} >>${log}; ${then}`);
  const long = 600_000;
  const results = await together(
    { ...noted('a', 'echo a'), timeoutMs: long },
    { ...noted('hangs', 'exec sleep 1000'), timeoutMs: 300 },
    { ...noted('b', 'echo b'), timeoutMs: long },
    { ...noted('c', 'echo c'), timeoutMs: long },
  );
  expect(results.map(({ exit, stdout }) => [exit.kind, `${stdout}`])).toEqual([
    ['code', 'a\n'],
    ['timeout', ''],
    ['code', 'b\n'],
    ['code', 'c\n'],
  ]);
  expect(await readFile(log, 'utf8')).toBe('a\nhangs\nb\nc\n');
});

test('one that says far too much is ended, and leaves the others their answers', async () => {
  const results = await together(shell('echo before'), shell('yes | head -c 4000000; exit 3'), shell('echo after'));
  expect(results.map(({ exit, truncated }) => [exit.kind, truncated])).toEqual([
    ['code', false],
    ['signal', true],
    ['code', false],
  ]);
  expect(`${results[2]?.stdout}`).toBe('after\n');
});

test('standard input is each command’s own', async () => {
  const results = await together({ ...command(['/bin/cat']), stdin: Buffer.from('one') }, command(['/bin/cat']), {
    ...command(['/bin/cat']),
    stdin: Buffer.from("two'\0\n"),
  });
  expect(results.map(({ stdout }) => stdout.toString())).toEqual(['one', '', "two'\0\n"]);
});

test('nothing asked, nothing read', async () => {
  expect(await together()).toEqual([]);
});
