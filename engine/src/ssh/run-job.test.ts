import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JobNotStarted } from './job-errors.js';
import { command, jobNamed, listen, sha256, shell } from './jobs.fixture.js';
import { isGone, until } from './process-state.fixture.js';
import type { RemoteCommand } from './remote-execution.js';
import { type Sshd, startSshd } from './sshd.fixture.js';
import { createSshTransport, type SshTransport } from './transport.js';

let sshd: Sshd;
let transport: SshTransport;
beforeAll(async () => {
  sshd = await startSshd();
  transport = createSshTransport({ readSecret: sshd.readSecret });
});
afterAll(async () => {
  await transport.close();
  await sshd.stop();
});

const run = (step: string, what: RemoteCommand, heard = listen(), firstContact = true) =>
  transport.run(sshd.address, { name: jobNamed(step), command: what, firstContact }, heard.life);
const at = (file: string) => join(sshd.folder, file);

describe('exits', () => {
  test.each<[string, RemoteCommand, unknown]>([
    ['success', command(['true']), { kind: 'code', code: 0 }],
    ['a code', shell('exit 7'), { kind: 'code', code: 7 }],
    ['a missing program', command(['/no/such/program']), { kind: 'code', code: 127 }],
    ['a signal', shell('kill -SEGV $$'), { kind: 'signal', signal: 'SIGSEGV' }],
    ['the time limit', shell('sleep 60', [], { timeoutMs: 1000 }), { kind: 'timeout' }],
  ])('%s', async (name, what, exit) => {
    expect(await run(`exit ${name}`, what)).toMatchObject({ kind: 'exited', exit, startedHere: true });
  });

  test('the time limit kills grandchildren that ignore TERM, without a worker', async () => {
    const script = `trap '' TERM; sh -c 'trap "" TERM; echo $$ >>"$1"; while :; do sleep 1; done' g "$1" & echo $$ >>"$1"; while :; do sleep 1; done`;
    const leave = new AbortController();
    const what = shell(script, [at('stubborn')], { timeoutMs: 1000 });
    const left = run('stubborn', what, listen({ signal: leave.signal }));
    setTimeout(() => leave.abort(new Error('worker gone')), 500);
    await expect(left).rejects.toThrow('worker gone');
    const fresh = createSshTransport({ readSecret: sshd.readSecret });
    const again = await fresh.run(
      sshd.address,
      { name: jobNamed('stubborn'), command: what, firstContact: false },
      listen().life,
    );
    await fresh.close();
    expect(again).toMatchObject({ kind: 'exited', exit: { kind: 'timeout' }, startedHere: false });
    const pids = (await readFile(at('stubborn'), 'utf8')).trim().split('\n');
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(await isGone(pid)).toBe(true);
  }, 30_000);
});

test('the time limit names what left the group, which goes on', async () => {
  const script = 'setsid sh -c \'echo $$ >"$1"; exec sleep 60\' away "$1" & sleep 60';
  const result = await run('escaped', shell(script, [at('escaped')], { timeoutMs: 1000 }));
  const pid = Number(await readFile(at('escaped'), 'utf8'));
  process.kill(pid, 'SIGKILL');
  expect(result).toMatchObject({ kind: 'exited', exit: { kind: 'timeout', survivors: [pid] } });
});

describe('output', () => {
  test('megabytes of arbitrary bytes on both streams, at a sink that takes its time', async () => {
    const [out, err] = [randomBytes(5_000_000), randomBytes(2_000_000)];
    await writeFile(at('out'), out);
    await writeFile(at('err'), err);
    const heard = listen({ onBytes: () => new Promise((resolve) => setImmediate(resolve)) });
    const script = 'head -c 2000000 "$1"; cat "$2" >&2; sleep 0.4; tail -c +2000001 "$1"';
    await run('megabytes', shell(script, [at('out'), at('err')]), heard);
    expect([sha256(heard.bytes('stdout')), sha256(heard.bytes('stderr'))]).toEqual([sha256(out), sha256(err)]);
  });

  test('arrives while the job runs, and says that it lives', async () => {
    const heard = listen();
    const release = at('release');
    const running = run(
      'slow',
      shell('echo one; while [ ! -e "$1" ]; do sleep 0.05; done; echo two', [release]),
      heard,
    );
    await until(() => heard.text('stdout') === 'one\n' && heard.aliveCalls() > 0);
    await writeFile(release, '');
    expect(await running).toMatchObject({ kind: 'exited', exit: { kind: 'code', code: 0 } });
    expect(heard.text('stdout')).toBe('one\ntwo\n');
  });

  test('a listener that fails stops the waiting, and the job can be attached to', async () => {
    const failing = listen({ onBytes: () => Promise.reject(new Error('store is full')) });
    const what = shell('echo some; exit 5');
    await expect(run('listener', what, failing)).rejects.toThrow('store is full');
    const heard = listen();
    expect(await run('listener', what, heard, false)).toMatchObject({
      exit: { kind: 'code', code: 5 },
      startedHere: false,
    });
    expect(heard.text('stdout')).toBe('some\n');
  });

  test('a daemon left behind does not hold up the end', async () => {
    const result = await run('daemon', shell('sleep 3 & echo $!'));
    expect(result).toMatchObject({ kind: 'exited', exit: { kind: 'code', code: 0 } });
    expect(result.kind === 'exited' && result.durationMs < 2_000).toBe(true);
  });
});

describe('standard input', () => {
  test('arrives whole, and stands neither in ps nor on disk', async () => {
    const secret = Buffer.concat([Buffer.from('s3cret-of-the-test '), randomBytes(40_000)]);
    const heard = listen();
    const script = 'cat >"$1"; cat /proc/[0-9]*/cmdline 2>/dev/null | grep -ac "[s]3cret-of-the-test"';
    await run('secret', shell(script, [at('copy')], { stdin: secret }), heard);
    expect(sha256(await readFile(at('copy')))).toBe(sha256(secret));
    expect(heard.text('stdout')).toBe('0\n');
    const jobs = join(sshd.home, '.chatops/jobs/web-01/run-1');
    for (const file of await readdir(jobs)) {
      expect((await readFile(join(jobs, file))).includes('s3cret-of-the-test')).toBe(false);
    }
    expect((await stat(jobs)).mode & 0o777).toBe(0o700);
    expect((await stat(join(sshd.home, '.chatops'))).mode & 0o777).toBe(0o700);
  });
  test('is empty when none is given', async () => {
    const heard = listen();
    await run('no input', command(['wc', '-c']), heard);
    expect(heard.text('stdout').trim()).toBe('0');
  });
});

test('a jobs folder that cannot be made: named, and nothing started', async () => {
  await writeFile(at('file'), '');
  const other = createSshTransport({ readSecret: sshd.readSecret, jobsFolder: at('file/jobs') });
  const job = { name: jobNamed('s'), command: shell('echo x >>"$1"', [at('not-started')]), firstContact: true };
  await expect(other.run(sshd.address, job, listen().life)).rejects.toThrow(JobNotStarted);
  await other.close();
  await expect(readFile(at('not-started'))).rejects.toThrow();
});
