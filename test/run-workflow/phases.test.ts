import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunPlan } from '@chatops-commander/workflows/activities/run/run-plan';
import { planOf, stretch } from './sample-plan.js';
import type { Fakes } from './fakes.js';
import { type RunWorkflowStage, startRunWorkflowStage } from './stage.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let stage: RunWorkflowStage;
beforeAll(async () => {
  stage = await startRunWorkflowStage();
});
afterAll(() => stage?.stop());

const run = async (plan: Partial<RunPlan>, fakes: Fakes = {}) => {
  const { ended } = await stage.start(planOf(plan), fakes);
  return await ended;
};
const failsOn = (...places: readonly string[]): Fakes => ({
  step: (step, server) => (places.includes(`${step}@${server}`) ? 'failed' : 'done'),
});

describe('the order of a run', () => {
  it('is before once, the steps batch by batch, after once', async () => {
    const { state, asked } = await run({
      batches: [['a', 'b'], ['c']],
      before: [stretch('image', { on: 'controller' }), stretch('dump', { on: ['db'] }), stretch('room')],
      steps: [stretch('swap'), stretch('once', { on: 'first' }), stretch('up', { on: 'controller', changes: false })],
      after: [stretch('smoke', { on: 'controller', changes: false })],
    });
    expect(state).toBe('succeeded');
    expect(asked).toEqual([
      ...['image@controller#1', 'dump@db#1', 'room@a#1', 'room@b#1', 'room@c#1'],
      ...['swap@a#1', 'swap@b#1', 'once@a#1', 'up@controller#1'],
      ...['swap@c#1', 'up@controller#2'],
      'smoke@controller#1',
    ]);
  });

  it.each<[string, Partial<RunPlan>, Fakes, string, readonly string[]]>([
    ['a failure ends the run before the next batch', {}, failsOn('s@a'), 'failed', ['s@a#1']],
    [
      'a tolerated one drops the server out',
      { tolerated: 1 },
      failsOn('s@a'),
      'succeeded',
      ['s@a#1', 's@b#1', 't@b#1'],
    ],
    [
      'one more than tolerated ends it',
      { tolerated: 1, batches: [['a', 'b'], ['c']] },
      failsOn('s@a', 's@b'),
      'failed',
      ['s@a#1', 's@b#1'],
    ],
    ['every target dropped out is no success', { tolerated: 2 }, failsOn('s@a', 's@b'), 'failed', ['s@a#1', 's@b#1']],
    [
      'rollback covers what was touched only',
      { onFailure: 'rollback' },
      failsOn('t@a'),
      'rolled-back',
      ['s@a#1', 't@a#1', 'undo a'],
    ],
  ])('%s', async (_case, plan, fakes, state, asked) => {
    expect(await run({ steps: [stretch('s'), stretch('t')], ...plan }, fakes)).toMatchObject({ state, asked });
  });

  it('after: a failure there rolls all back', async () => {
    const plan = {
      onFailure: 'rollback',
      steps: [stretch('s')],
      after: [stretch('smoke', { on: 'controller', changes: false })],
    } as const;
    const { state, asked } = await run(plan, failsOn('smoke@controller'));
    expect([state, asked.at(-1)]).toEqual(['rolled-back', 'undo a b']);
  });
});

describe('nothing done is never green', () => {
  it.each<[string, Fakes, RegExp]>([['every step skipped', { step: () => 'skipped' }, /skipped by its condition/]])(
    '%s',
    async (_case, fakes, because) => {
      const { state, report } = await run({ steps: [stretch('s')] }, fakes);
      expect(state).toBe('failed');
      expect(JSON.stringify(report)).toMatch(because);
    },
  );

  it('no steps', async () => {
    expect((await run({ batches: [[]] })).state).toBe('failed');
  });
});

describe('the health gate', () => {
  const gated = {
    tolerated: 1,
    steps: [stretch('s'), stretch('up', { changes: false })],
    health: [stretch('up', { changes: false })],
  };

  it('looks once more at the last batch before the next one begins, not after the last', async () => {
    const { state, asked } = await run(gated);
    expect(state).toBe('succeeded');
    expect(asked).toEqual(['s@a#1', 'up@a#1', 'up@a#2', 's@b#1', 'up@b#1']);
  });

  it('ends the run whatever is tolerated', async () => {
    const { state, asked } = await run(gated, {
      step: (step, _server, attempt) => (step === 'up' && attempt === 2 ? 'failed' : 'done'),
    });
    expect([state, asked.at(-1)]).toEqual(['failed', 'up@a#2']);
  });

  it('stays closed when nobody is left to look at', async () => {
    const { state, report } = await run(gated, failsOn('s@a'));
    expect(state).toBe('failed');
    expect(JSON.stringify(report)).toContain('no server of the batch is left');
  });
});

describe('servers that cannot be reached before anything starts', () => {
  const plan = { steps: [stretch('s')], batches: [['a', 'b', 'c']], tolerated: 1 };
  it.each<[string, Partial<RunPlan>, readonly string[], string, readonly string[]]>([
    ['end the run', {}, ['b'], 'failed', []],
    ['drop out where policy lets them', { unreachable: 'drop' }, ['b'], 'succeeded', ['s@a#1', 's@c#1']],
    ['end it beyond maxFailures', { unreachable: 'drop' }, ['a', 'b'], 'failed', []],
    [
      'end it when a step names them',
      { unreachable: 'drop', before: [stretch('d', { on: ['b'] })] },
      ['b'],
      'failed',
      [],
    ],
    ['end it when they are no targets', { unreachable: 'drop' }, ['db'], 'failed', []],
  ])('%s', async (_case, more, unreachable, state, asked) => {
    const ended = await run({ ...plan, ...more }, { unreachable });
    expect(ended).toMatchObject({ state, asked });
    expect(JSON.stringify(ended.report)).toContain('preflight');
  });
});

describe('a server that was rebooted in the middle of a step that may run twice', () => {
  it('gets it again, once it is back', async () => {
    const fakes: Fakes = { step: (_step, server, attempt) => (server === 'a' && attempt === 1 ? 'rebooted' : 'done') };
    const { state, asked } = await run({ steps: [stretch('s')], batches: [['a', 'b']] }, fakes);
    expect([state, asked]).toEqual(['succeeded', ['s@a#1', 's@b#1', 's@a#2']]);
  });

  it('is a person to look at when it goes on', async () => {
    const { state, asked } = await run(
      { steps: [stretch('s')], batches: [['a']], pauseForMs: 10 },
      { step: () => 'rebooted' },
    );
    expect([state, asked]).toEqual(['unknown', ['s@a#1', 's@a#2', 's@a#3']]);
  });
});

describe('while every change is stopped', () => {
  it('a run waits before its next change, and before it goes back', async () => {
    let asks = 0;
    const fakes: Fakes = {
      stopped: () => ++asks % 2 === 1,
      step: (_step, server) => (server === 'b' ? 'failed' : 'done'),
    };
    const { state, asked } = await run({ steps: [stretch('s')], onFailure: 'rollback' }, fakes);
    expect([state, asked]).toEqual(['rolled-back', ['s@a#1', 's@b#1', 'undo a b']]);
  });
});
