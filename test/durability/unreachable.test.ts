import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Inventory } from '@chatops-commander/schemas';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { followRun } from './stage/follow-run.js';
import { mergeFiles, mergeRunbook } from './stage/merge-files.js';
import { until } from './stage/until.js';

vi.setConfig({ testTimeout: 120_000 });

let stage: TestStack;
beforeAll(async () => {
  stage = await startTestStack();
  await acceptServers(await troubledServers());
});
afterAll(() => stage?.stop());

/** The same machine as web-01, each with one thing wrong. */
async function troubledServers(): Promise<Inventory['servers']> {
  const { servers } = stage.stack.servers.inventory();
  const { 'web-01': good, 'db-01': other } = servers;
  if (good === undefined || other === undefined) throw new Error('the sample inventory lacks its servers');
  await promisify(execFile)('ssh-keygen', [
    ...['-q', '-t', 'ed25519', '-N', '', '-f', join(stage.stack.settings.secretsDir, 'stranger')],
  ]);
  const { hostKey: _unpinned, ...unpinned } = good;
  return {
    'refused-01': { ...good, port: await closedPort() },
    'changed-01': { ...good, ...(other.hostKey === undefined ? {} : { hostKey: other.hostKey }) },
    'unpinned-01': unpinned,
    'stranger-01': { ...good, key: 'secret:stranger' },
    'nosudo-01': { ...good, sudo: 'none' },
  };
}

/** Adds servers to the inventory as people do: a pull request that an admin approves and merges. */
async function acceptServers(more: Inventory['servers']): Promise<void> {
  const { servers, services } = stage.stack.servers.inventory();
  const inForce = () => stage.stack.records.acceptedFiles.inForce(stage.stack.repository, 'inventory');
  const before = (await inForce())?.digest;
  const inventory = {
    apiVersion: 'chatops-commander/v1',
    kind: 'Inventory',
    servers: { ...servers, ...more },
    services,
  } satisfies Inventory;
  await mergeFiles(stage, { '.chatops/inventory.yaml': stringify(inventory) }, stage.chloe);
  await until('the new inventory is in force', async () => ((await inForce())?.digest === before ? undefined : true));
}

const closedPort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

const leave = (file: string, root = false) => ({
  uses: 'shell.run',
  with: { argv: ['/bin/sh', '-c', 'echo x >>"$0"', file], ...(root ? { root } : {}) },
});

describe('a server on which nothing can be done', () => {
  it.each<[string, string, RegExp, RegExp]>([
    ['a refused connection', 'refused-01', /connection was refused/, /Check that sshd runs there/],
    ['a changed host key', 'changed-01', /host key/, /SHA256:/],
    ['a host key that is not pinned', 'unpinned-01', /not pinned|no host key|pin/i, /ssh-ed25519 AAAA/],
    ['a refused key', 'stranger-01', /refused the key/, /authorized_keys/],
    ['no way to become root', 'nosudo-01', /may not become root/, /visudo/],
  ])('%s: it says so, and what to do; nothing runs', async (_case, server, what, remedy) => {
    const trace = join(stage.stack.servers.server('web-01').home, `left-${server}`);
    const pull = await mergeRunbook(stage, {
      targets: { servers: [server] },
      onFailure: 'stop',
      steps: [{ id: 'leave', ...leave(trace, true) }],
    });
    const run = followRun(stage, pull);
    expect((await run.ended()).state).toBe('failed');
    const report = await run.said((body) => body.includes('❌'));
    expect(report).toContain(server);
    expect(report).toMatch(what);
    expect(report).toMatch(remedy);
    expect(existsSync(trace)).toBe(false);
  });

  it('is named before anything starts, and so is each other one', async () => {
    const trace = join(stage.stack.servers.server('web-01').home, 'left-before');
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01', 'refused-01', 'stranger-01'] },
      steps: [{ id: 'leave', ...leave(trace) }],
    });
    const run = followRun(stage, pull);
    expect((await run.ended()).state).toBe('failed');
    const report = await run.said((body) => body.includes('❌'));
    expect(report).toContain('refused-01');
    expect(report).toContain('stranger-01');
    expect(existsSync(trace)).toBe(false);
  });

  it('that is back can be tried again', async () => {
    const server = stage.stack.servers.server('web-02');
    await server.disconnect();
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-02'] },
      steps: [{ id: 'leave', ...leave(join(server.home, 'left')) }],
    });
    const run = followRun(stage, pull);
    expect((await run.ended()).state).toBe('failed');
    expect(await run.said((body) => body.includes('❌'))).toContain('web-02');
    await server.reconnect();
    await stage.conversation.say(stage.alice, pull, '/ops retry');
    const again = await until('attempt 2', async () => {
      const row = await run.row();
      return row?.attempt === 2 && row.finishedAt !== null ? row : undefined;
    });
    expect(again.state).toBe('succeeded');
  });
});
