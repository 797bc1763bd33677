import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JobConflict } from './job-errors.js';
import { jobPath } from './job-path.js';
import { command, jobNamed, listen, shell } from './jobs.fixture.js';
import { until } from './process-state.fixture.js';
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

describe('asking again', () => {
  test('attaches and never starts a second one', async () => {
    const what = shell('echo x >>"$1"; echo done', [at('count')]);
    expect(await run('again', what)).toMatchObject({ startedHere: true });
    const heard = listen();
    expect(await run('again', what, heard)).toMatchObject({
      kind: 'exited',
      exit: { kind: 'code', code: 0 },
      startedHere: false,
    });
    expect(await readFile(at('count'), 'utf8')).toBe('x\n');
    expect(heard.text('stdout')).toBe('done\n');
  });

  test('reads on from an offset', async () => {
    const what = shell('head -c 200000 /dev/zero | tr "\\0" a; printf END');
    await run('offset', what);
    const heard = listen({ from: { stdout: 199_999, stderr: 0 } });
    await run('offset', what, heard, false);
    expect(heard.text('stdout')).toBe('aEND');
  });

  test('eight at once start one', async () => {
    const what = shell('echo x >>"$1"; sleep 0.3; echo end', [at('eight')]);
    const results = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const own = createSshTransport({ readSecret: sshd.readSecret });
        const heard = listen();
        const result = await own.run(
          sshd.address,
          { name: jobNamed('eight'), command: what, firstContact: true },
          heard.life,
        );
        await own.close();
        return { result, text: heard.text('stdout') };
      }),
    );
    expect(await readFile(at('eight'), 'utf8')).toBe('x\n');
    expect(results.filter(({ result }) => result.kind === 'exited' && result.startedHere)).toHaveLength(1);
    expect(results.map(({ text }) => text)).toEqual(Array.from({ length: 8 }, () => 'end\n'));
  });

  test('for another command under the same name is a conflict', async () => {
    await run('conflict', command(['echo', 'a']));
    await expect(run('conflict', command(['echo', 'b']))).rejects.toThrow(JobConflict);
  });
});

describe('what cannot be known', () => {
  test('a folder that should be there and is not', async () => {
    expect(await run('never seen', command(['true']), listen(), false)).toMatchObject({ kind: 'unknown' });
  });

  test('a folder that vanished after the job', async () => {
    const name = jobNamed('s', { run: 'vanished' });
    await transport.run(sshd.address, { name, command: command(['true']), firstContact: true }, listen().life);
    await rm(join(sshd.home, '.chatops/jobs/web-01/vanished'), { recursive: true });
    const again = { name, command: command(['true']), firstContact: false };
    expect(await transport.run(sshd.address, again, listen().life)).toMatchObject({ kind: 'unknown' });
  });

  test('a folder removed while the job runs still gives output and exit', async () => {
    const name = jobNamed('s', { run: 'removed' });
    const heard = listen();
    const job = {
      name,
      command: shell('rm -r "$1"; echo still here; exit 9', [join(sshd.home, '.chatops/jobs/web-01/removed')]),
      firstContact: true,
    };
    expect(await transport.run(sshd.address, job, heard.life)).toMatchObject({ exit: { kind: 'code', code: 9 } });
    expect(heard.text('stdout')).toBe('still here\n');
  });

  test('a folder removed long before the end', async () => {
    const name = jobNamed('s', { run: 'removed-early' });
    const heard = listen();
    const folder = join(sshd.home, '.chatops/jobs/web-01', jobPath(name).run);
    const script = 'echo begun; sleep 0.4; rm -r "$1"; sleep 0.8; echo still here; exit 9';
    const job = { name, command: shell(script, [folder]), firstContact: true };
    expect(await transport.run(sshd.address, job, heard.life)).toMatchObject({ exit: { kind: 'code', code: 9 } });
    expect(heard.text('stdout')).toBe('begun\nstill here\n');
  });

  test('a supervisor killed in the middle: its command is waited for, then unknown', async () => {
    const name = jobNamed('s', { run: 'orphaned' });
    const what = shell('echo begun; sleep 1; echo finished >"$1"', [at('orphan')]);
    const heard = listen({ onBytes: () => killSupervisor('orphaned', 's.1') });
    const result = await transport.run(sshd.address, { name, command: what, firstContact: true }, heard.life);
    expect(result).toMatchObject({ kind: 'unknown' });
    expect(await readFile(at('orphan'), 'utf8')).toBe('finished\n');
  });

  test('a record from before a reboot', async () => {
    const name = jobNamed('s', { run: 'rebooted' });
    const what = command(['true']);
    const first = await transport.run(sshd.address, { name, command: what, firstContact: true }, listen().life);
    const go = join(sshd.home, '.chatops/jobs/web-01/rebooted/s.1.go');
    const bootId = first.kind === 'exited' ? first.bootId : '';
    const record = (await readFile(go, 'utf8')).replaceAll(bootId, 'another-boot').replace(/^r .*\n/m, '');
    await writeFile(go, record);
    expect(await transport.run(sshd.address, { name, command: what, firstContact: false }, listen().life)).toEqual({
      kind: 'rebooted',
      bootIdBefore: 'another-boot',
      bootIdNow: bootId,
    });
    await rm(go);
    await writeFile(go.replace(/go$/, 'token'), 'another-boot\n');
    const again = { name, command: what, firstContact: false };
    expect(await transport.run(sshd.address, again, listen().life)).toMatchObject({ kind: 'unknown' });
  });

  test.each([
    ['at its end', ''],
    ['and another line came after it', 'c\n'],
  ])('an exit line that was cut short, %s, does not count', async (_name, after) => {
    const run = `cut-line-${after.length}`;
    const name = jobNamed('s', { run });
    const what = command(['true']);
    await transport.run(sshd.address, { name, command: what, firstContact: true }, listen().life);
    const go = join(sshd.home, '.chatops/jobs/web-01', jobPath(name).run, 's.1.go');
    await writeFile(go, (await readFile(go, 'utf8')).replace(/ \.\n$/, after));
    const again = { name, command: what, firstContact: false };
    expect(await transport.run(sshd.address, again, listen().life)).toMatchObject({ kind: 'unknown' });
  });
});

