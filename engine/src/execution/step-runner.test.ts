import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outputs, Undo } from '../actions/action.js';
import { createSampleService, type SampleService } from '../actions/service/sample-service.fixture.js';
import type { BackupStore } from '../backup/backup-store.js';
import { createFolderStore } from '../backup/folder-store.js';
import type { HttpAnswer } from './http-client.js';
import { sampleInventory } from './inventory.fixture.js';
import { createLocalMachine, type LocalMachine, sampleServer } from './local-machine.fixture.js';
import type { OutputChunk } from './output-sink.js';
import { type ChangeHooks, type Intent, StepNotExecutable, type StepOutcome, type StepRun } from './step-run.js';
import { createStepRunner, type StepRunner, UnreadableFacts } from './step-runner.js';

let folder: string;
let machine: LocalMachine;
let store: BackupStore;
let chunks: OutputChunk[];
let intents: Intent[];
let runner: StepRunner;
let answer: HttpAnswer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-steps-'));
  machine = createLocalMachine();
  store = createFolderStore(join(folder, 'backups'));
  chunks = [];
  intents = [];
  runner = createRunner(machine);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lengthOf = (stream: string) =>
  chunks.filter((chunk) => chunk.stream === stream).reduce((sum, { bytes }) => sum + bytes.length, 0);
function createRunner(transport: LocalMachine): StepRunner {
  return createStepRunner({
    reads: transport,
    jobs: transport,
    streams: transport,
    store,
    http: { get: async () => answer },
    outputs: {
      async append(chunk) {
        if (chunk.offset !== lengthOf(chunk.stream)) throw new Error(`gap or overlap at ${chunk.offset}`);
        chunks.push(chunk);
      },
      offsets: async () => ({ stdout: lengthOf('stdout'), stderr: lengthOf('stderr') }),
    },
  });
}

const life = { signal: new AbortController().signal };
const hooks: ChangeHooks = {
  async onIntent(intent) {
    intents.push(intent);
  },
};
const stepRun = (uses: string, input: Outputs, more: Partial<StepRun> = {}): StepRun => ({
  runId: 'r-1',
  stepId: 's1',
  step: { uses, with: input },
  server: sampleServer,
  inventory: sampleInventory,
  attempt: 1,
  ...more,
});
const change = (run: StepRun) => runner.change(run, hooks, life);
const undoOf = (outcome: StepOutcome): Undo => {
  if ('undo' in outcome && outcome.undo !== undefined) return outcome.undo;
  throw new Error('no undo');
};
const printed = (stream: 'stdout' | 'stderr') =>
  Buffer.concat(chunks.filter((chunk) => chunk.stream === stream).map(({ bytes }) => bytes)).toString();

describe('read', () => {
  it('reads facts', async () => {
    expect(await runner.readFacts(sampleServer)).toMatchObject({ kernel: expect.stringContaining('Linux') });
  });

  it('throws for a server that tells nothing about itself', async () => {
    const mute: LocalMachine = {
      ...machine,
      read: (server, command, options) =>
        machine.read(server, { ...command, argv: ['echo', 'This account is not available.'] }, options),
    };
    await expect(createRunner(mute).readFacts(sampleServer)).rejects.toThrow(UnreadableFacts);
  });

  it('reads state without touching jobs or outputs', async () => {
    const outcome = await runner.read(stepRun('system.disk', {}), life);
    expect(outcome).toMatchObject({ kind: 'done', changed: false });
    expect(machine.started).toEqual([]);
    expect(chunks).toEqual([]);
  });

  it('asks for a URL from here', async () => {
    answer = { kind: 'answer', status: 200, body: '', ms: 12, tlsDaysLeft: 3, location: undefined };
    const outcome = await runner.read(stepRun('http.check', { url: 'https://shop.example.com/' }), life);
    expect(outcome).toMatchObject({ kind: 'done', outputs: { status: 200, tlsDaysLeft: 3 } });
  });

  it.each<[string, Outputs]>([
    ['service.restart', { service: 'nginx' }],
    ['backup.files', { paths: ['/etc'] }],
    ['files.unwrite', { path: '/etc/motd', sha256: 'a'.repeat(64) }],
    ['system.reboot', {}],
  ])('does not execute %s', async (uses, input) => {
    await expect(runner.read(stepRun(uses, input), life)).rejects.toThrow(StepNotExecutable);
  });

  it.each<[string, Outputs]>([
    ['a hostile service', { service: 'x; id #' }],
    ['an input too many', { service: 'nginx', force: true }],
    ['a template nobody expanded', { service: '${{ inputs.service }}' }],
    ['nothing', {}],
  ])('fails before it reaches the server on %s', async (_case, input) => {
    const outcome = await runner.read(stepRun('service.status', input), life);
    expect(outcome).toMatchObject({ kind: 'failed', started: false, durationMs: 0 });
  });

  it('says when the time was over', async () => {
    const slow: LocalMachine = {
      ...machine,
      read: async () => ({
        exit: { kind: 'timeout' },
        stdout: Buffer.alloc(0),
        stderr: Buffer.alloc(0),
        truncated: false,
        durationMs: 2000,
      }),
    };
    const run = stepRun('system.disk', {}, { step: { uses: 'system.disk', timeout: '2s' } });
    expect(await createRunner(slow).read(run, life)).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { fr: expect.stringContaining('a dépassé 2 s') },
    });
  });
});

