import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HostKeyChanged, HostKeyNotPinned, KeyRefused, SecretMissing, ServerUnreachable, SshError } from './errors.js';
import { InvalidHostKey, parseHostKey } from './host-key.js';
import { command } from './jobs.fixture.js';
import type { ServerAddress } from './remote-execution.js';
import { scanHostKey } from './scan-host-key.js';
import { type Sshd, startSshd } from './sshd.fixture.js';
import { createSshTransport, type SshTransportOptions } from './transport.js';

let sshd: Sshd;
let other: Sshd;
const transports: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  [sshd, other] = await Promise.all([startSshd(), startSshd({ name: 'web-02', keyType: 'ecdsa' })]);
});
afterEach(async () => {
  await Promise.all(transports.splice(0).map((transport) => transport.close()));
});
afterAll(() => Promise.all([sshd.stop(), other.stop()]));

const read = (server: ServerAddress, readSecret: SshTransportOptions['readSecret'] = sshd.readSecret) => {
  const transport = createSshTransport({ readSecret });
  transports.push(transport);
  return transport.read(server, command(['echo', 'hello']), { maxBytes: 100 });
};
const failure = async (attempt: Promise<unknown>): Promise<SshError> => {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SshError)) throw new Error('expected an SshError', { cause: error });
  for (const text of Object.values(error.describe())) expect(text).toContain(`\`${error.server}\``);
  return error;
};

describe('host keys', () => {
  test('scanning shows what ssh-keyscan would', async () => {
    const found = await scanHostKey({ host: '127.0.0.1', port: sshd.port, timeoutMs: 5_000 });
    expect(found.line).toBe(sshd.address.hostKey);
    expect(execFileSync('ssh-keygen', ['-lf', join(sshd.folder, 'host_key.pub')]).toString()).toContain(
      found.fingerprint,
    );
  });
  test('not pinned: refused, with the line to add', async () => {
    const error = await failure(read({ ...sshd.address, hostKey: undefined }));
    expect(error).toBeInstanceOf(HostKeyNotPinned);
    expect(error.message).toContain(`hostKey: "${sshd.address.hostKey}"`);
    expect(error.describe().fr).toContain(sshd.address.hostKey);
  });
  test.each([
    ['another key of the same type', async () => newKey('ed25519')],
    ['a key of a type that the server has not', async () => newKey('ecdsa')],
  ])('changed: %s, with both fingerprints', async (_name, pinnedKey) => {
    const pinned = await pinnedKey();
    const error = await failure(read({ ...sshd.address, hostKey: pinned }));
    expect(error).toBeInstanceOf(HostKeyChanged);
    const found = await scanHostKey({ host: '127.0.0.1', port: sshd.port, timeoutMs: 5_000 });
    expect(error.message).toContain(parseHostKey(pinned).fingerprint);
    expect(error.message).toContain(found.fingerprint);
    expect(error.retryable).toBe(false);
  });
  test('ECDSA', async () => {
    expect((await read(other.address, other.readSecret)).stdout.toString()).toBe('hello\n');
  });
  test('RSA signs with SHA-2', async () => {
    const rsa = await startSshd({ keyType: 'rsa' });
    expect((await read(rsa.address, rsa.readSecret)).stdout.toString()).toBe('hello\n');
    await rsa.stop();
  });
  test('a pinned key that is none', async () => {
    await expect(read({ ...sshd.address, hostKey: 'ssh-ed25519 nonsense' })).rejects.toThrow(InvalidHostKey);
  });
});

describe('logging in', () => {
  test('a key that the server does not know', async () => {
    const error = await failure(
      read({ ...sshd.address, key: 'secret:other' }, () => readFile(join(other.folder, 'user_key'))),
    );
    expect(error).toBeInstanceOf(KeyRefused);
    expect(error.message).toContain('secret:other');
    expect(error.message).toContain(sshd.address.user);
  });
  test('a secret that is not there', async () => {
    const error = await failure(read({ ...sshd.address, key: 'secret:absent' }));
    expect(error).toMatchObject({ name: 'SecretMissing', problem: 'absent', key: 'secret:absent' });
  });
  test('a secret that is no key never stands in the message', async () => {
    const error = await failure(read(sshd.address, async () => Buffer.from('hunter2')));
    expect(error).toBeInstanceOf(SecretMissing);
    expect(`${error.message}${error.describe().en}${String(error.cause)}`).not.toContain('hunter2');
  });
});

test('a login that gives no shell says what came instead', async () => {
  const odd = await startSshd({ extraConfig: ['ForceCommand echo "This account is not available."; exit 1'] });
  const error = await failure(read(odd.address, odd.readSecret));
  expect(error).toMatchObject({ name: 'ShellUnavailable', said: 'This account is not available.' });
  await odd.stop();
});

describe('reaching it', () => {
  test('a closed port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    server.close();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const error = await failure(read({ ...sshd.address, port }));
    expect(error).toMatchObject({ name: 'ServerUnreachable', reason: 'refused', retryable: true });
  });
  test('a name that does not exist', async () => {
    const error = await failure(read({ ...sshd.address, host: 'no-such-host.invalid' }));
    expect(error).toMatchObject({ name: 'ServerUnreachable', reason: 'name', retryable: false });
  });
  test('something that hangs up', async () => {
    let knocks = 0;
    const server = createServer((socket) => {
      knocks += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const error = await failure(read({ ...sshd.address, port }));
    server.close();
    expect(error).toBeInstanceOf(ServerUnreachable);
    expect(error).toMatchObject({ reason: 'closed' });
    expect(knocks).toBeGreaterThan(1);
  });
});

test('a server that hangs up again and again is left alone for a moment', async () => {
  let knocks = 0;
  const server = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const transport = createSshTransport({
    readSecret: sshd.readSecret,
    clock: { now: () => 0, sleep: async () => undefined },
  });
  transports.push(transport);
  const attempt = () => failure(transport.read({ ...sshd.address, port }, command(['true']), { maxBytes: 100 }));
  for (let tried = 0; tried < 5; tried += 1) await attempt();
  const before = knocks;
  expect(await attempt()).toMatchObject({ name: 'ServerUnreachable', reason: 'closed' });
  server.close();
  expect(knocks).toBe(before);
});

test('through a jump host, whose own key is pinned as well', async () => {
  const readSecret = (name: string) => (name === 'jump' ? other.readSecret('test-ssh') : sshd.readSecret(name));
  const jump = { ...other.address, key: 'secret:jump' };
  expect((await read({ ...sshd.address, jump }, readSecret)).stdout.toString()).toBe('hello\n');
  const wrong = await failure(read({ ...sshd.address, jump: { ...jump, hostKey: sshd.address.hostKey } }, readSecret));
  expect(wrong).toMatchObject({ name: 'HostKeyChanged', server: 'web-02' });
});

test.each([
  ['kept for the next command', 60_000, true],
  ['closed when nobody uses it, and the next command opens another', 1, false],
])('a connection is %s', async (_name, idleMs, same) => {
  const transport = createSshTransport({ readSecret: sshd.readSecret, idleMs });
  transports.push(transport);
  const agentPid = () => transport.read(sshd.address, command(['/bin/sh', '-c', 'echo $PPID']), { maxBytes: 100 });
  const first = await agentPid();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(first.stdout.equals((await agentPid()).stdout)).toBe(same);
});

async function newKey(type: string): Promise<string> {
  const file = join(sshd.folder, `new-${type}`);
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', file]);
  return (await readFile(`${file}.pub`, 'utf8')).split(' ').slice(0, 2).join(' ');
}
