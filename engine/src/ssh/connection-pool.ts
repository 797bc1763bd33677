import { readFile } from 'node:fs/promises';
import type { Become } from './agent-session.js';
import { createCircuitBreaker } from './circuit-breaker.js';
import type { Clock } from './clock.js';
import { KEY_FILE, resolveAddress } from './config/resolve-address.js';
import { connect } from './connect.js';
import { type Connection, createConnection } from './connection.js';
import { ServerUnreachable } from './connection-errors.js';
import { openSocket } from './open-socket.js';
import { createHandshakePace } from './pace-handshakes.js';
import type { ServerAddress } from './remote-execution.js';
import { createServerSessions, type ServerSessions, type SessionLease } from './server-sessions.js';

/** What everything that works on servers asks for: a shell there, as whom. */
export interface SessionSource {
  lease(server: ServerAddress, become: Become): Promise<SessionLease>;
}

export interface ConnectionPoolOptions {
  readSecret(name: string): Promise<Buffer>;
  readonly agentSocket?: string | undefined;
  /** Where `config` and `known_hosts` lie, for servers whose key is `ssh-config`; ~/.ssh without it. */
  readonly sshFolder?: string | undefined;
  readonly jobsFolder: string;
  readonly idleMs: number;
  readonly clock: Clock;
  readonly script?: string | undefined;
}

const SOCKET_TIMEOUT_MS = 10_000;
const HANDSHAKE_TIMEOUT_MS = 20_000;
/** A connection whose other end silently went away is given up after three of these. */
const KEEPALIVE_MS = 5_000;
/** sshd drops unauthenticated connections at random when others knock at the same time. */
const CLOSED_RETRY_MS = [100, 400, 1_200];

/** A server that fails so often in a row is left alone for so long; not longer than a job waits between two attempts. */
const FAILURES_IN_A_ROW = 5;
const REST_MS = 5_000;

/** All connections of a worker, by server, opened when first needed and closed when idle. */
export function createConnectionPool(options: ConnectionPoolOptions): SessionSource & { close(): Promise<void> } {
  const { agentSocket, clock } = options;
  const readSecret = (name: string) =>
    name.startsWith(KEY_FILE) ? readFile(name.slice(KEY_FILE.length)) : options.readSecret(name);
  const servers = new Map<string, ServerSessions>();
  const open = new Set<Connection>();
  const pace = createHandshakePace();

  const sessionsOf = (server: ServerAddress): ServerSessions => {
    // Everything that a connection depends on, jump hosts included: another pinned key is another connection.
    const identity = JSON.stringify(server);
    const known = servers.get(identity);
    if (known !== undefined) return known;
    const { jobsFolder, idleMs, script } = options;
    const guard = createCircuitBreaker({ clock, failures: FAILURES_IN_A_ROW, restMs: REST_MS });
    const connectIfItAnswers = () => guard(() => connectPatiently(server));
    const sessions = createServerSessions({ server, jobsFolder, idleMs, script, connect: connectIfItAnswers });
    servers.set(identity, sessions);
    return sessions;
  };

  const connectPatiently = async (server: ServerAddress): Promise<Connection> => {
    for (const pauseMs of CLOSED_RETRY_MS) {
      try {
        return await connectOnce(server);
      } catch (error) {
        if (!(error instanceof ServerUnreachable) || error.reason !== 'closed') throw error;
        await clock.sleep(pauseMs * (0.5 + Math.random()));
      }
    }
    return connectOnce(server);
  };

  const connectOnce = async (asked: ServerAddress): Promise<Connection> => {
    const server = await resolveAddress(asked, options.sshFolder);
    // The jump host first, outside the pace: it may itself be waiting for its turn.
    const through = server.jump === undefined ? undefined : await sessionsOf(server.jump).hold();
    const openStream = () => through?.connection.openTunnel(server) ?? openSocket(server, SOCKET_TIMEOUT_MS);
    const handshakeTimeoutMs = HANDSHAKE_TIMEOUT_MS;
    try {
      const client = await pace(server, () =>
        connect(server, { readSecret, agentSocket, openStream, handshakeTimeoutMs, keepaliveMs: KEEPALIVE_MS }),
      );
      const connection = createConnection(server, client);
      open.add(connection);
      void connection.closed.then(() => {
        open.delete(connection);
        through?.release();
      });
      return connection;
    } catch (error) {
      through?.release();
      throw error;
    }
  };

  return {
    lease: (server, become) => sessionsOf(server).lease(become),
    async close() {
      for (const sessions of servers.values()) sessions.close();
      servers.clear();
      await Promise.all([...open].map((connection) => connection.closed));
    },
  };
}
