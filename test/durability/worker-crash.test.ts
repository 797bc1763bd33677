import { createHash, randomBytes } from 'node:crypto';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { followRun } from './stage/follow-run.js';
import { gatedCommand, isAlive } from './stage/gated-command.js';
import { mergeRunbook } from './stage/merge-files.js';
import { startWorkerProcess, type WorkerProcess } from './stage/worker-process.js';

vi.setConfig({ testTimeout: 120_000 });

let stage: TestStack;
let worker: WorkerProcess;
const startWorker = () => startWorkerProcess(stage.stack, join(stage.stack.settings.dataDir, 'worker.log'));

beforeAll(async () => {
  stage = await startTestStack({ worker: false });
  worker = startWorker();
  stage.endWith(() => worker.stop());
});
afterAll(() => stage?.stop());

describe('a worker killed with -9', () => {
  it('in the middle of a command, and started late: the command ran once and its whole output arrives', async () => {
    const server = stage.stack.servers.server('web-01');
    const command = await gatedCommand(server, { atGate: 'cat first', afterwards: 'cat second; echo once >>ran' });
    const halves = [randomBytes(2_500_000), randomBytes(2_500_001)];
    await writeFile(join(command.folder, 'first'), halves[0] ?? '');
    await writeFile(join(command.folder, 'second'), halves[1] ?? '');
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01'] },
      steps: [{ id: 'print', uses: 'shell.run', with: { argv: command.argv } }],
    });
    const run = followRun(stage, pull);
    await command.started();

    await worker.kill9();
    await command.letGo();
    // the command ends while no worker lives
    const ran = join(command.folder, 'ran');
    await expect.poll(() => readFile(ran, 'utf8').catch(() => ''), { timeout: 30_000 }).toBe('once\n');
    worker = startWorker();

    expect(await run.ended()).toMatchObject({ state: 'succeeded' });
    expect(await command.executions()).toHaveLength(1);
    expect(await readFile(ran, 'utf8')).toBe('once\n');
    const [row] = await stage.stack.records.runs.runsOfPull(stage.stack.repository, pull);
    const printed = await stage.stack.records.outputs.read(
      { runId: row?.id ?? '', stepId: 'print', server: 'web-01', attempt: 1, stream: 'stdout' },
      { from: 0, limit: 6_000_000 },
    );
    expect(sha256(printed)).toBe(sha256(Buffer.concat(halves)));
  });

  it('twice, while the command goes on: it is found again each time', async () => {
    const command = await gatedCommand(stage.stack.servers.server('db-01'));
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['db-01'] },
      steps: [{ id: 'slow', uses: 'shell.run', with: { argv: command.argv } }],
    });
    const run = followRun(stage, pull);
    await command.started();
    for (const _ of [1, 2]) {
      await worker.kill9();
      worker = startWorker();
      await run.reaches('running');
    }
    await command.letGo();
    expect(await run.ended()).toMatchObject({ state: 'succeeded' });
    expect(await command.executions()).toHaveLength(1);
  });
});

describe('a cancel that comes while no worker lives', () => {
  it('ends the command as soon as one does, before the run is called cancelled', async () => {
    const command = await gatedCommand(stage.stack.servers.server('db-01'));
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['db-01'] },
      onFailure: 'stop',
      steps: [{ id: 'slow', uses: 'shell.run', with: { argv: command.argv } }],
    });
    const run = followRun(stage, pull);
    const pid = await command.started();
    const { id } = await run.reaches('running');
    await worker.kill9();
    await stage.starts.steerRun({ runId: id, attempt: 1 }, { kind: 'cancel', by: 'bruno' });
    worker = startWorker();
    expect((await run.ended()).state).toBe('cancelled');
    expect(await isAlive(pid)).toBe(false);
    expect(await command.executions()).toHaveLength(1);
  });
});

describe('a step with three tries', () => {
  it.each([
    ['that fails twice: three executions, and the run succeeds', 3, 3, 'succeeded'],
    ['that fails always: three executions, and the run fails', 99, 3, 'failed'],
    ['that succeeds at once: one execution', 1, 1, 'succeeded'],
  ])('%s', async (_case, succeedsAt, executions, state) => {
    const server = stage.stack.servers.server('web-02');
    const trace = join(server.home, `tries-${succeedsAt}`);
    await appendFile(trace, '');
    const argv = ['/bin/sh', '-c', `echo x >>"$0"; test $(wc -l <"$0") -ge ${succeedsAt}`, trace] as const;
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-02'] },
      onFailure: 'stop',
      steps: [{ id: 'flaky', uses: 'shell.run', with: { argv }, retry: { attempts: 3, backoff: '100ms' } }],
    });
    const run = await followRun(stage, pull).ended();
    expect(run.state).toBe(state);
    expect((await readFile(trace, 'utf8')).trimEnd().split('\n')).toHaveLength(executions);
    const outcomes = await stage.stack.records.outcomes.ofRun(run.id);
    expect(outcomes.map((row) => row.attempt)).toEqual(Array.from({ length: executions }, (_, index) => index + 1));
  });
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
