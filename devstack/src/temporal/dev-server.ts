import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../processes/free-ports.js';
import {
  ProcessDidNotStart,
  type RecordedProcess,
  logTail,
  startRecordedProcess,
} from '../processes/recorded-process.js';
import { describesNamespace } from './describe-namespace.js';
import { TemporalCliMissing, findTemporalCli } from './temporal-cli.js';

const START_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 10_000;
const POLL_MS = 25;
/** Ports that we found free may be taken by somebody else before the server listens. */
const PORT_ATTEMPTS = 3;
const PANIC_LINES = 400;

/** What the workflows attach to a run, so that the Temporal UI can search for it. */
const SEARCH_ATTRIBUTES = {
  ChatOpsRepository: 'Keyword',
  ChatOpsPullRequest: 'Int',
  ChatOpsRequester: 'Keyword',
  ChatOpsEnvironment: 'Keyword',
  ChatOpsRisk: 'Keyword',
} as const;

/**
 * The server polls each of the two queues 20 times a second per history shard and the dev server has one shard, so a
 * step would wait 2 x 50 ms for nothing (measured: ten activities in 0.3 s instead of 1.05 s). Eager execution hands an
 * activity to the worker with the answer to the workflow task that scheduled it, without the way through a queue.
 */
const DYNAMIC_CONFIG = {
  'history.transferProcessorMaxPollRPS': 2000,
  'history.timerProcessorMaxPollRPS': 2000,
  'system.enableActivityEagerExecution': true,
} as const;

/**
 * With SQLite's write-ahead log, NORMAL survives the death of every process; only the last moments before a power cut
 * may be lost, for which a development server need not wait on the disk at each event.
 */
const SQLITE = { journal_mode: 'wal', synchronous: '1' } as const;

export interface TemporalOptions {
  /** Holds the database, the log and the pid; without it all is forgotten at stop. */
  readonly dataDir?: string;
  /** 0 or absent: a free one. */
  readonly port?: number;
  readonly uiPort?: number;
  /** False leaves the Web UI out. */
  readonly ui?: boolean;
  readonly namespace?: string;
  /** Path of the Temporal CLI, where the usual places should not be searched. */
  readonly cli?: string;
  readonly log?: (line: string) => void;
}

export interface TemporalDevServer {
  /** host:port of the gRPC frontend. */
  readonly address: string;
  readonly namespace: string;
  /** Undefined without a Web UI. */
  readonly uiUrl: string | undefined;
  readonly pid: number;
  readonly logFile: string;
  stop(): Promise<void>;
  /** SIGKILL, for tests of what survives it. The next start on the same dataDir goes on where this one was. */
  kill(): Promise<void>;
}

/**
 * Starts Temporal's dev server on loopback and resolves when its namespace answers. A server that an earlier, killed
 * process left on the same dataDir is ended first. Throws TemporalCliMissing, or ProcessDidNotStart with its log.
 */
export async function startTemporal(options: TemporalOptions = {}): Promise<TemporalDevServer> {
  const cli = options.cli ?? (await findTemporalCli(process.env));
  if (cli === undefined) throw new TemporalCliMissing(undefined);
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'chatops-temporal-')));
  await mkdir(folder, { recursive: true });
  const forget = async (): Promise<void> => {
    if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true });
  };
  for (let attempt = 1; ; attempt += 1) {
    const started = performance.now();
    try {
      const server = await startOnce({ ...options, cli, folder });
      options.log?.(`Temporal answers on ${server.address} after ${Math.round(performance.now() - started)} ms`);
      const ending = (end: () => Promise<void>) => async (): Promise<void> => {
        await end();
        await forget();
      };
      return {
        ...server,
        stop: ending(server.stop),
        kill: options.dataDir === undefined ? ending(server.kill) : server.kill,
      };
    } catch (error) {
      // It takes ports for its inner services by itself; when one is gone it ends in a panic longer than our log tail.
      const portTaken =
        error instanceof ProcessDidNotStart && logTail(error.logFile, PANIC_LINES).includes('address already in use');
      if (portTaken && attempt < PORT_ATTEMPTS) continue;
      await forget();
      throw error;
    }
  }
}

async function startOnce(options: TemporalOptions & { cli: string; folder: string }): Promise<TemporalDevServer> {
  const [freeFrontend = 0, freeUi = 0] = await freePorts(2);
  const address = `127.0.0.1:${options.port || freeFrontend}`;
  const uiPort = options.ui === false ? undefined : options.uiPort || freeUi;
  const namespace = options.namespace ?? 'default';
  const logFile = join(options.folder, 'temporal.log');
  const child = await startRecordedProcess({
    command: options.cli,
    args: devServerArguments({
      address,
      uiPort,
      namespace,
      dbFile: options.dataDir === undefined ? undefined : join(options.folder, 'temporal.db'),
    }),
    pidFile: join(options.folder, 'temporal.pid'),
    logFile,
  });
  await answering(child, { cli: options.cli, address, namespace, logFile });
  return {
    address,
    namespace,
    uiUrl: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`,
    pid: child.identity.pid,
    logFile,
    stop: () => child.stop(STOP_GRACE_MS),
    kill: () => child.kill(),
  };
}

function devServerArguments(server: {
  readonly address: string;
  readonly uiPort: number | undefined;
  readonly namespace: string;
  readonly dbFile: string | undefined;
}): readonly string[] {
  const [ip = '', port = ''] = server.address.split(':');
  return [
    ...['server', 'start-dev', '--ip', ip, '--port', port, '--namespace', server.namespace, '--log-level', 'warn'],
    ...(server.uiPort === undefined ? ['--headless'] : ['--ui-port', String(server.uiPort)]),
    ...(server.dbFile === undefined ? [] : ['--db-filename', server.dbFile]),
    ...(server.dbFile === undefined
      ? []
      : Object.entries(SQLITE).flatMap(([name, value]) => ['--sqlite-pragma', `${name}=${value}`])),
    ...Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...Object.entries(DYNAMIC_CONFIG).flatMap(([name, value]) => ['--dynamic-config-value', `${name}=${value}`]),
  ];
}

async function answering(
  child: RecordedProcess,
  server: { readonly cli: string; readonly address: string; readonly namespace: string; readonly logFile: string },
): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  let ended: string | undefined;
  void child.ended.then((how) => {
    ended = how;
  });
  while (!(await describesNamespace(server.address, server.namespace))) {
    const how = ended ?? (performance.now() > deadline ? `no answer within ${START_TIMEOUT_MS / 1000} s` : undefined);
    if (how !== undefined) {
      await child.kill();
      throw new ProcessDidNotStart(server.cli, how, server.logFile, logTail(server.logFile));
    }
    await sleep(POLL_MS);
  }
}
