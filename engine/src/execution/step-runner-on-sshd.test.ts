import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Inventory } from '@chatops-commander/schemas';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outputs } from '../actions/action.js';
import { createSampleService, type SampleService } from '../actions/service/sample-service.fixture.js';
import { createFolderStore } from '../backup/folder-store.js';
import { type Sshd, startSshd } from '../ssh/sshd.fixture.js';
import { createSshTransport, type SshTransport } from '../ssh/transport.js';
import { createHttpClient } from './http-client.js';
import type { OutputSink } from './output-sink.js';
import type { Intent, StepOutcome, StepRun } from './step-run.js';
import { createStepRunner, type StepRunner } from './step-runner.js';

let sshd: Sshd;
let transport: SshTransport;
let sample: SampleService;
let inventory: Inventory;
let intents: Intent[];
let runs = 0;
beforeAll(async () => {
  sshd = await startSshd();
  transport = createSshTransport({ readSecret: sshd.readSecret });
  sample = await createSampleService();
  const ctl = join(sample.folder, 'ctl');
  const { host, user, key } = sshd.address;
  inventory = {
    apiVersion: 'chatops-commander/v1',
    kind: 'Inventory',
    servers: { 'web-01': { host, user, key, environment: 'production', sudo: 'root' } },
    services: {
      sample: {
        on: { servers: ['web-01'] },
        manager: { start: [ctl, 'start'], stop: [ctl, 'stop'], status: [ctl, 'status'], sudo: false },
        logs: join(sample.folder, 'log'),
      },
    },
  };
});
afterAll(async () => {
  await sample.remove();
  await transport.close();
  await sshd.stop();
});
beforeEach(() => {
  intents = [];
  runs += 1;
});

const noSink: OutputSink = { append: async () => undefined, offsets: async () => ({ stdout: 0, stderr: 0 }) };
/** As a worker that was just started: nothing is remembered but what is on record. */
function freshRunner(over: SshTransport = transport, outputs: OutputSink = noSink): StepRunner {
  return createStepRunner({
    reads: over,
    jobs: over,
    streams: over,
    store: createFolderStore(join(sshd.folder, 'backups')),
    http: createHttpClient(),
    outputs,
  });
}
const stepRun = (uses: string, input: Outputs, stepId = 's1'): StepRun => ({
  runId: `r-${runs}`,
  stepId,
  step: { uses, with: input },
  server: sshd.address,
  inventory,
  attempt: 1,
});
const life = { signal: new AbortController().signal };
const hooks = {
  async onIntent(intent: Intent) {
    intents.push(intent);
  },
};
const change = (run: StepRun, runner = freshRunner()) => runner.change(run, hooks, life);
async function undo(run: StepRun, outcome: StepOutcome): Promise<StepOutcome> {
  const [intent] = intents;
  if (intent === undefined || !('undo' in outcome) || outcome.undo === undefined) throw new Error('nothing to undo');
  return freshRunner().undo(outcome.undo, { ...run, intent }, hooks, life);
}

describe('on a real sshd', () => {
  it('reads facts and state', async () => {
    expect(await freshRunner().readFacts(sshd.address)).toMatchObject({
      bootId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    for (const uses of ['system.info', 'system.health', 'system.disk']) {
      expect(await freshRunner().read(stepRun(uses, {}), life)).toMatchObject({ kind: 'done' });
    }
  });

  it('starts, reads, restarts and stops a service, and undoes the start', async () => {
    const start = stepRun('service.start', { service: 'sample' });
    const started = await change(start);
    expect(started).toMatchObject({ kind: 'done', outputs: { before: 'inactive', state: 'active' } });
    expect(await change(stepRun('service.start', { service: 'sample' }, 's2'))).toMatchObject({ kind: 'already-so' });
    expect(await change(stepRun('service.restart', { service: 'sample' }, 's3'))).toMatchObject({ kind: 'done' });
    expect(await freshRunner().read(stepRun('service.status', { service: 'sample' }), life)).toMatchObject({
      outputs: { running: true },
    });
    expect(await freshRunner().read(stepRun('logs.tail', { service: 'sample', lines: 1 }), life)).toMatchObject({
      outputs: { lines: ['started'] },
    });
    expect(await undo(start, started)).toMatchObject({ kind: 'done', outputs: { running: false } });
  });

  it('writes a file with everything a shell might trip over, and puts the old one back', async () => {
    const path = join(sshd.folder, "the site's; $HOME.conf");
    await writeFile(path, 'old');
    const content = 'é "quoted" \'single\' `id` $(id) \\ \r\n\t'.repeat(2000);
    const run = stepRun('files.write', { path, content });
    const outcome = await change(run);
    expect(outcome).toMatchObject({ kind: 'done', backup: `r-${runs}.s1.web-01.1` });
    expect(await readFile(path, 'utf8')).toBe(content);
    expect(await undo(run, outcome)).toMatchObject({ kind: 'done' });
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  it('backs up a folder', async () => {
    const folder = join(sshd.folder, 'site');
    await mkdir(folder);
    await writeFile(join(folder, 'page'), Buffer.alloc(3_000_000, 'not very random '));
    expect(await change(stepRun('backup.files', { paths: [folder] }))).toMatchObject({
      kind: 'done',
      outputs: { entries: 2, packing: expect.stringMatching(/^tar[+](zstd|gzip)$/) },
    });
  });

  it('attaches to what a worker that fell over in the middle left running: once, with the whole output', async () => {
    const [counter, gate] = [join(sshd.folder, 'count'), join(sshd.folder, 'gate')];
    const script = 'echo begun; echo x >>"$1"; until [ -e "$2" ]; do sleep 0.05; done; echo done';
    const run = stepRun('shell.run', { argv: ['sh', '-c', script, 'sh', counter, gate] });
    const doomed = createSshTransport({ readSecret: sshd.readSecret });
    const broken: OutputSink = { ...noSink, append: () => Promise.reject(new Error('database is away')) };
    await expect(change(run, freshRunner(doomed, broken))).rejects.toThrow('database is away');
    await doomed.close();
    await writeFile(gate, '');
    const [intent] = intents;
    if (intent === undefined) throw new Error('no intent');
    expect(await change({ ...run, intent })).toMatchObject({ kind: 'done', outputs: { stdout: 'begun\ndone\n' } });
    expect(await readFile(counter, 'utf8')).toBe('x\n');
  });
});
