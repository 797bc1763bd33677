import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../cli/dist/runtime/open-database.js';
import { findPostgres } from '../../devstack/dist/postgres/find-postgres.js';
import { startPglite } from '../../devstack/dist/postgres/pglite-server.js';
import { startPostgres } from '../../devstack/dist/postgres/postgres-server.js';
import { startTemporal } from '../../devstack/dist/temporal/dev-server.js';

/** Temporal on a file and PostgreSQL with its durability on, or PGlite where there is no PostgreSQL. */
export async function startServices() {
  const folder = await mkdtemp(join(tmpdir(), 'chatops-fleet-services-'));
  const stops = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const temporal = await startTemporal({ dataDir: join(folder, 'temporal'), ui: false });
    stops.push(() => temporal.stop());
    const real = (await findPostgres(process.env)) !== undefined;
    const postgres = real ? await startPostgres({ durable: true }) : await startPglite();
    stops.push(() => postgres.stop());
    const database = openDatabase({ databaseUrl: postgres.url });
    await database.migrate();
    await database.close();
    const settings = {
      temporal: { address: temporal.address, namespace: temporal.namespace },
      databaseUrl: postgres.url,
      readOnly: false,
      logLevel: 'error',
    };
    return { settings, database: real ? 'PostgreSQL, fsync on' : 'PGlite', stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
