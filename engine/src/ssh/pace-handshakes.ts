import { createPacer } from './pacer.js';
import type { ServerAddress } from './remote-execution.js';

/**
 * sshd counts its own unauthenticated connections (MaxStartups), so what is paced is one sshd, wherever it is reached
 * from: hundreds of servers, also behind one bastion, have hundreds of them. Pacing all servers together made a hundred
 * of them wait for each other's round trips (docs/performance.md).
 */
const AT_ONE_SSHD = 8;
/** Overall, so that no handshake waits for the worker's own CPU longer than the other end is willing to. */
const AT_ONCE = 100;

export function createHandshakePace(
  limits: { readonly atOneSshd?: number; readonly atOnce?: number } = {},
): <T>(server: ServerAddress, handshake: () => Promise<T>) => Promise<T> {
  const all = createPacer(limits.atOnce ?? AT_ONCE);
  const bySshd = new Map<string, ReturnType<typeof createPacer>>();
  return (server, handshake) => {
    const sshd = wayTo(server);
    const pace = bySshd.get(sshd) ?? createPacer(limits.atOneSshd ?? AT_ONE_SSHD);
    bySshd.set(sshd, pace);
    return pace(() => all(handshake));
  };
}

/** One name behind two bastions may be two machines. */
const wayTo = ({ host, port, jump }: ServerAddress): string =>
  `${jump === undefined ? '' : `${wayTo(jump)} `}${host}:${port}`;
