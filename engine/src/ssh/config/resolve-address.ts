import { readFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import type { ServerAddress } from '../remote-execution.js';
import { SshConfigUnusable } from './config-errors.js';
import { knownHostKey } from './known-hosts.js';
import { type HostConfig, readHostConfig } from './parse-ssh-config.js';

/** The inventory's word for "as ~/.ssh/config says". */
export const BY_SSH_CONFIG = 'ssh-config';
/** Before the path of a private key that ~/.ssh/config names. The inventory's schema lets nobody write this. */
export const KEY_FILE = 'file:';

const STANDARD_PORT = 22;
/** OpenSSH's own bound is of the same order. */
const MOST_JUMPS = 8;

/**
 * Where a server with `key: ssh-config` is and with which key, by the ssh_config(5) of who runs the worker. What the
 * inventory says counts first, as options on ssh's command line do: the user, the pinned host key, a port other than 22,
 * a jump host. Any other server is returned as it is, and so are the inventory's jump hosts. Throws SshConfigUnusable.
 */
export async function resolveAddress(
  server: ServerAddress,
  folder: string = join(homedir(), '.ssh'),
): Promise<ServerAddress> {
  if (server.key !== BY_SSH_CONFIG) return server;
  const path = join(folder, 'config');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new SshConfigUnusable(server, { kind: 'no-file', path }, { cause });
  }
  const hosts = await readFile(join(folder, 'known_hosts'), 'utf8').catch(() => '');
  const files = { server, path, text, hosts };
  const config = read(files, server.host);
  return {
    ...server,
    host: hostOf(config, server.host),
    port: server.port === STANDARD_PORT ? (config.port ?? STANDARD_PORT) : server.port,
    key: await identityOf(files, config, server.host),
    ...(server.jump === undefined ? await jumpsOf(files, config, [server.host]) : {}),
  };
}

interface Files {
  readonly server: ServerAddress;
  readonly path: string;
  readonly text: string;
  /** Of known_hosts. */
  readonly hosts: string;
}

function read({ server, path, text }: Files, alias: string): HostConfig {
  const found = readHostConfig(text, alias);
  if (found.kind === 'read') return found.config;
  throw new SshConfigUnusable(server, { kind: 'unsupported', path, line: found.line, keyword: found.keyword });
}

const hostOf = ({ hostName }: HostConfig, alias: string): string =>
  (hostName ?? alias).replace(/%([h%])/g, (_, token) => (token === 'h' ? alias : '%'));

/** The first one; `~` and `%d` are the worker's home, `%h` is the host. */
async function identityOf({ server, path }: Files, config: HostConfig, alias: string): Promise<string> {
  const [file] = config.identityFiles;
  if (file === undefined) throw new SshConfigUnusable(server, { kind: 'no-identity', path, alias });
  const expanded = file
    .replace(/^~(?=\/)/, homedir())
    .replace(/%([dh%])/g, (_, token) => (token === 'd' ? homedir() : token === 'h' ? hostOf(config, alias) : '%'));
  const key = await readFile(expanded).then(ssh2.utils.parseKey, (error: Error) => error);
  if (key instanceof Error)
    throw new SshConfigUnusable(server, { kind: 'identity-unreadable', path: expanded }, { cause: key });
  return `${KEY_FILE}${expanded}`;
}

/** Several are gone through in their order, so the last is the nearest to the server. */
async function jumpsOf(
  files: Files,
  config: HostConfig,
  passed: readonly string[],
): Promise<{ readonly jump?: ServerAddress }> {
  let through: ServerAddress | undefined;
  for (const hop of config.proxyJump) {
    const [, user, alias = '', port] = /^(?:([^@]+)@)?(.+?)(?::([0-9]+))?$/.exec(hop) ?? [];
    if (passed.includes(alias) || passed.length > MOST_JUMPS)
      throw new SshConfigUnusable(files.server, { kind: 'jump-loop', alias });
    const own = read(files, alias);
    const address = {
      name: alias,
      host: hostOf(own, alias),
      port: Number(port ?? own.port ?? STANDARD_PORT),
      user: user ?? own.user ?? userInfo().username,
      key: await identityOf(files, own, alias),
      sudo: 'none',
    } as const;
    const hostKey = knownHostKey(files.hosts, address.host, address.port);
    if (hostKey === undefined) throw new SshConfigUnusable(files.server, { kind: 'jump-not-known', alias });
    const before = through === undefined ? await jumpsOf(files, own, [...passed, alias]) : { jump: through };
    through = { ...address, hostKey, ...before };
  }
  return through === undefined ? {} : { jump: through };
}
