import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Runbook } from '@chatops-commander/schemas';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { followRun } from '../durability/stage/follow-run.js';
import { mergeRunbook } from '../durability/stage/merge-files.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';

vi.setConfig({ testTimeout: 120_000 });

let stage: TestStack;
let shop: Server;
let port = 0;
/** Where each server of the shop has its release; the sample servers share a file system. */
let folder = '';
/** Servers on which the new release does not come up. */
const sick = new Set<string>();
const release = (server: string) => join(folder, server, 'release');

beforeAll(async () => {
  stage = await startTestStack();
  folder = await mkdtemp(join(stage.stack.servers.server('db-01').home, 'shop-'));
  for (const server of ['web-01', 'web-02']) {
    await mkdir(join(folder, server));
    await writeFile(release(server), '2.4.0\n');
  }
  await writeFile(join(folder, 'dump'), 'rows\n');
  shop = createServer((request, response) => {
    const [, server = ''] = (request.url ?? '').split('/');
    const well = !(sick.has(server) && readFileSync(release(server), 'utf8').startsWith('2.5.0'));
    response.writeHead(well ? 200 : 503).end();
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const address = shop.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});
afterAll(async () => {
  shop?.close();
  await stage?.stop();
});

/** The deployment of the format's example, with the parts that need no container. */
const deployment = (): Runbook['spec'] => ({
  targets: { servers: ['web-01', 'web-02'] },
  strategy: { batch: 1, maxFailures: 0, pause: '50ms', health: ['up'] },
  onFailure: 'rollback',
  watch: { uses: 'http.check', with: { url: `http://127.0.0.1:${port}/` }, every: '50ms' },
  before: [
    {
      id: 'image',
      on: 'controller',
      uses: 'http.check',
      with: { url: `http://127.0.0.1:${port}/registry` },
      assert: 'outputs.status == 200',
    },
    { id: 'room', uses: 'system.disk', assert: 'outputs.freeMiB > 1' },
    {
      id: 'dump',
      on: { servers: ['db-01'] },
      uses: 'backup.files',
      with: { paths: [join(folder, 'dump')] },
      rollback: 'none',
    },
  ],
  steps: [
    {
      id: 'swap',
      uses: 'files.write',
      with: { path: join(folder, '${{ server.name }}', 'release'), content: '2.5.0\n' },
    },
    { id: 'breathe', uses: 'wait.for', with: { duration: '20ms' } },
    {
      id: 'settled',
      uses: 'wait.until',
      with: { within: '30s', every: '1s', condition: 'outputs.status in [200, 503]' },
      probe: { uses: 'http.check', with: { url: `http://127.0.0.1:${port}/` } },
    },
    { id: 'note', uses: 'shell.run', with: { argv: ['touch', join(folder, 'noted')] }, if: 'server.name == "web-03"' },
    {
      id: 'up',
      uses: 'http.check',
      with: { url: `http://\${{ server.host }}:${port}/\${{ server.name }}/health`, within: '500ms' },
    },
  ],
  after: [
    {
      id: 'smoke',
      on: 'controller',
      uses: 'http.check',
      with: { url: `http://127.0.0.1:${port}/`, status: 200 },
      if: 'steps.image.outputs.status == 200',
    },
  ],
});
const releases = () => Promise.all(['web-01', 'web-02'].map((server) => readFile(release(server), 'utf8')));

describe('a deployment on two servers', () => {
  it('is rolled back on both when the second one does not come up', async () => {
    sick.add('web-02');
    const pull = await mergeRunbook(stage, deployment());
    const run = followRun(stage, pull);
    expect((await run.ended()).state).toBe('rolled-back');
    expect(await releases()).toEqual(['2.4.0\n', '2.4.0\n']);
    const report = await run.said((body) => body.includes('swap.undo'));
    expect(report).toMatch(/Downtime: 0 s/);
    sick.clear();
  });

  it('is through on both when they do, and nobody was without the shop', async () => {
    const pull = await mergeRunbook(stage, deployment());
    const run = followRun(stage, pull);
    const ended = await run.ended();
    expect(ended).toMatchObject({ state: 'succeeded', summary: { watched: { failed: 0, downtimeMs: 0 } } });
    expect(await releases()).toEqual(['2.5.0\n', '2.5.0\n']);
    const outcomes = await stage.stack.records.outcomes.ofRun(ended.id);
    const of = (step: string) =>
      outcomes.filter((row) => row.stepId === step).map((row) => [row.server, row.attempt, row.result?.kind]);
    expect(of('dump')).toEqual([['db-01', 1, 'done']]);
    // the first server is looked at once more before the second one's turn
    expect(of('up')).toEqual([
      ['web-01', 1, 'done'],
      ['web-01', 2, 'done'],
      ['web-02', 1, 'done'],
    ]);
    expect(of('breathe')).toEqual([
      ['controller', 1, 'done'],
      ['controller', 2, 'done'],
    ]);
    expect(of('note')).toEqual([
      ['web-01', 1, 'skipped'],
      ['web-02', 1, 'skipped'],
    ]);
    expect(existsSync(join(folder, 'noted'))).toBe(false);
    expect(of('smoke')).toEqual([['controller', 1, 'done']]);
    expect(await run.said((body) => body.includes('✅'))).toMatch(/Downtime: 0 s/);
  });
});

describe('conditions', () => {
  it('an assertion that does not hold fails the step, and what it changed is undone', async () => {
    const file = join(folder, 'asserted');
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01'] },
      onFailure: 'rollback',
      steps: [
        { id: 'write', uses: 'files.write', with: { path: file, content: 'x' } },
        { id: 'room', uses: 'system.disk', assert: 'outputs.freeMiB > 1000000000' },
      ],
    });
    const run = followRun(stage, pull);
    expect((await run.ended()).state).toBe('rolled-back');
    expect(existsSync(file)).toBe(false);
    expect(await run.said((body) => body.includes('write.undo'))).toContain('outputs.freeMiB');
  });

  it('a run of which every step is skipped is no success', async () => {
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01', 'web-02'] },
      onFailure: 'stop',
      steps: [{ id: 'never', uses: 'system.info', if: 'server.environment == "mars"' }],
    });
    const run = followRun(stage, pull);
    expect((await run.ended()).state).toBe('failed');
    expect(await run.said((body) => body.includes('❌'))).toContain('skipped by its condition');
  });
});

describe('a gate', () => {
  it.each<[string, boolean, string]>([
    ['opens by a yes', true, 'succeeded'],
    ['ends the run by a no', false, 'failed'],
  ])('%s', async (_case, approve, state) => {
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01'] },
      onFailure: 'stop',
      steps: [
        { id: 'ask', uses: 'gate.approve', with: { message: 'Does the first half look well?', within: '10m' } },
        { id: 'look', uses: 'system.info' },
      ],
    });
    const run = followRun(stage, pull);
    const question = await run.said((body) => body.includes('Does the first half look well?'));
    expect(question).toMatch(/\/ops approve ask/);
    const { id } = await run.reaches('paused');
    const decision = { approve, step: 'ask', by: 'bruno', role: 'operator' } as const;
    expect(await stage.starts.decideGate({ runId: id, attempt: 1 }, decision)).toEqual({ kind: 'heard' });
    expect((await run.ended()).state).toBe(state);
    const [asked] = await stage.stack.records.outcomes.ofRun(id);
    expect(asked).toMatchObject({ stepId: 'ask', server: 'controller', result: { kind: approve ? 'done' : 'failed' } });
  });
});
