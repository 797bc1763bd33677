import { cancelJob } from './cancel-job.js';
import { type Clock, systemClock } from './clock.js';
import { createConnectionPool } from './connection-pool.js';
import { download } from './download.js';
import { leftBehind, liveJobs } from './live-jobs.js';
import { readCommand } from './read-command.js';
import { readTogether } from './read-together.js';
import type {
  LiveJob,
  RemoteJobs,
  RemoteLooks,
  RemoteReads,
  RemoteStreams,
  ServerAddress,
} from './remote-execution.js';
import { runJob } from './run-job.js';
import { upload } from './upload.js';

export type SshTransport = RemoteReads &
  RemoteLooks &
  RemoteJobs &
  RemoteStreams & {
    /** Processes that jobs started and that outlived them, or left their group. */
    leftBehind(server: ServerAddress): Promise<readonly LiveJob[]>;
    close(): Promise<void>;
  };

export interface SshTransportOptions {
  /** The private key stored under a name: `prod-ssh` for `secret:prod-ssh`. Rejects when there is none. */
  readSecret(name: string): Promise<Buffer>;
  /** The socket of an ssh-agent (SSH_AUTH_SOCK), for servers whose key is `agent`. */
  readonly agentSocket?: string | undefined;
  /** Where `config` and `known_hosts` lie, for servers whose key is `ssh-config`; ~/.ssh without it. */
  readonly sshFolder?: string | undefined;
  /**
   * Where jobs keep their records, relative to the login user's home unless absolute; root's jobs too, so that one job
   * name means one job on a server whoever it runs as. On a disk that survives a reboot.
   */
  readonly jobsFolder?: string;
  /** How long an unused connection is kept, in milliseconds. */
  readonly idleMs?: number;
  /** How long to try to get back to a server whose job may still run, in milliseconds. */
  readonly reconnectForMs?: number;
  readonly clock?: Clock;
  /** What servers' shells are given instead of agent.sh; tests stop it in the middle. */
  readonly agentScript?: string;
}

/** Everything that touches a server goes through one of these, shared by a whole worker. */
export function createSshTransport(options: SshTransportOptions): SshTransport {
  const clock = options.clock ?? systemClock;
  const sessions = createConnectionPool({
    readSecret: options.readSecret,
    agentSocket: options.agentSocket,
    sshFolder: options.sshFolder,
    jobsFolder: options.jobsFolder ?? '.chatops/jobs',
    idleMs: options.idleMs ?? 300_000,
    clock,
    script: options.agentScript,
  });
  const deps = { sessions, clock, reconnectForMs: options.reconnectForMs ?? 120_000 };
  return {
    read: (server, command, limits) => readCommand(deps, server, command, limits),
    readTogether: (server, commands, limits) => readTogether(deps, server, commands, limits),
    run: (server, job, life) => runJob(deps, server, job, life),
    cancel: (server, name, graceMs) => cancelJob(deps, { server, name, graceMs }),
    live: (server) => liveJobs(sessions, server),
    leftBehind: (server) => leftBehind(sessions, server),
    download: (server, command, signal) => download(deps, server, command, signal),
    upload: (server, command, source, signal) => upload(deps, { server, command, source, signal }),
    close: () => sessions.close(),
  };
}
