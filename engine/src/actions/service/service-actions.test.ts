import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { CommandAction, Outputs, StepResult } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { createSampleService, type SampleService } from './sample-service.fixture.js';
import { serviceReload } from './service-reload.js';
import { serviceRestart } from './service-restart.js';
import { serviceStart } from './service-start.js';
import { serviceStatus } from './service-status.js';
import { serviceStop } from './service-stop.js';

const input = { service: 'sample' };
let sample: SampleService;
beforeEach(async () => {
  sample = await createSampleService();
});
afterEach(() => sample.remove());

type Options = Parameters<SampleService['definition']>[0];
async function run(action: CommandAction, options?: Options): Promise<StepResult> {
  const context = sampleContext({ services: [sample.definition(options)] });
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' };
  return action.parse(await runLocally(action.command(input, context), env), input, context);
}
async function probe(action: CommandAction): Promise<Outputs> {
  const context = sampleContext({ services: [sample.definition()] });
  if (action.probe === undefined) throw new Error('no probe');
  const command = action.probe.command(input, context);
  return action.probe.parse(await runLocally(command, { PATH: '/usr/bin:/bin' }), input);
}
const reason = (result: StepResult) => (result.kind === 'failed' ? result.reason : result.kind);

describe('service.status', () => {
  it('tells that it runs, since when, and what its log says', async () => {
    await run(serviceStart);
    const result = await run(serviceStatus);
    if (result.kind !== 'done') throw new Error(result.reason.en);
    expect(result.outputs).toMatchObject({ state: 'active', running: true, log: ['started'] });
    expect(result.outputs.since).toMatch(/^\d{4}-.*Z$/);
    expect(result.summary.fr).toMatch(/^sample : actif depuis \d+ s$/);
  });

  it('takes a stopped service for a good reading', async () => {
    const result = await run(serviceStatus);
    expect(result).toMatchObject({ kind: 'done', outputs: { state: 'inactive', running: false } });
  });

  it('fails when its manager is not there', async () => {
    const definition = {
      ...sample.definition(),
      manager: { ...sample.definition().manager, status: ['/no/ctl'] as const },
    };
    const context = sampleContext({ services: [definition] });
    const result = await runLocally(serviceStatus.command(input, context), { PATH: '/usr/bin:/bin' });
    expect(serviceStatus.parse(result, input, context)).toMatchObject({
      kind: 'failed',
      outputs: { state: 'unknown' },
    });
  });
});

describe('service.start', () => {
  it('starts, says in how many milliseconds, and leaves the daemon its own locale', async () => {
    const result = await run(serviceStart);
    expect(result).toMatchObject({ kind: 'done', changed: true, outputs: { before: 'inactive', state: 'active' } });
    expect(await sample.read('locale')).toBe('C.UTF-8\n');
  });

  it('never starts a second instance, even past the probe', async () => {
    await run(serviceStart);
    expect(await run(serviceStart)).toMatchObject({ kind: 'done' });
    expect(await sample.read('log')).toBe('started\n');
  });

  it('is already so when it runs', async () => {
    const before = await probe(serviceStart);
    expect(serviceStart.probe?.alreadySo?.(before, input)).toBeUndefined();
    await run(serviceStart);
    expect(serviceStart.probe?.alreadySo?.(await probe(serviceStart), input)?.fr).toBe('sample est déjà démarré');
  });

  it('gives code and last log line when it does not start', async () => {
    await sample.fault('refuse');
    expect(reason(await run(serviceStart))).toEqual({
      en: 'sample could not be started: it is stopped, the manager ended with code 3: port 80 is taken',
      fr: "sample n'a pas pu être démarré : il est arrêté, le gestionnaire a rendu le code 3 : port 80 is taken",
    });
  });

  it('notices that it died at once', async () => {
    await sample.fault('dies');
    expect(reason(await run(serviceStart))).toMatchObject({ en: expect.stringMatching(/went down again at once/) });
  });

  it('touches nothing when the configuration is not valid', async () => {
    await sample.fault('invalid');
    expect(reason(await run(serviceStart, { validate: true }))).toMatchObject({
      en: 'sample was not touched: its configuration is not valid: line 3: unknown directive',
    });
    expect((await probe(serviceStart)).running).toBe(false);
  });
});

