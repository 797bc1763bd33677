import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { descendantsOf } from '../processes/descendants.js';
import { freePort } from '../processes/free-ports.js';
import {
  ProcessDidNotStart,
  type RecordedProcess,
  logTail,
  startRecordedProcess,
} from '../processes/recorded-process.js';
import { stopProcess } from '../processes/stop-process.js';
import { findPostgres } from './find-postgres.js';

const START_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 10_000;
const POLL_MS = 25;

/** Fast, at the price of the data when the machine stops. A commit still reaches the kernel, so it survives a killed server. */
const FAST = ['fsync=off', 'full_page_writes=off', 'autovacuum=off'] as const;
const SETTINGS = ['max_connections=200'] as const;

/** No PostgreSQL server on this machine. */
export class PostgresMissing extends Error {
  constructor() {
    super(
      'No PostgreSQL server programs found. Run "npm run setup -- --for tests" as root on Debian or Ubuntu, ' +
        'install PostgreSQL, or name the folder with initdb and postgres in POSTGRES_BIN.',
    );
    this.name = 'PostgresMissing';
  }
}

export interface PostgresServer {
  /** A superuser's, for DATABASE_URL. */
  readonly url: string;
  readonly pid: number;
  readonly logFile: string;
  readonly port: number;
  /** Where its socket is, when it has one. */
  readonly socketFolder: string | undefined;
  stop(): Promise<void>;
  /** SIGKILL, for tests of what survives it. */
  kill(): Promise<void>;
}

export interface PostgresOptions {
  /** Kept between starts; without it the data is forgotten at stop. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Also listen on a socket in the data's folder, for PostgreSQL's own programs. */
  readonly socket?: boolean;
  /** As in production: a commit is on disk. For measurements. */
  readonly durable?: boolean;
}

/**
 * Starts a real PostgreSQL on loopback, without passwords and, unless asked for, without durability: for tests. Run as root, it runs as
 * the `postgres` user, since it refuses root. Throws PostgresMissing, or ProcessDidNotStart with its log.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const bin = await findPostgres(process.env);
  if (bin === undefined) throw new PostgresMissing();
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'chatops-postgres-')));
  const as = await ownerOf(folder);
  const database = join(folder, 'database');
  if (!existsSync(join(database, 'PG_VERSION'))) await initialise(as([join(bin, 'initdb'), '-D', database]));

  const port = options.port || (await freePort());
  const logFile = join(folder, 'postgres.log');
  const [command = '', ...args] = as([
    ...[
      join(bin, 'postgres'),
      '-D',
      database,
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-k',
      options.socket === true ? folder : '',
    ],
    ...[...SETTINGS, ...(options.durable === true ? [] : FAST)].flatMap((setting) => ['-c', setting]),
  ]);
  const child = await startRecordedProcess({
    command,
    args,
    cwd: folder,
    logFile,
    pidFile: join(folder, 'postgres.pid'),
  });
  await accepting(child, port, logFile);
  const forget = async (): Promise<void> => {
    if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true });
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    pid: child.identity.pid,
    logFile,
    port,
    socketFolder: options.socket === true ? folder : undefined,
    // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients to leave.
    stop: () => child.stop(STOP_GRACE_MS, 'SIGINT').then(forget),
    kill: async () => {
      // Its backends end by themselves, but later, and until then a new server refuses the folder.
      const backends = descendantsOf(child.identity.pid);
      await child.kill();
      await Promise.all(backends.map((backend) => stopProcess(backend, { graceMs: 0 })));
      await forget();
    },
  };
}

/** Gives the folder to whom the server runs as, and returns how to run a program as that user. */
async function ownerOf(folder: string): Promise<(argv: readonly string[]) => readonly string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return (argv) => argv;
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => promisify(execFile)('id', [flag, 'postgres'])));
  await chown(folder, Number(uid?.stdout), Number(gid?.stdout));
  await chmod(folder, 0o700);
  return (argv) => ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--', ...argv];
}

async function initialise(initdb: readonly string[]): Promise<void> {
  const [command = '', ...args] = [
    ...initdb,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
  ];
  await promisify(execFile)(command, args, { cwd: '/' });
}

async function accepting(child: RecordedProcess, port: number, logFile: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  let ended: string | undefined;
  void child.ended.then((how) => {
    ended = how;
  });
  while (!(await connects(port))) {
    const how = ended ?? (performance.now() > deadline ? `no answer within ${START_TIMEOUT_MS / 1000} s` : undefined);
    if (how !== undefined) {
      await child.kill();
      throw new ProcessDidNotStart('PostgreSQL', how, logFile, logTail(logFile));
    }
    await sleep(POLL_MS);
  }
}

/** A server that starts or recovers takes connections only to refuse them, so one start-up packet is exchanged. */
function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(startupPacket()));
    // 'R' asks for authentication, 'E' is an error such as "the database system is starting up".
    socket.on('data', (bytes) => finish(bytes[0] === 'R'.charCodeAt(0)));
  });
}

/** PostgreSQL's message format, StartupMessage: length, protocol 3.0, then name and value pairs. */
function startupPacket(): Buffer {
  const body = Buffer.from('\0\x03\0\0user\0postgres\0database\0postgres\0\0', 'latin1');
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
}
