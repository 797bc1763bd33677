import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { identifyProcess } from '../processes/process-identity.js';
import { findPostgres } from './find-postgres.js';
import { type PostgresServer, startPostgres } from './postgres-server.js';

const cleanups: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const started = async (options: Parameters<typeof startPostgres>[0]): Promise<PostgresServer> => {
  const server = await startPostgres(options);
  cleanups.push(() => server.stop());
  return server;
};
const query = async (url: string, text: string): Promise<readonly unknown[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

// On a developer's machine without PostgreSQL these cannot run; in CI that would hide a defect, so there they must.
const available = process.env.CI === 'true' || (await findPostgres(process.env)) !== undefined;

describe.runIf(available)('a real PostgreSQL', () => {
  test('accepts connections, and leaves no process', async () => {
    const server = await started({});
    expect(await query(server.url, 'select current_user, 1 as one')).toEqual([{ current_user: 'postgres', one: 1 }]);
    await server.stop();
    expect(identifyProcess(server.pid)).toBeUndefined();
  });

  test('keeps its data over kill -9', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'postgres-test-'));
    cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
    const first = await started({ dataDir });
    await query(first.url, 'create table kept as select 7 as number');
    await first.kill();
    const second = await started({ dataDir });
    expect(await query(second.url, 'select number from kept')).toEqual([{ number: 7 }]);
  });
});
