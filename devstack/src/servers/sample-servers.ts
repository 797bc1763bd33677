import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { type ProcessMark, stopMarkedProcesses } from '../processes/marked-processes.js';
import { SAMPLE_KEY, type SampleInventory, sampleInventory } from './sample-inventory.js';
import { SAMPLE_SERVER_NAMES, planSampleServer } from './sample-plan.js';
import { type SampleServer, startSampleServer } from './sample-server.js';
import { ensureKey } from './ssh-keys.js';
import { type StartSshDaemon, findSshd, openSshDaemon, ssh2Daemon } from './ssh-daemons.js';

const STOP_GRACE_MS = 2_000;

export interface SampleServersOptions {
  /** Keys, logs, homes and sites. Keys and ports are the same at the next start on it. */
  readonly dataDir: string;
  /** Those of the sample shop when absent: web-01 and db-01 in production, web-02 in staging. */
  readonly names?: readonly string[];
  /** `search` finds the machine's sshd and falls back on ssh2's server; `ssh2` takes that at once. */
  readonly daemon?: 'search' | 'ssh2';
  readonly log?: (line: string) => void;
}

export interface SampleServers {
  /** Whether real OpenSSH serves them or, where there is none that works, ssh2. */
  readonly kind: 'openssh' | 'ssh2';
  readonly servers: readonly SampleServer[];
  /** Who logs in: whoever runs us. */
  readonly user: string;
  /** For CHATOPS_SECRETS_DIR; holds the private key, `sample-ssh`. */
  readonly secretsDir: string;
  /** Throws RangeError for a name that was not asked for. */
  server(name: string): SampleServer;
  inventory(): SampleInventory;
  /** Ends the SSH servers and everything that was started on them, sites and jobs included. */
  stop(): Promise<void>;
}

/**
 * Starts sample servers and their sites on loopback. What a killed start left on the same dataDir is ended first.
 * Throws when not even ssh2's server lets us in.
 */
export async function startSampleServers(options: SampleServersOptions): Promise<SampleServers> {
  const dataDir = resolve(options.dataDir);
  const mark: ProcessMark = { name: 'CHATOPS_SAMPLE_SERVERS', value: dataDir };
  await stopMarkedProcesses(mark, STOP_GRACE_MS);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const { username: user } = userInfo();
  const secretsDir = join(dataDir, 'secrets');
  const privateKeyFile = join(secretsDir, SAMPLE_KEY);
  const publicKey = await ensureKey(privateKeyFile, 'chatops sample servers');
  const authorizedKeysFile = join(dataDir, 'authorized_keys');
  await writeFile(authorizedKeysFile, `${publicKey}\n`);
  const privateKey = await readFile(privateKeyFile);

  const startAll = (startDaemon: StartSshDaemon): Promise<readonly SampleServer[]> =>
    allOrNone(
      (options.names ?? SAMPLE_SERVER_NAMES).map((name) => {
        const folder = join(dataDir, name);
        return startSampleServer({
          plan: planSampleServer(name),
          folder,
          user,
          privateKey,
          authorizedKeysFile,
          mark,
          startDaemon,
        });
      }),
    );
  const { kind, servers } = await withFallback(options, startAll);
  await Promise.all(servers.map((server) => server.site?.start()));
  options.log?.(
    `${servers.length} sample servers, served by ${kind === 'openssh' ? 'real OpenSSH' : 'ssh2, which stands in for OpenSSH'}`,
  );

  return {
    kind,
    servers,
    user,
    secretsDir,
    server(name) {
      const found = servers.find((server) => server.plan.name === name);
      if (found === undefined)
        throw new RangeError(`No sample server ${name}; there are ${servers.map((s) => s.plan.name).join(', ')}.`);
      return found;
    },
    inventory: () => sampleInventory(servers, user, process.getuid?.() === 0),
    async stop() {
      await Promise.all(servers.map((server) => server.disconnect()));
      await Promise.all(servers.map((server) => server.site?.stop()));
      await stopMarkedProcesses(mark, STOP_GRACE_MS);
    },
  };
}

async function withFallback(
  options: SampleServersOptions,
  startAll: (startDaemon: StartSshDaemon) => Promise<readonly SampleServer[]>,
): Promise<Pick<SampleServers, 'kind' | 'servers'>> {
  if (options.daemon === 'ssh2') return { kind: 'ssh2', servers: await startAll(ssh2Daemon) };
  const sshd = await findSshd(process.env);
  if (sshd === undefined) options.log?.('no sshd on this machine');
  else {
    try {
      return { kind: 'openssh', servers: await startAll(openSshDaemon(sshd)) };
    } catch (error) {
      options.log?.(
        `${sshd} cannot serve the sample servers: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return { kind: 'ssh2', servers: await startAll(ssh2Daemon) };
}

/** When one cannot start, those that did are ended before the reason is thrown. */
async function allOrNone(starting: ReadonlyArray<Promise<SampleServer>>): Promise<readonly SampleServer[]> {
  const results = await Promise.allSettled(starting);
  const failed = results.find((result) => result.status === 'rejected');
  const servers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (failed === undefined) return servers;
  await Promise.all(servers.map((server) => server.disconnect()));
  throw failed.reason;
}