describe('change: a command', () => {
  const counting = () =>
    stepRun('shell.run', { argv: ['sh', '-c', `echo run >>${folder}/count; echo out; echo err >&2`] });
  const count = () => readFile(join(folder, 'count'), 'utf8');

  it('writes the intent down before it starts, and every byte to the sink', async () => {
    const startedAtIntent: string[][] = [];
    const onIntent = async (intent: Intent) => {
      intents.push(intent);
      startedAtIntent.push([...machine.started]);
    };
    const outcome = await runner.change(counting(), { onIntent }, life);
    expect(startedAtIntent).toEqual([[]]);
    expect(intents).toEqual([{ before: {}, undo: expect.objectContaining({ kind: 'impossible' }) }]);
    expect(outcome).toMatchObject({ kind: 'done', changed: true, outputs: { stdout: 'out\n', stderr: 'err\n' } });
    expect([printed('stdout'), printed('stderr')]).toEqual(['out\n', 'err\n']);
    expect(machine.started).toEqual(['r-1/s1/web-01/1']);
  });

  it('starts nothing when the intent cannot be written down', async () => {
    const broken = { onIntent: () => Promise.reject(new Error('database is away')) };
    await expect(runner.change(counting(), broken, life)).rejects.toThrow('database is away');
    expect(machine.started).toEqual([]);
  });

  it('attaches after a crash: one execution, the whole output once, nothing written down again', async () => {
    await change(counting());
    const [intent] = intents;
    chunks.splice(1);
    const outcome = await change({ ...counting(), ...(intent === undefined ? {} : { intent }) });
    expect(outcome).toMatchObject({ kind: 'done', outputs: { stdout: 'out\n', stderr: 'err\n' } });
    expect(await count()).toBe('run\n');
    expect([printed('stdout'), printed('stderr')]).toEqual(['out\n', 'err\n']);
    expect(intents).toHaveLength(1);
  });

  it('does not start what may have been started: unknown, for a person', async () => {
    const intent: Intent = { before: {}, undo: { kind: 'nothing', because: { en: 'x', fr: 'x' } } };
    const outcome = await change({ ...counting(), intent });
    expect(outcome).toMatchObject({
      kind: 'unknown',
      undo: { kind: 'nothing' },
      because: 'the job folder is not there',
    });
    await expect(count()).rejects.toThrow();
  });

  it('executes once more for each attempt that the workflow counts', async () => {
    await change(counting());
    chunks.splice(0);
    await change({ ...counting(), attempt: 2 });
    expect(await count()).toBe('run\nrun\n');
  });

  it.each<[Parameters<LocalMachine['answerNext']>[0], object]>([
    [
      { kind: 'busy', run: 'r-9', pid: 77 },
      { kind: 'busy', run: 'r-9', pid: 77 },
    ],
    [
      { kind: 'rebooted', bootIdBefore: 'a', bootIdNow: 'b' },
      { kind: 'rebooted', bootIdNow: 'b', undo: { kind: 'impossible' } },
    ],
    [
      { kind: 'exited', exit: { kind: 'timeout' }, bootId: 'a', startedHere: true, durationMs: 5 },
      { kind: 'failed', started: true, exit: { kind: 'timeout' } },
    ],
    [
      { kind: 'exited', exit: { kind: 'cancelled' }, bootId: 'a', startedHere: true, durationMs: 5 },
      { kind: 'cancelled', started: true, undo: { kind: 'impossible' } },
    ],
    [
      { kind: 'exited', exit: { kind: 'signal', signal: 'SIGKILL' }, bootId: 'a', startedHere: true, durationMs: 5 },
      { kind: 'failed', exit: { kind: 'signal' }, reason: { fr: 'sh : arrêté par le signal SIGKILL' } },
    ],
  ])('%j', async (job, outcome) => {
    machine.answerNext(job);
    expect(await change(counting())).toMatchObject(outcome);
  });

  it('writes nothing down when its probe was cut short', async () => {
    const abort = new AbortController();
    const stopped = new Error('the worker stops');
    const cutting: LocalMachine = {
      ...machine,
      async read() {
        abort.abort(stopped);
        const nothing = Buffer.alloc(0);
        return { exit: { kind: 'cancelled' }, stdout: nothing, stderr: nothing, truncated: false, durationMs: 1 };
      },
    };
    const run = stepRun('files.write', { path: join(folder, 'a'), content: 'x' });
    await expect(createRunner(cutting).change(run, hooks, { signal: abort.signal })).rejects.toBe(stopped);
    expect(intents).toEqual([]);
  });

  it('does not execute a step that only reads', async () => {
    await expect(change(stepRun('system.info', {}))).rejects.toThrow(StepNotExecutable);
    await expect(change(stepRun('http.check', { url: 'https://example.com/' }))).rejects.toThrow(StepNotExecutable);
  });

  it('does not let a runbook name what only undoes', async () => {
    await expect(change(stepRun('files.unwrite', { path: '/x', sha256: 'a'.repeat(64) }))).rejects.toThrow(
      StepNotExecutable,
    );
  });
});

