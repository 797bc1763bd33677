import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * A way to a server that is so many milliseconds longer, in each direction half of them. Bytes keep their order and are
 * never held up by each other, as on a long line.
 *
 * @returns {Promise<{ port: number, close(): Promise<void> }>}
 */
export async function startDelayProxy({ host, port, from, roundTripMs }) {
  const open = new Set();
  const later = (take) => {
    setTimeout(take, roundTripMs / 2);
  };
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const far = connect({ host, port, noDelay: true, allowHalfOpen: true });
    for (const [source, target] of [
      [near, far],
      [far, near],
    ]) {
      open.add(source);
      source.on('data', (bytes) => later(() => target.write(bytes)));
      source.on('end', () => later(() => target.end()));
      source.on('error', () => target.destroy());
      source.on('close', () => open.delete(source));
    }
  });
  server.listen(0, from);
  await once(server, 'listening');
  return {
    port: server.address().port,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
