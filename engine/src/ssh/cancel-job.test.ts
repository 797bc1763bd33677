import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { jobNamed, listen, shell } from './jobs.fixture.js';
import { isGone, until } from './process-state.fixture.js';
import { type Sshd, startSshd } from './sshd.fixture.js';
import { createSshTransport, type SshTransport } from './transport.js';

let sshd: Sshd;
let transport: SshTransport;
const strays: number[] = [];
beforeAll(async () => {
  sshd = await startSshd();
  transport = createSshTransport({ readSecret: sshd.readSecret });
});
afterEach(() => {
  for (const pid of strays.splice(0)) process.kill(pid, 'SIGKILL');
});
afterAll(async () => {
  await transport.close();
  await sshd.stop();
});

/** Starts a script that writes its pids, one a line, and waits until there are as many. */
async function start(step: string, script: string, pidCount: number) {
  const file = join(sshd.folder, step);
  await writeFile(file, '');
  const name = jobNamed(step);
  const running = transport.run(
    sshd.address,
    { name, command: shell(script, [file]), firstContact: true },
    listen().life,
  );
  const pids = async () => (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  await until(async () => (await pids()).length >= pidCount);
  return { name, running, pids: await pids() };
}

const family = 'sh -c \'echo $$ >>"$1"; sleep 60 & echo $! >>"$1"; wait\' child "$1" & echo $$ >>"$1"; wait';

test('the whole family goes, and the one who waited is told', async () => {
  const { name, running, pids } = await start('family', family, 3);
  expect(await transport.cancel(sshd.address, name, 5_000)).toEqual({ kind: 'gone' });
  for (const pid of pids) expect(await isGone(pid)).toBe(true);
  expect(await running).toMatchObject({ kind: 'exited', exit: { kind: 'cancelled' } });
});

test('what ignores TERM gets KILL after the grace', async () => {
  const { name, running, pids } = await start('stubborn', `trap '' TERM; echo $$ >>"$1"; while :; do sleep 1; done`, 1);
  expect(await transport.cancel(sshd.address, name, 200)).toEqual({ kind: 'gone' });
  for (const pid of pids) expect(await isGone(pid)).toBe(true);
  expect(await running).toMatchObject({ exit: { kind: 'cancelled' } });
});

test('what cleans up on TERM gets the grace', async () => {
  const { name } = await start(
    'tidy',
    `trap 'sleep 0.3; echo tidied >>"$1"; exit 0' TERM; echo $$ >>"$1"; while :; do sleep 0.1; done`,
    1,
  );
  expect(await transport.cancel(sshd.address, name, 10_000)).toEqual({ kind: 'gone' });
  expect(await readFile(join(sshd.folder, 'tidy'), 'utf8')).toContain('tidied');
});

test('the family of a supervisor that was killed goes, too', async () => {
  const { name, running, pids } = await start('orphan', family, 3);
  const record = await readFile(join(sshd.home, '.chatops/jobs/web-01/run-1/orphan.1.go'), 'utf8');
  process.kill(Number(/^s (\d+)/m.exec(record)?.[1]), 'SIGKILL');
  expect(await transport.cancel(sshd.address, name, 5_000)).toEqual({ kind: 'gone' });
  for (const pid of pids) expect(await isGone(pid)).toBe(true);
  expect(await running).toMatchObject({ kind: 'unknown' });
});

test('what left the group is reported with its pid', async () => {
  const { name, pids } = await start(
    'stray',
    'setsid sh -c \'echo $$ >>"$1"; exec sleep 60\' s "$1" & wait; sleep 60',
    1,
  );
  strays.push(...pids.map(Number));
  expect(await transport.cancel(sshd.address, name, 2_000)).toEqual({ kind: 'survived', pids: pids.map(Number) });
  expect(await transport.live(sshd.address)).toEqual([]);
  expect(await transport.leftBehind(sshd.address)).toEqual([{ name, pid: Number(pids[0]) }]);
});

test('what is in the group of a living job is not left behind', async () => {
  const { name, running } = await start('at-work', 'sleep 60 & echo $! >>"$1"; wait', 1);
  expect(await transport.leftBehind(sshd.address)).toEqual([]);
  await transport.cancel(sshd.address, name, 2_000);
  await running;
});

test('a zombie whose parent left the group does not count as alive', async () => {
  const script = `sh -c 'sleep 60 & echo $! >>"$1"; echo $$ >>"$1"; exec setsid sleep 60' p "$1" & wait; sleep 60`;
  const { name, pids } = await start('zombie', script, 2);
  const parent = Number(pids[1]);
  strays.push(parent);
  expect(await transport.cancel(sshd.address, name, 2_000)).toEqual({ kind: 'survived', pids: [parent] });
});

test('what never started never will', async () => {
  const name = jobNamed('never');
  expect(await transport.cancel(sshd.address, name, 1_000)).toEqual({ kind: 'never-started' });
  const command = shell('echo x >"$1"', [join(sshd.folder, 'never')]);
  const late = await transport.run(sshd.address, { name, command, firstContact: true }, listen().life);
  expect(late).toMatchObject({ kind: 'exited', exit: { kind: 'cancelled' }, startedHere: false });
  await expect(readFile(join(sshd.folder, 'never'))).rejects.toThrow();
});

test('cancelling what ended leaves its exit as it was', async () => {
  const name = jobNamed('ended');
  const job = { name, command: shell('exit 4'), firstContact: true };
  await transport.run(sshd.address, job, listen().life);
  expect(await transport.cancel(sshd.address, name, 1_000)).toEqual({ kind: 'gone' });
  const again = await transport.run(sshd.address, { ...job, firstContact: false }, listen().life);
  expect(again).toMatchObject({ exit: { kind: 'code', code: 4 } });
});

test('a job whose folder was removed is found alive all the same', async () => {
  const { name, running, pids } = await start('hidden', 'echo $$ >>"$1"; exec sleep 60', 1);
  await rm(join(sshd.home, '.chatops/jobs/web-01/run-1'), { recursive: true });
  const survived = await transport.cancel(sshd.address, name, 100);
  process.kill(Number(pids[0]), 'SIGKILL');
  expect(survived).toMatchObject({ kind: 'survived' });
  expect(await running).toMatchObject({ kind: 'exited', exit: { kind: 'signal', signal: 'SIGKILL' } });
});

test('start and cancel at the same moment agree on what happened', async () => {
  for (let round = 0; round < 15; round += 1) {
    const name = jobNamed(`race-${round}`);
    const file = join(sshd.folder, `race-${round}`);
    const command = shell('echo x >>"$1"; exec sleep 60', [file]);
    const running = transport.run(sshd.address, { name, command, firstContact: true }, listen().life);
    await new Promise((resolve) => setTimeout(resolve, round));
    const cancelled = await transport.cancel(sshd.address, name, 2_000);
    expect(await running).toMatchObject({ kind: 'exited', exit: { kind: 'cancelled' } });
    if (cancelled.kind === 'never-started') await expect(readFile(file)).rejects.toThrow();
    else expect(cancelled).toEqual({ kind: 'gone' });
  }
});