describe('change: a file, and its undoing', () => {
  const path = () => join(folder, 'site.conf');
  const write = (more: Partial<StepRun> = {}) => stepRun('files.write', { path: path(), content: 'new' }, more);
  const undo = (outcome: StepOutcome, run = write()) => {
    const [intent] = intents;
    return runner.undo(undoOf(outcome), intent === undefined ? run : { ...run, intent }, hooks, life);
  };

  it('backs up and verifies what it overwrites, and puts it back with its mode', async () => {
    await writeFile(path(), 'old');
    await chmod(path(), 0o640);
    const outcome = await change(write());
    expect(outcome).toMatchObject({ kind: 'done', backup: 'r-1.s1.web-01.1', undo: { kind: 'restore-backup' } });
    expect(await undo(outcome)).toMatchObject({ kind: 'done', changed: true });
    expect(await readFile(path(), 'utf8')).toBe('old');
    expect((await stat(path())).mode & 0o777).toBe(0o640);
    expect(intents[1]).toMatchObject({ backup: 'r-1.s1.web-01.1' });
  });

  it.each([
    ['the step that ended', true],
    ['a step of which nobody knows how it ended', false],
  ])('leaves what somebody changed since: %s', async (_case, known) => {
    await writeFile(path(), 'old');
    const outcome = await change(write());
    await writeFile(path(), 'newer');
    const [intent] = intents;
    if (intent === undefined) throw new Error('no intent');
    const run = { ...write(), intent, ...(known ? { result: outcome } : {}) };
    expect(await runner.undo(undoOf(outcome), run, hooks, life)).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { en: expect.stringContaining('changed since') },
    });
    expect(await readFile(path(), 'utf8')).toBe('newer');
  });

  it('leaves what somebody made where the step removed a file', async () => {
    await writeFile(path(), 'old');
    const remove = stepRun('files.remove', { path: path() });
    const outcome = await change(remove);
    await writeFile(path(), 'newer');
    expect(await undo(outcome, remove)).toMatchObject({ kind: 'failed', started: false });
    expect(await readFile(path(), 'utf8')).toBe('newer');
  });

  it('goes by what a line left, which only the step itself could tell', async () => {
    await writeFile(path(), 'old\n');
    const line = stepRun('files.line', { path: path(), line: 'more' });
    const outcome = await change(line);
    const [intent] = intents;
    if (intent === undefined) throw new Error('no intent');
    const back = () => runner.undo(undoOf(outcome), { ...line, intent, result: outcome }, hooks, life);
    const left = await readFile(path());
    await writeFile(path(), 'newer');
    expect(await back()).toMatchObject({ kind: 'failed', started: false });
    await writeFile(path(), left);
    expect(await back()).toMatchObject({ kind: 'done' });
    expect(await readFile(path(), 'utf8')).toBe('old\n');
  });

  it('removes what was not there before, as a durable job of its own name', async () => {
    const outcome = await change(write());
    chunks.splice(0);
    expect(await undo(outcome)).toMatchObject({ kind: 'done' });
    await expect(stat(path())).rejects.toThrow();
    expect(machine.started).toEqual(['r-1/s1/web-01/1', 'r-1/s1.undo/web-01/1']);
  });

  it('attaches to an undoing that was started before a crash', async () => {
    const outcome = await change(write());
    chunks.splice(0);
    await undo(outcome);
    const [intent, undoIntent] = intents;
    if (intent === undefined || undoIntent === undefined) throw new Error('two intents expected');
    await runner.undo(undoOf(outcome), { ...write(), intent, undoIntent }, hooks, life);
    expect(machine.started).toHaveLength(2);
  });

  it('does not call it undone when the state before is not back', async () => {
    await writeFile(path(), 'old');
    const outcome = await change(write());
    const forgetful: LocalMachine = {
      ...machine,
      upload: (...args) => machine.upload(...args).finally(() => writeFile(path(), 'else')),
    };
    runner = createRunner(forgetful);
    expect(await undo(outcome)).toMatchObject({
      kind: 'failed',
      started: true,
      reason: { en: expect.stringMatching(/not the one from before/) },
    });
  });

  it('changes nothing when the backup fails', async () => {
    await writeFile(path(), 'old');
    machine.cutDownloadAfter(10);
    await expect(change(write())).rejects.toThrow('connection lost');
    store = {
      ...store,
      put: async (id, content) => ({ ...(await createFolderStore(folder).put(id, content)), sha256: 'wrong' }),
      open: createFolderStore(folder).open,
    };
    runner = createRunner(machine);
    expect(await change(write())).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { fr: expect.stringMatching(/rien n'a été changé/) },
    });
    expect(await readFile(path(), 'utf8')).toBe('old');
    expect(intents).toEqual([]);
  });

  it('takes no backup where the runbook says why not, and cannot be undone then', async () => {
    await writeFile(path(), 'old');
    const step = { ...write().step, backup: { none: 'it is generated' } };
    const outcome = await change(write({ step }));
    expect(outcome).toMatchObject({ kind: 'done', undo: { kind: 'impossible' } });
    expect(await store.list()).toEqual([]);
    expect(await undo(outcome)).toMatchObject({ kind: 'failed', started: false });
  });

  it('starts nothing, and writes nothing down, when it is already so', async () => {
    await writeFile(path(), 'new');
    expect(await change(write())).toMatchObject({ kind: 'already-so', changed: false });
    expect([machine.started, intents, await store.list()]).toEqual([[], [], []]);
  });
});