describe('one run at a time', () => {
  test('another run is refused while one lives, and starts after it under the same name', async () => {
    const release = at('busy-release');
    const holder = transport.run(
      sshd.address,
      {
        name: jobNamed('hold', { run: 'run-a' }),
        command: shell('while [ ! -e "$1" ]; do sleep 0.05; done', [release]),
        firstContact: true,
      },
      listen().life,
    );
    await until(async () => (await transport.live(sshd.address)).length === 1);
    const other = {
      name: jobNamed('try', { run: 'run-b' }),
      command: shell('echo x >>"$1"', [at('busy-count')]),
      firstContact: true,
    };
    const refused = await transport.run(sshd.address, other, listen().life);
    const [live] = await transport.live(sshd.address);
    expect(refused).toEqual({ kind: 'busy', run: 'run-a', pid: expect.any(Number) });
    expect(live?.name).toEqual(jobNamed('hold', { run: 'run-a' }));
    const sibling = { name: jobNamed('sibling', { run: 'run-a' }), command: command(['true']), firstContact: true };
    expect(await transport.run(sshd.address, sibling, listen().life)).toMatchObject({ kind: 'exited' });
    await writeFile(release, '');
    await holder;
    expect(await transport.run(sshd.address, { ...other, firstContact: false }, listen().life)).toMatchObject({
      kind: 'exited',
      startedHere: true,
    });
    expect(await readFile(at('busy-count'), 'utf8')).toBe('x\n');
    expect(await transport.live(sshd.address)).toEqual([]);
  });

  test('an orphaned command still counts as alive', async () => {
    const name = jobNamed('s', { run: 'run-c' });
    const leave = new AbortController();
    const heard = listen({
      signal: leave.signal,
      onBytes: async () => {
        await killSupervisor('run-c', 's.1');
        leave.abort(new Error('left'));
      },
    });
    const what = shell('echo begun; exec sleep 1.5');
    await expect(transport.run(sshd.address, { name, command: what, firstContact: true }, heard.life)).rejects.toThrow(
      'left',
    );
    const other = { name: jobNamed('s', { run: 'run-d' }), command: command(['true']), firstContact: true };
    expect(await transport.run(sshd.address, other, listen().life)).toMatchObject({ kind: 'busy', run: 'run-c' });
    expect(
      await transport.run(sshd.address, { name, command: what, firstContact: false }, listen().life),
    ).toMatchObject({ kind: 'unknown' });
    expect(await transport.run(sshd.address, other, listen().life)).toMatchObject({ kind: 'exited' });
  });
});

async function killSupervisor(run: string, job: string): Promise<void> {
  const record = await readFile(join(sshd.home, '.chatops/jobs/web-01', run, `${job}.go`), 'utf8');
  process.kill(Number(/^s (\d+)/m.exec(record)?.[1]), 'SIGKILL');
}
