import { type AgentSession, agentCommandLine, type Become, needsSudo, openAgentSession } from './agent-session.js';
import type { Connection } from './connection.js';
import { ShellUnavailable } from './job-errors.js';
import { SudoMissing } from './login-errors.js';
import type { ServerAddress } from './remote-execution.js';

/** A session for one request, nobody else's meanwhile. End it with one of the two. */
export interface SessionLease {
  readonly session: AgentSession;
  /** Back to the pool, for whoever asks next. Only when every answer was read to its end. */
  release(): void;
  /** Closed: something may still come out of it. */
  discard(): void;
  /** The error to throw when the session ended under us. */
  lost(): Error;
}

export interface ServerSessions {
  lease(become: Become): Promise<SessionLease>;
  /** Keeps a connection open, to tunnel through. */
  hold(): Promise<{ readonly connection: Connection; release(): void }>;
  close(): void;
}

interface Pooled {
  readonly connection: Connection;
  readonly idle: { readonly become: Become; readonly session: AgentSession }[];
  inUse: number;
  capacity: number;
  idleTimer: NodeJS.Timeout | undefined;
}

/** sshd allows ten sessions on a connection unless told otherwise (MaxSessions); some are left for others. */
const SESSIONS_PER_CONNECTION = 8;
const CONNECTIONS_PER_SERVER = 4;

/**
 * The connections to one server and the shells on them, kept for the next request. More connections are opened only
 * when the server allows no more sessions on those there are.
 */
export function createServerSessions(options: {
  readonly server: ServerAddress;
  readonly jobsFolder: string;
  readonly idleMs: number;
  readonly script: string | undefined;
  connect(): Promise<Connection>;
}): ServerSessions {
  const { server, jobsFolder, idleMs, script } = options;
  const pool: Pooled[] = [];
  const waiting: (() => void)[] = [];
  let opening: Promise<void> | undefined;

  const wakeAll = () => {
    for (const wake of waiting.splice(0)) wake();
  };
  const drop = (pooled: Pooled) => {
    const at = pool.indexOf(pooled);
    if (at !== -1) pool.splice(at, 1);
    clearTimeout(pooled.idleTimer);
    wakeAll();
  };
  const open = async () => {
    const connection = await options.connect();
    const pooled: Pooled = {
      connection,
      idle: [],
      inUse: 0,
      capacity: SESSIONS_PER_CONNECTION,
      idleTimer: undefined,
    };
    pool.push(pooled);
    void connection.closed.then(() => drop(pooled));
    rest(pooled);
  };
  const use = (pooled: Pooled) => {
    clearTimeout(pooled.idleTimer);
    pooled.inUse += 1;
  };
  const free = (pooled: Pooled) => {
    pooled.inUse -= 1;
    rest(pooled);
    wakeAll();
  };
  const rest = (pooled: Pooled) => {
    if (pooled.inUse > 0) return;
    clearTimeout(pooled.idleTimer);
    pooled.idleTimer = setTimeout(() => {
      drop(pooled);
      pooled.connection.end();
    }, idleMs).unref();
  };
  const usable = () => pool.filter((pooled) => pooled.connection.isUp());

  const leaseOf = (pooled: Pooled, become: Become, session: AgentSession): SessionLease => ({
    session,
    release: () => {
      if (pooled.connection.isUp() && session.isOpen()) pooled.idle.push({ become, session });
      free(pooled);
    },
    discard: () => {
      session.close();
      free(pooled);
    },
    lost: () => pooled.connection.lost(),
  });

  const takeIdle = (become: Become): SessionLease | undefined => {
    for (const pooled of usable()) {
      pooled.idle.splice(0, pooled.idle.length, ...pooled.idle.filter(({ session }) => session.isOpen()));
      const at = pooled.idle.findIndex((entry) => entry.become === become);
      const [entry] = at === -1 ? [] : pooled.idle.splice(at, 1);
      if (entry === undefined) continue;
      use(pooled);
      return leaseOf(pooled, become, entry.session);
    }
    return undefined;
  };

  /** Undefined when the server would not have another session on that connection. */
  const openOn = async (pooled: Pooled, become: Become): Promise<SessionLease | undefined> => {
    use(pooled);
    try {
      const channel = await pooled.connection.openChannel(agentCommandLine(server, become));
      if (channel === undefined) {
        const others = pooled.inUse - 1 + pooled.idle.length;
        if (others === 0) throw new ShellUnavailable(server, server.user, 'the server refused to open a session');
        pooled.capacity = others;
        free(pooled);
        return undefined;
      }
      const connectionIsUp = () => pooled.connection.isUp();
      const session = await openAgentSession(channel, { server, become, jobsFolder, connectionIsUp, script });
      if (session === undefined) throw pooled.connection.lost();
      return leaseOf(pooled, become, session);
    } catch (error) {
      free(pooled);
      throw error;
    }
  };

  const makeRoom = async (): Promise<void> => {
    for (const pooled of usable()) {
      const evicted = pooled.idle.shift();
      if (evicted === undefined) continue;
      evicted.session.close();
      return;
    }
    if (opening !== undefined) return opening;
    if (pool.length >= CONNECTIONS_PER_SERVER) return new Promise((resolve) => waiting.push(resolve));
    opening = open().finally(() => {
      opening = undefined;
    });
    return opening;
  };

  return {
    async lease(become) {
      if (become === 'root' && server.sudo === 'none') throw new SudoMissing(server, server.user, '');
      const as = needsSudo(server, become) ? become : 'login-user';
      for (;;) {
        const idle = takeIdle(as);
        if (idle !== undefined) return idle;
        const roomy = usable().find((pooled) => pooled.inUse + pooled.idle.length < pooled.capacity);
        if (roomy === undefined) await makeRoom();
        else {
          const opened = await openOn(roomy, as);
          if (opened !== undefined) return opened;
        }
      }
    },
    async hold() {
      for (;;) {
        const [pooled] = usable();
        if (pooled === undefined) {
          await makeRoom();
          continue;
        }
        use(pooled);
        return { connection: pooled.connection, release: () => free(pooled) };
      }
    },
    close() {
      for (const pooled of pool.splice(0)) {
        clearTimeout(pooled.idleTimer);
        pooled.connection.end();
      }
      wakeAll();
    },
  };
}
