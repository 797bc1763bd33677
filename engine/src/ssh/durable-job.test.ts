import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.fixture.js';
import { ConnectionLost, ServerUnreachable } from './errors.js';
import { jobNamed, listen, sha256, shell } from './jobs.fixture.js';
import type { JobResult, RemoteJob, ServerAddress } from './remote-execution.js';
import { type Sshd, startSshd } from './sshd.fixture.js';
import { createSshTransport } from './transport.js';

/** By hand: CHATOPS_CUT_ROUNDS=400 npx vitest run engine/src/ssh/durable-job.test.ts */
const ROUNDS = Number(process.env.CHATOPS_CUT_ROUNDS ?? 16);

let sshd: Sshd;
let proxy: CuttingProxy;
let server: ServerAddress;
const output = randomBytes(200_000);
beforeAll(async () => {
  sshd = await startSshd();
  proxy = await startCuttingProxy(sshd.port);
  server = { ...sshd.address, port: proxy.port };
  await writeFile(join(sshd.folder, 'output'), output);
});
afterAll(async () => {
  await proxy.close();
  await sshd.stop();
});

/** Spread over the handshake, the agent's script, the request; and over the answer and the output. */
const cuts = Array.from({ length: ROUNDS }, (_, round) => {
  const share = (round + 0.5) / ROUNDS;
  return round % 2 === 0
    ? { bytes: 1 + Math.floor(share * 22_000), direction: 'to-server' as const }
    : { bytes: 1 + Math.floor(share ** 3 * 215_000), direction: 'to-client' as const };
});

const jobOf = (round: string): RemoteJob => ({
  name: jobNamed(round),
  command: shell('echo x >>"$1"; head -c 150000 "$2"; sleep 0.2; tail -c +150001 "$2"; echo end >&2; exit 3', [
    counter(round),
    join(sshd.folder, 'output'),
  ]),
  firstContact: true,
});
const counter = (round: string) => join(sshd.folder, `count-${round}`);
const starts = async (round: string) => (await readFile(counter(round), 'utf8').catch(() => '')).length / 2;

describe('the connection is cut', () => {
  test.each(cuts)('after $bytes bytes $direction: the same call goes on by itself', async ({ bytes, direction }) => {
    const round = `same-${direction}-${bytes}`;
    const transport = createSshTransport({ readSecret: sshd.readSecret });
    // The first contact is made on an open line; a later cut then hits a job.
    await transport.read(server, shell('true'), { maxBytes: 10 });
    const heard = listen();
    proxy.cutAfter(bytes, direction);
    const result = await transport.run(server, jobOf(round), heard.life);
    await transport.close();
    expect(result).toMatchObject({ kind: 'exited', exit: { kind: 'code', code: 3 } });
    expect([await starts(round), sha256(heard.bytes('stdout')), heard.text('stderr')]).toEqual([
      1,
      sha256(output),
      'end\n',
    ]);
  });

  test.each(cuts)('after $bytes bytes $direction: another worker takes over', async ({ bytes, direction }) => {
    const round = `other-${direction}-${bytes}`;
    const heard = listen();
    const first = createSshTransport({ readSecret: sshd.readSecret, reconnectForMs: 0 });
    proxy.cutAfter(bytes, direction);
    const before = await first.run(server, jobOf(round), heard.life).catch((error: unknown) => error);
    await first.close();
    const second = createSshTransport({ readSecret: sshd.readSecret });
    const heardLater = listen({ from: { ...heard.offsets } });
    const result: JobResult = await second.run(server, { ...jobOf(round), firstContact: false }, heardLater.life);
    await second.close();
    if (result.kind === 'unknown') {
      // Cut before the server ever heard of the job: honest, and nothing started.
      expect(before instanceof ConnectionLost || before instanceof ServerUnreachable).toBe(true);
      expect(await starts(round)).toBe(0);
      return;
    }
    const whole = Buffer.concat([heard.bytes('stdout'), heardLater.bytes('stdout')]);
    expect(result).toMatchObject({ kind: 'exited', exit: { kind: 'code', code: 3 } });
    expect([await starts(round), sha256(whole)]).toEqual([1, sha256(output)]);
    expect(heard.text('stderr') + heardLater.text('stderr')).toBe('end\n');
  });
});

test('the line is cut at every piece of output', async () => {
  const transport = createSshTransport({ readSecret: sshd.readSecret });
  const heard = listen({ onBytes: () => proxy.cutNow() });
  const job = {
    name: jobNamed('restart'),
    command: shell('for i in 1 2 3; do echo $i; sleep 0.3; done'),
    firstContact: true,
  };
  const cutsBefore = proxy.cuts;
  expect(await transport.run(server, job, heard.life)).toMatchObject({
    kind: 'exited',
    exit: { kind: 'code', code: 0 },
  });
  await transport.close();
  expect([heard.text('stdout'), proxy.cuts - cutsBefore >= 3]).toEqual(['1\n2\n3\n', true]);
});

test('a server that stays away: ConnectionLost or ServerUnreachable once the patience is over', async () => {
  const line = await startCuttingProxy(sshd.port);
  const transport = createSshTransport({ readSecret: sshd.readSecret, reconnectForMs: 300 });
  const heard = listen({ onBytes: () => line.close() });
  const job = { name: jobNamed('away'), command: shell('echo begun; sleep 2'), firstContact: true };
  const error = await transport
    .run({ ...sshd.address, port: line.port }, job, heard.life)
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ServerUnreachable);
  await transport.close();
});
