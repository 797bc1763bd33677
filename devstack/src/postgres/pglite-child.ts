// PGlite in a process of its own: its WebAssembly would hold up our event loop, and a crash of it would take us along.
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { openPglite } from './open-pglite.js';
import { PGLITE_READY } from './pglite-ready.js';
import { inWholeCycles } from './whole-cycles.js';

const [portText = '0', dataDir] = process.argv.slice(2);
const database = await openPglite(dataDir);
// The server asks for a whole PGlite but uses what inWholeCycles has.
const db = inWholeCycles(database) as typeof database;
const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: Number(portText), maxConnections: 100 });
await server.start();

let closing = false;
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  await server.stop();
  await database.close();
  process.exit(0);
}
process.on('SIGTERM', () => void close());
// Our parent is gone, even if by SIGKILL.
process.on('disconnect', () => void close());

process.send?.({ kind: PGLITE_READY, address: server.getServerConn() });
