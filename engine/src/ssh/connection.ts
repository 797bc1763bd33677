import type { Duplex } from 'node:stream';
import type { Client, ClientChannel } from 'ssh2';
import { openTunnel } from './connect.js';
import { ConnectionLost } from './connection-errors.js';
import type { ServerAddress } from './remote-execution.js';

/** An authenticated connection that may break at any time. */
export interface Connection {
  isUp(): boolean;
  /** Why it broke, as an error to throw. */
  lost(): ConnectionLost;
  readonly closed: Promise<void>;
  /** Undefined when the server allows no further session on this connection (MaxSessions). Throws ConnectionLost. */
  openChannel(commandLine: string): Promise<ClientChannel | undefined>;
  openTunnel(server: ServerAddress): Promise<Duplex>;
  end(): void;
}

export function createConnection(server: ServerAddress, client: Client): Connection {
  let up = true;
  let cause: Error | undefined;
  const closed = new Promise<void>((resolve) => {
    client.on('close', () => {
      up = false;
      resolve();
    });
  });
  client.on('error', (error) => {
    cause ??= error;
    up = false;
    client.destroy();
  });
  const lost = () => new ConnectionLost(server, { cause });
  return {
    isUp: () => up,
    lost,
    closed,
    openChannel: (commandLine) =>
      new Promise((resolve, reject) => {
        try {
          client.exec(commandLine, (error, channel) => {
            if (!error) resolve(channel);
            else if (up) resolve(undefined);
            else reject(lost());
          });
        } catch {
          // ssh2 throws "Not connected" when the socket closed before its own event came.
          up = false;
          reject(lost());
        }
      }),
    openTunnel: (next) => openTunnel(client, next),
    end: () => {
      up = false;
      client.end();
      // A peer that went away never answers the goodbye.
      setTimeout(() => client.destroy(), 1_000).unref();
    },
  };
}
