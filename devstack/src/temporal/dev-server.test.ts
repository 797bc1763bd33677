import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { identifyProcess } from '../processes/process-identity.js';
import { ProcessDidNotStart } from '../processes/recorded-process.js';
import { describesNamespace } from './describe-namespace.js';
import { type TemporalDevServer, startTemporal } from './dev-server.js';

const cleanups: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'temporal-test-'));
  cleanups.push(() => rm(path, { recursive: true, force: true }));
  return path;
};
const started = async (options: Parameters<typeof startTemporal>[0]): Promise<TemporalDevServer> => {
  const server = await startTemporal(options);
  cleanups.push(() => server.stop());
  return server;
};

describe('the Temporal dev server', () => {
  test('answers for its namespace and no other, without a Web UI where none is wanted, and leaves no process', async () => {
    const server = await started({ namespace: 'ops', ui: false });
    expect(server.uiUrl).toBeUndefined();
    expect(await describesNamespace(server.address, 'ops')).toBe(true);
    expect(await describesNamespace(server.address, 'somebody-else')).toBe(false);
    await server.stop();
    expect(identifyProcess(server.pid)).toBeUndefined();
    expect(await describesNamespace(server.address, 'ops')).toBe(false);
  });

  test('serves its Web UI', async () => {
    const server = await started({});
    const page = await fetch(`${server.uiUrl}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html');
  });

  test('starts on the same folder and port after kill -9', async () => {
    const dataDir = await folder();
    const first = await started({ dataDir, namespace: 'kept', ui: false });
    await first.kill();
    const port = Number(first.address.split(':')[1]);
    const second = await started({ dataDir, namespace: 'kept', ui: false, port });
    expect(second.address).toBe(first.address);
    expect(await describesNamespace(second.address, 'kept')).toBe(true);
  });

  test('ends the one that a killed start left on the folder', async () => {
    const dataDir = await folder();
    const first = await started({ dataDir, ui: false });
    const second = await started({ dataDir, ui: false });
    expect(identifyProcess(first.pid)).toBeUndefined();
    expect(await describesNamespace(second.address, 'default')).toBe(true);
  });

  test('says what the program said when it does not start', async () => {
    const failure = await startTemporal({ cli: '/bin/ls', ui: false }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProcessDidNotStart);
    expect(String(failure)).toMatch(/exit code 2[\s\S]*unrecognized option/);
  });
});
