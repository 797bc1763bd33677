import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HostKeyChanged } from '../host-key-errors.js';
import type { ServerAddress } from '../remote-execution.js';
import { type Sshd, startSshd } from '../sshd.fixture.js';
import { createSshTransport } from '../transport.js';
import { SshConfigUnusable } from './config-errors.js';
import { resolveAddress } from './resolve-address.js';

let folder: string;
let server: Sshd;
let bastion: Sshd;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-ssh-config-'));
  [server, bastion] = await Promise.all([startSshd(), startSshd()]);
  await copyFile(join(server.folder, 'user_key'), join(folder, 'server-key'));
  await copyFile(join(bastion.folder, 'user_key'), join(folder, 'bastion-key'));
  await writeFile(join(folder, 'no-key'), 'not a key');
});
afterAll(async () => {
  await Promise.all([server.stop(), bastion.stop()]);
  await rm(folder, { recursive: true });
});

const asked = (more: Partial<ServerAddress> = {}): ServerAddress => ({
  ...server.address,
  ...{ host: 'web-01.internal', port: 22, key: 'ssh-config' },
  ...more,
});
const jumping = () =>
  [
    ...['Host web-01.internal', 'HostName 127.0.0.1', `Port ${server.port}`, `IdentityFile ${folder}/server-key`],
    ...['ProxyJump bastion', 'Host bastion', 'HostName 127.0.0.1', `Port ${bastion.port}`],
    ...[`User ${bastion.address.user}`, `IdentityFile ${folder}/bastion-key`],
  ].join('\n');
const knownBastion = () => `[127.0.0.1]:${bastion.port} ${bastion.address.hostKey}\n`;

async function write(config: string, knownHosts = ''): Promise<void> {
  await writeFile(join(folder, 'config'), config);
  await writeFile(join(folder, 'known_hosts'), knownHosts);
}
async function sayHello(address: ServerAddress): Promise<string> {
  const transport = createSshTransport({ readSecret: () => Promise.reject(new Error('asked')), sshFolder: folder });
  try {
    const command = { argv: ['echo', 'hello'], become: 'login-user', timeoutMs: 10_000 } as const;
    return (await transport.read(address, command, { maxBytes: 100 })).stdout.toString();
  } finally {
    await transport.close();
  }
}

it('reaches a server by its alias, its key and its jump host', async () => {
  await write(jumping(), knownBastion());
  expect(await sayHello(asked())).toBe('hello\n');
});

it('holds the server to the host key that the inventory pins', async () => {
  await write(jumping(), knownBastion());
  await expect(sayHello(asked({ hostKey: bastion.address.hostKey }))).rejects.toThrow(HostKeyChanged);
});

it('holds the jump host to known_hosts', async () => {
  await write(jumping(), `[127.0.0.1]:${bastion.port} ${server.address.hostKey}\n`);
  await expect(sayHello(asked())).rejects.toThrow(HostKeyChanged);
});

it('lets the inventory say the last word', async () => {
  await write(`Host *\n HostName %h.example\n Port 2222\n User root\n IdentityFile ${folder}/server-key\n ProxyJump b`);
  const own = { user: 'deploy', port: 2200, jump: bastion.address };
  expect(await resolveAddress(asked(own), folder)).toEqual({
    ...asked(own),
    host: 'web-01.internal.example',
    key: `file:${folder}/server-key`,
  });
});

it('leaves every other server as it is', async () => {
  expect(await resolveAddress(server.address, '/nowhere')).toBe(server.address);
});

it.each([
  ['no-file', undefined],
  ['unsupported', 'ProxyCommand connect -H user:s3cret@proxy'],
  ['no-identity', 'HostName 127.0.0.1'],
  ['identity-unreadable', 'IdentityFile FOLDER/absent'],
  ['identity-unreadable', 'IdentityFile FOLDER/no-key'],
  ['jump-not-known', 'IdentityFile FOLDER/server-key\nHost web-*\nProxyJump bastion'],
  ['jump-loop', 'IdentityFile FOLDER/server-key\nHost web-*\nProxyJump web-01.internal'],
] as const)('says what is wrong: %s', async (kind, config) => {
  await write(config?.replace('FOLDER', folder) ?? '');
  const where = config === undefined ? '/nowhere' : folder;
  const error: unknown = await resolveAddress(asked(), where).catch((thrown: unknown) => thrown);
  if (!(error instanceof SshConfigUnusable)) throw error;
  expect(error.problem.kind).toBe(kind);
  const { en, fr } = error.describe();
  expect(fr).not.toBe(en);
  // both are posted, and the message goes to Temporal
  expect(`${en}${fr}${error.message}`).not.toContain('s3cret');
});
