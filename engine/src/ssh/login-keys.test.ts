import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { AgentMissing } from './errors.js';
import { command } from './jobs.fixture.js';
import type { ServerAddress } from './remote-execution.js';
import { type Sshd, startSshd } from './sshd.fixture.js';
import { createSshTransport, type SshTransportOptions } from './transport.js';

let sshd: Sshd;
const cleanUp: (() => unknown)[] = [];
beforeAll(async () => {
  sshd = await startSshd();
});
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});
afterAll(() => sshd.stop());

async function hello(server: ServerAddress, options: SshTransportOptions): Promise<string> {
  const transport = createSshTransport(options);
  cleanUp.push(() => transport.close());
  return (await transport.read(server, command(['echo', 'hello']), { maxBytes: 100 })).stdout.toString();
}

/** An ssh-agent of our own, with one key; its socket. */
async function startAgent(key: string): Promise<string> {
  const socket = `${key}.agent`;
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  cleanUp.push(() => agent.kill());
  const add = () => spawnSync('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } }).status;
  while (add() !== 0) await new Promise((resolve) => setTimeout(resolve, 20));
  return socket;
}

test.each(['rsa', 'ecdsa', 'ed25519'])('a key of type %s logs in, as a secret and by ssh-agent', async (type) => {
  const key = join(sshd.folder, `login-${type}`);
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', key]);
  await appendFile(join(sshd.folder, 'user_key.pub'), await readFile(`${key}.pub`));
  expect(await hello(sshd.address, { readSecret: () => readFile(key) })).toBe('hello\n');
  const agentSocket = await startAgent(key);
  const noSecrets = () => Promise.reject(new Error('no secrets'));
  expect(await hello({ ...sshd.address, key: 'agent' }, { readSecret: noSecrets, agentSocket })).toBe('hello\n');
});

test.each([
  ['is not named', undefined],
  ['is not there', 'no-agent'],
])('an agent that %s', async (_name, socket) => {
  const agentSocket = socket === undefined ? undefined : join(sshd.folder, socket);
  const attempt = hello({ ...sshd.address, key: 'agent' }, { readSecret: sshd.readSecret, agentSocket });
  await expect(attempt).rejects.toThrow(AgentMissing);
  await expect(attempt).rejects.toThrow('SSH_AUTH_SOCK');
});
