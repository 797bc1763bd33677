import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { identifyProcess } from '../processes/process-identity.js';
import { type PgliteServer, startPglite } from './pglite-server.js';

const cleanups: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'pglite-test-'));
  cleanups.push(() => rm(path, { recursive: true, force: true }));
  return path;
};
const started = async (options: Parameters<typeof startPglite>[0]): Promise<PgliteServer> => {
  const server = await startPglite(options);
  cleanups.push(() => server.stop());
  return server;
};
const connected = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url });
  // A server that is killed says so to its idle clients.
  client.on('error', () => undefined);
  await client.connect();
  cleanups.push(() => client.end().catch(() => undefined));
  return client;
};

describe('PGlite behind its socket server', () => {
  test('in memory: serves several clients, and leaves no process', async () => {
    const server = await started({});
    const clients = await Promise.all(Array.from({ length: 5 }, () => connected(server.url)));
    const answers = await Promise.all(clients.map((client, i) => client.query('select $1::int as number', [i])));
    expect(answers.map((answer) => answer.rows[0])).toEqual([0, 1, 2, 3, 4].map((number) => ({ number })));
    await Promise.all(clients.map((client) => client.end()));
    await server.stop();
    expect(identifyProcess(server.pid)).toBeUndefined();
  });

  test('a client that vanishes within a transaction holds up nobody', async () => {
    const server = await started({});
    const [lost, other] = [await connected(server.url), await connected(server.url)];
    await lost.query('create table notes (text text)');
    await lost.query('begin');
    await lost.query("insert into notes values ('never')");
    const waiting = other.query('select count(*)::int as count from notes');
    // The connection is cut without a farewell, as a killed process leaves it.
    Reflect.get(lost, 'connection').stream.destroy();
    expect((await waiting).rows).toEqual([{ count: 0 }]);
  });

  test('keeps what was committed when it is killed in the middle of writing', async () => {
    const dataDir = await folder();
    const first = await started({ dataDir });
    const writer = await connected(first.url);
    await writer.query('create table counted (number int primary key)');
    let committed = 0;
    const writing = (async () => {
      for (;;) {
        await writer.query('insert into counted values ($1)', [committed + 1]);
        committed += 1;
        if (committed === 20) void first.kill();
      }
    })().catch(() => undefined);
    await writing;
    const second = await started({ dataDir });
    const { rows } = await (await connected(second.url)).query('select count(*)::int as count from counted');
    expect(rows[0].count).toBeGreaterThanOrEqual(committed);
    expect(rows[0].count).toBeLessThanOrEqual(committed + 1);
  });

  test('makes a database anew whose first start was killed halfway', async () => {
    const dataDir = await folder();
    await mkdir(join(dataDir, 'database'));
    await writeFile(join(dataDir, 'database', 'PG_VERSION'), '18\n');
    const server = await started({ dataDir });
    const { rows } = await (await connected(server.url)).query('select 1 as one');
    expect(rows).toEqual([{ one: 1 }]);
  });

  test('ends the one that a killed start left on the folder', async () => {
    const dataDir = await folder();
    const first = await started({ dataDir });
    const second = await started({ dataDir });
    expect(identifyProcess(first.pid)).toBeUndefined();
    expect(identifyProcess(second.pid)).toBeDefined();
  });
});