describe('change: a service, and its undoing', () => {
  let sample: SampleService;
  beforeEach(async () => {
    sample = await createSampleService();
  });
  afterEach(() => sample.remove());

  function serviceRun(uses: string): StepRun {
    const program = join(sample.folder, 'ctl');
    const manager = { start: [program, 'start'], stop: [program, 'stop'], status: [program, 'status'], sudo: false };
    const services = { sample: { on: { servers: ['web-01'] }, manager, logs: join(sample.folder, 'log') } };
    return stepRun(uses, { service: 'sample' }, { inventory: { ...sampleInventory, services } });
  }

  it('start and its inverse leave the service as it was', async () => {
    const outcome = await change(serviceRun('service.start'));
    expect(outcome).toMatchObject({ kind: 'done', undo: { kind: 'step', uses: 'service.stop' } });
    const [intent] = intents;
    chunks.splice(0);
    if (intent === undefined) throw new Error('no intent');
    const undone = await runner.undo(undoOf(outcome), { ...serviceRun('service.start'), intent }, hooks, life);
    expect(undone).toMatchObject({ kind: 'done', outputs: { running: false } });
  });

  it('start keeps its inverse when it fails half way', async () => {
    await sample.fault('refuse');
    const outcome = await change(serviceRun('service.start'));
    expect(outcome).toMatchObject({
      kind: 'failed',
      started: true,
      exit: { kind: 'code', code: 1 },
      undo: { kind: 'step' },
    });
  });

  it('restart of a running service has nothing to undo, and says so', async () => {
    await change(serviceRun('service.start'));
    chunks.splice(0);
    const outcome = await change({ ...serviceRun('service.restart'), stepId: 's2' });
    expect(outcome).toMatchObject({ kind: 'done', undo: { kind: 'nothing' } });
    const undone = await runner.undo(undoOf(outcome), serviceRun('service.restart'), hooks, life);
    expect(undone).toMatchObject({ kind: 'already-so', summary: { fr: expect.stringMatching(/redémarrer encore/) } });
  });
});

describe('change: a backup', () => {
  it('is recorded with figures, and changes nothing', async () => {
    await writeFile(join(folder, 'page'), 'bonjour');
    const outcome = await change(stepRun('backup.files', { paths: [join(folder, 'page')] }));
    expect(outcome).toMatchObject({
      kind: 'done',
      changed: false,
      backup: 'r-1.s1.web-01.1',
      outputs: { id: 'r-1.s1.web-01.1', entries: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(intents).toMatchObject([{ undo: { kind: 'nothing' } }]);
  });

  it('fails when something it should save is not there', async () => {
    const outcome = await change(stepRun('backup.files', { paths: ['/no/such file'] }));
    expect(outcome).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { en: expect.stringContaining('no such file') },
    });
  });
});
