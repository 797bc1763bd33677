import { createHash } from 'node:crypto';
import type { RemoteJob } from '@chatops-commander/engine/ssh/remote-execution';
import { createSshTransport } from '@chatops-commander/engine/ssh/transport';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Hosts, startHosts } from '../hosts/start-hosts.js';

/** By hand 1,024: `npm run chaos`. */
const MIB = Number(process.env.CHATOPS_CHAOS_OUTPUT_MIB ?? 48);
/** What a reader may keep at most, however much there is to read: windows, blocks on their way, and garbage. */
const FLAT_MIB = 96;

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts({ 'web-01': { init: 'sysv', homeMiB: 2 * MIB + 64, srvMiB: MIB + 64 } });
});
afterAll(() => hosts?.stop());

test(`${MIB} MiB of any bytes on each stream, through cuts, to a slow reader: whole, in order, with flat memory`, async () => {
  const host = hosts.host('web-01');
  await host.sh(`head -c ${MIB}M /dev/urandom >/srv/out; chmod 644 /srv/out`);
  const expected = (await host.sh('sha256sum </srv/out')).split(' ')[0];
  const job: RemoteJob = {
    name: { run: 'output', step: 'print', server: 'web-01', attempt: 1 },
    command: {
      argv: ['/bin/sh', '-c', 'cat /srv/out & cat /srv/out >&2; wait; echo x >>/srv/count'],
      become: 'root',
      timeoutMs: 900_000,
    },
    firstContact: true,
  };
  const transport = createSshTransport({ readSecret: hosts.readSecret });
  const sha = { stdout: createHash('sha256'), stderr: createHash('sha256') };
  const next = { stdout: 0, stderr: 0 };
  const before = process.memoryUsage().rss;
  let peak = before;
  let cuts = 0;
  const result = await transport.run(hosts.address('web-01'), job, {
    signal: new AbortController().signal,
    async onOutput(stream, offset, bytes) {
      if (offset !== next[stream]) throw new Error(`${stream} at ${offset} instead of ${next[stream]}`);
      next[stream] += bytes.length;
      sha[stream].update(bytes);
      peak = Math.max(peak, process.memoryUsage().rss);
      if (next.stdout + next.stderr > (cuts + 1) * MIB * 0.4 * 1024 * 1024) {
        cuts += 1;
        await host.reset();
      }
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  await transport.close();
  expect(result).toMatchObject({ kind: 'exited', exit: { kind: 'code', code: 0 } });
  expect([sha.stdout.digest('hex'), sha.stderr.digest('hex')]).toEqual([expected, expected]);
  expect(await host.sh('cat /srv/count')).toBe('x\n');
  expect(cuts).toBeGreaterThanOrEqual(4);
  expect((peak - before) / 1024 / 1024).toBeLessThan(FLAT_MIB);
}, 1_200_000);
