import type { Duplex } from 'node:stream';
import { Client } from 'ssh2';
import { ServerUnreachable } from './connection-errors.js';
import { type HostKey, hostKeyFromBlob } from './host-key.js';
import { openSocket } from './open-socket.js';
import type { Reached } from './ssh-error.js';

/** What a server that need not be in any inventory shows. Throws ServerUnreachable. */
export async function scanHostKey(where: { host: string; port: number; timeoutMs: number }): Promise<HostKey> {
  const server = { name: where.host, host: where.host, port: where.port };
  return readHostKey(server, await openSocket(server, where.timeoutMs), where.timeoutMs);
}

/** Goes as far into a handshake as it takes to see the host key, and hangs up. Closes `socket`. */
export function readHostKey(server: Reached, socket: Duplex, timeoutMs: number): Promise<HostKey> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    let found: HostKey | undefined;
    let cause: Error | undefined;
    const end = () => {
      client.destroy();
      socket.destroy();
      if (found === undefined) reject(new ServerUnreachable(server, 'closed', { cause }));
      else resolve(found);
    };
    client.on('error', (error) => {
      cause ??= error;
      end();
    });
    client.on('close', end);
    client.connect({
      sock: socket,
      username: 'scan',
      readyTimeout: timeoutMs,
      hostVerifier: (blob: Buffer) => {
        found = hostKeyFromBlob(blob);
        return false;
      },
    });
  });
}
