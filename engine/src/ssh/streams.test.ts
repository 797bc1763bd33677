import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCuttingProxy } from './cutting-proxy.fixture.js';
import { ConnectionLost } from './errors.js';
import { command, sha256, shell } from './jobs.fixture.js';
import { isGone, until } from './process-state.fixture.js';
import { type Sshd, startSshd } from './sshd.fixture.js';
import { createSshTransport, type SshTransport } from './transport.js';

let sshd: Sshd;
let transport: SshTransport;
const bytes = randomBytes(6_000_000);
beforeAll(async () => {
  sshd = await startSshd();
  transport = createSshTransport({ readSecret: sshd.readSecret });
  await writeFile(join(sshd.folder, 'big'), bytes);
});
afterAll(async () => {
  await transport.close();
  await sshd.stop();
});
const at = (file: string) => join(sshd.folder, file);

async function collect(stdout: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdout) {
    chunks.push(chunk);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Buffer.concat(chunks);
}
async function* inPieces(of: Buffer, size = 40_000): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < of.length; from += size) yield of.subarray(from, from + size);
}

test('download: every byte, the messages and the exit', async () => {
  const { stdout, exit } = await transport.download(
    sshd.address,
    shell('cat "$1"; echo note >&2; exit 2', [at('big')]),
  );
  expect(sha256(await collect(stdout))).toBe(sha256(bytes));
  expect(await exit).toMatchObject({
    exit: { kind: 'code', code: 2 },
    stderr: Buffer.from('note\n'),
    truncated: false,
  });
});

test('download: with input', async () => {
  const { stdout, exit } = await transport.download(
    sshd.address,
    command(['cat'], { stdin: bytes.subarray(0, 100_000) }),
  );
  expect(sha256(await collect(stdout))).toBe(sha256(bytes.subarray(0, 100_000)));
  expect((await exit).exit).toEqual({ kind: 'code', code: 0 });
});

test('download: a reader who gives up ends the command', async () => {
  const { stdout, exit } = await transport.download(sshd.address, shell('echo $$ >"$1"; yes', [at('yes-pid')]));
  for await (const chunk of stdout) if (chunk.length > 0) break;
  expect((await exit).exit).toEqual({ kind: 'cancelled' });
  const pid = (await readFile(at('yes-pid'), 'utf8')).trim();
  await until(() => isGone(pid));
});

test.each([
  ['time limit', { timeoutMs: 300 }, undefined, 'timeout'],
  ['abort', {}, 300, 'cancelled'],
])('download: %s', async (_name, more, abortAfter, kind) => {
  const signal = abortAfter === undefined ? undefined : AbortSignal.timeout(abortAfter);
  const { stdout, exit } = await transport.download(sshd.address, shell('echo one; sleep 60', [], more), signal);
  expect((await collect(stdout)).toString()).toBe('one\n');
  expect((await exit).exit).toEqual({ kind });
});

test('download: half a stream never looks whole', async () => {
  const proxy = await startCuttingProxy(sshd.port);
  const { stdout, exit } = await transport.download({ ...sshd.address, port: proxy.port }, command(['cat', at('big')]));
  proxy.cutAfter(1_000_000, 'to-client');
  await expect(collect(stdout)).rejects.toThrow(ConnectionLost);
  await expect(exit).rejects.toThrow(ConnectionLost);
  await proxy.close();
});

test('upload: every byte, the output and the exit', async () => {
  const result = await transport.upload(
    sshd.address,
    shell('cat >"$1"; echo stored; exit 3', [at('copy')]),
    inPieces(bytes),
  );
  expect(result).toMatchObject({ exit: { kind: 'code', code: 3 }, stdout: Buffer.from('stored\n') });
  expect(sha256(await readFile(at('copy')))).toBe(sha256(bytes));
});

test('upload: nothing at all', async () => {
  const result = await transport.upload(sshd.address, command(['wc', '-c']), inPieces(Buffer.alloc(0)));
  expect(result.stdout.toString().trim()).toBe('0');
});

test('upload: a command that stops reading does not block', async () => {
  const result = await transport.upload(sshd.address, shell('head -c 10 >/dev/null; exit 6'), inPieces(bytes));
  expect(result.exit).toEqual({ kind: 'code', code: 6 });
});

test('upload: a source that fails ends the command', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('some');
    throw new Error('disk gone');
  }
  const script = 'echo $$ >"$1"; cat >/dev/null; sleep 60';
  await expect(transport.upload(sshd.address, shell(script, [at('upload-pid')]), broken())).rejects.toThrow(
    'disk gone',
  );
});

test('upload: a lost connection', async () => {
  const proxy = await startCuttingProxy(sshd.port);
  proxy.cutAfter(500_000, 'to-server');
  const attempt = transport.upload({ ...sshd.address, port: proxy.port }, shell('cat >/dev/null'), inPieces(bytes));
  await expect(attempt).rejects.toThrow(ConnectionLost);
  await proxy.close();
});
