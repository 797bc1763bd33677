import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy that cuts the line when told to. */
export interface CuttingProxy {
  readonly port: number;
  /** Cuts the next (or present) connection once so many further bytes went through it in that direction. */
  cutAfter(bytes: number, direction: 'to-server' | 'to-client'): void;
  cutNow(): void;
  readonly cuts: number;
  close(): Promise<void>;
}

export async function startCuttingProxy(targetPort: number): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  let plan: { left: number; direction: 'to-server' | 'to-client' } | undefined;
  let cuts = 0;
  const cut = () => {
    plan = undefined;
    cuts += 1;
    for (const socket of open) socket.destroy();
  };
  const pass = (from: Socket, to: Socket, direction: 'to-server' | 'to-client') => {
    from.on('data', (bytes: Buffer) => {
      if (plan?.direction !== direction) {
        if (!to.write(bytes)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
        return;
      }
      const part = bytes.subarray(0, plan.left);
      plan.left -= part.length;
      if (part.length > 0) to.write(part);
      if (plan.left === 0) {
        // What was written has left this process before the line is gone.
        to.end(() => cut());
      }
    });
  };
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        (socket === client ? upstream : client).destroy();
      });
    }
    pass(client, upstream, 'to-server');
    pass(upstream, client, 'to-client');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    cutAfter: (bytes, direction) => {
      plan = { left: bytes, direction };
    },
    cutNow: cut,
    get cuts() {
      return cuts;
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
