import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { followRun } from './stage/follow-run.js';
import { mergeRunbook } from './stage/merge-files.js';
import { until } from './stage/until.js';
import { startWorkerProcess, type WorkerProcess } from './stage/worker-process.js';

vi.setConfig({ testTimeout: 120_000 });

let stage: TestStack;
let worker: WorkerProcess;
let page: Server;
let url = '';
let looks = 0;
beforeAll(async () => {
  stage = await startTestStack({ worker: false });
  page = createServer((_request, response) => {
    looks += 1;
    response.end();
  });
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  const address = page.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const logs = await mkdtemp(join(stage.stack.settings.dataDir, 'worker-'));
  startWorker = () => startWorkerProcess(stage.stack, join(logs, 'log'));
  worker = startWorker();
  stage.endWith(() => worker.stop());
});
afterAll(async () => {
  page?.close();
  await stage?.stop();
});
let startWorker: () => WorkerProcess;

describe('a worker that dies while a run waits', () => {
  it('is missed by nobody: the question stands, watching goes on, and the gap is told', async () => {
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01'] },
      onFailure: 'stop',
      watch: { uses: 'http.check', with: { url }, every: '100ms' },
      steps: [
        { id: 'pass', uses: 'wait.for', with: { duration: '100ms' } },
        { id: 'ask', uses: 'gate.approve', with: { message: 'Go on?', within: '10m' } },
        { id: 'look', uses: 'system.info' },
      ],
    });
    const run = followRun(stage, pull);
    const { id } = await run.reaches('paused');
    await until('watching', () => (looks > 3 ? true : undefined));
    await worker.kill9();
    const before = looks;
    worker = startWorker();
    await until('watching again', () => (looks > before + 3 ? true : undefined));
    const decision = { approve: true, step: 'ask', by: 'bruno', role: 'operator' } as const;
    expect(await stage.starts.decideGate({ runId: id, attempt: 1 }, decision)).toEqual({ kind: 'heard' });
    const { state, summary } = await run.ended();
    expect(state).toBe('succeeded');
    expect(summary).toMatchObject({ watched: { failed: 0, downtimeMs: 0, unwatchedMs: expect.any(Number) } });
    expect(await run.said((body) => body.includes('✅'))).toMatch(/Downtime: 0 s.*Nobody looked for/s);
    const outcomes = await stage.stack.records.outcomes.ofRun(id);
    expect(outcomes.map(({ stepId, attempt, result }) => [stepId, attempt, result?.kind])).toEqual([
      ['pass', 1, 'done'],
      ['ask', 1, 'done'],
      ['look', 1, 'done'],
    ]);
  });
});