describe('service.stop', () => {
  it('stops', async () => {
    await run(serviceStart);
    expect(await run(serviceStop)).toMatchObject({ kind: 'done', outputs: { before: 'active', state: 'inactive' } });
  });

  it('is already so when it is stopped', async () => {
    expect(serviceStop.probe?.alreadySo?.(await probe(serviceStop), input)?.en).toBe('sample is already stopped');
  });
});

describe('service.restart', () => {
  it.each([
    ['by stop and start', {}],
    ['by its own restart', { restart: true }],
  ])('gives the service a new process %s', async (_case, options) => {
    await run(serviceStart);
    const first = await sample.read('pid');
    const result = await run(serviceRestart, { ...options, validate: true });
    expect(result).toMatchObject({ kind: 'done', outputs: { before: 'active', state: 'active', validated: true } });
    expect(await sample.read('pid')).not.toBe(first);
  });

  it('keeps the old process when the configuration is not valid', async () => {
    await run(serviceStart);
    const first = await sample.read('pid');
    await sample.fault('invalid');
    expect((await run(serviceRestart, { validate: true })).kind).toBe('failed');
    expect(await sample.read('pid')).toBe(first);
  });

  it('starts a service that was stopped', async () => {
    expect(await run(serviceRestart)).toMatchObject({ kind: 'done', outputs: { before: 'inactive', state: 'active' } });
  });
});

describe('service.reload', () => {
  it('reloads a running service, which keeps its process', async () => {
    await run(serviceStart);
    const first = await sample.read('pid');
    const result = await run(serviceReload, { reload: true, validate: true });
    expect(result).toMatchObject({ kind: 'done', changed: true, outputs: { state: 'active', validated: true } });
    expect(await sample.read('pid')).toBe(first);
    expect(await sample.read('log')).toBe('started\nreloaded\n');
  });

  it.each<[string, Options, boolean, RegExp]>([
    ['one that has no reload', {}, true, /has no reload/],
    ['one that is stopped', { reload: true }, false, /cannot be reloaded: it is stopped/],
  ])('fails with a reason, and touches nothing, for %s', async (_case, options, started, message) => {
    if (started) await run(serviceStart);
    expect(reason(await run(serviceReload, options))).toMatchObject({ en: expect.stringMatching(message) });
    expect(await sample.read('log').catch(() => '')).not.toContain('reloaded');
  });

  it('keeps the old configuration when the new one is not valid', async () => {
    await run(serviceStart);
    await sample.fault('invalid');
    expect((await run(serviceReload, { reload: true, validate: true })).kind).toBe('failed');
    expect(await sample.read('log')).not.toContain('reloaded');
  });
});

describe('inverses', () => {
  it.each<[string, CommandAction, Outputs, object]>([
    [
      'start, stopped before',
      serviceStart,
      { state: 'inactive', running: false },
      { kind: 'step', uses: 'service.stop' },
    ],
    ['start, running before', serviceStart, { state: 'active', running: true }, { kind: 'nothing' }],
    ['stop, running before', serviceStop, { state: 'active', running: true }, { kind: 'step', uses: 'service.start' }],
    ['stop, stopped before', serviceStop, { state: 'failed', running: false }, { kind: 'nothing' }],
    ['restart, running before', serviceRestart, { state: 'active', running: true }, { kind: 'nothing' }],
    [
      'restart, stopped before',
      serviceRestart,
      { state: 'inactive', running: false },
      { kind: 'step', uses: 'service.stop' },
    ],
    ['reload, running before', serviceReload, { state: 'active', running: true }, { kind: 'nothing' }],
    ['an unknown state before', serviceStart, { state: 'unknown' }, { kind: 'impossible' }],
    ['a service that is not there', serviceStart, { state: 'not-found', running: false }, { kind: 'nothing' }],
  ])('%s', (_case, action, before, undo) => {
    expect(action.inverse?.(input, before, undefined)).toMatchObject(undo);
  });
});
