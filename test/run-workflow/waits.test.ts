import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PlannedWait, RunPlan } from '@chatops-commander/workflows/activities/run/run-plan';
import type { GateDecision } from '@chatops-commander/workflows/contract';
import { until } from '../durability/stage/until.js';
import type { Fakes } from './fakes.js';
import { planOf, stretch } from './sample-plan.js';
import { type RunWorkflowStage, startRunWorkflowStage } from './stage.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let stage: RunWorkflowStage;
beforeAll(async () => {
  stage = await startRunWorkflowStage();
});
afterAll(() => stage?.stop());

const start = (plan: Partial<RunPlan>, fakes: Fakes = {}) => stage.start(planOf(plan), fakes);
const waitOn = (wait: PlannedWait, on: 'controller' | 'targets' = 'controller') =>
  stretch('w', { changes: false, on, wait });

describe('wait.for', () => {
  it('lets the time pass with each batch', async () => {
    const { ended } = await start({ steps: [stretch('s'), waitOn({ kind: 'time', ms: 10 })] });
    expect((await ended).asked).toEqual(['s@a#1', 'w passed#1', 's@b#1', 'w passed#2']);
  });
});

describe('a wait for an hour that a rollback breaks off', () => {
  const hour = 3_600_000;
  /** Asks for the rollback once this has happened. */
  async function backAfter(plan: Partial<RunPlan>, when: (happened: () => void) => Fakes) {
    let tell = () => {};
    const happened = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const { handle, ended } = await start(
      plan,
      when(() => tell()),
    );
    await happened;
    await handle.signal('steer', { kind: 'rollback', by: 'bruno' });
    return await ended;
  }

  it('wait.for', async () => {
    const plan = { steps: [stretch('s'), waitOn({ kind: 'time', ms: hour })] };
    const ended = await backAfter(plan, (happened) => ({ onWait: happened }));
    expect(ended).toMatchObject({ state: 'rolled-back', asked: ['s@a#1', 'w broken-off#1', 'undo a'] });
  });

  it('the pause between batches', async () => {
    const ended = await backAfter({ steps: [stretch('s')], pauseMs: hour }, (happened) => ({
      step() {
        happened();
        return 'done';
      },
    }));
    expect(ended).toMatchObject({ state: 'rolled-back', asked: ['s@a#1', 'undo a'] });
  });
});

describe('wait.until', () => {
  const state = { kind: 'state', withinMs: 5_000, everyMs: 10 } as const;

  it('looks again only where it was not seen yet', async () => {
    const seen: Fakes = { step: (_step, server) => (server === 'a' || --looksLeft < 0 ? 'done' : 'failed') };
    let looksLeft = 2;
    const { ended } = await start({ batches: [['a', 'b']], steps: [waitOn(state, 'targets')] }, seen);
    expect(await ended).toMatchObject({ state: 'succeeded', asked: ['w@a#1', 'w@b#1', 'w@b#1', 'w@b#1'] });
  });

  it('fails when the time is over', async () => {
    const never = waitOn({ ...state, withinMs: 30 }, 'targets');
    const { ended } = await start({ batches: [['a']], steps: [never] }, { step: () => 'failed' });
    const { state: end, asked } = await ended;
    expect([end, asked.filter((one) => one === 'last look')]).toEqual(['failed', ['last look']]);
  });
});

describe('a failure that waits for a person', () => {
  const nobody = { kind: 'unheard', waitsFor: { kind: 'nobody' } };
  const by = 'bruno';
  const plan = { steps: [stretch('s'), stretch('t')], batches: [['a']], onFailure: 'pause' } as const;

  it('hears what it waits for, once, and says of all else what that is', async () => {
    let letGo = () => {};
    const told = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const phases: string[] = [];
    const { tell, ended, asked } = await start(plan, {
      async step(step) {
        if (step !== 's') return 'done';
        await told;
        return 'failed';
      },
      onProgress: ({ phase }) => void phases.push(phase),
    });
    await until('the first step', () => (asked.length > 0 ? true : undefined));
    for (const word of [
      { kind: 'skip', step: 's', reason: 'r', by },
      { kind: 'retry', by },
      { kind: 'resume', by },
    ] as const)
      expect(await tell(word)).toEqual(nobody);
    letGo();
    await until('the failure', () => (phases.includes('paused') ? true : undefined));
    const waitsFor = { kind: 'way-on', steps: ['s'] };
    for (const word of [
      { kind: 'skip', step: 't', reason: 'r', by },
      { kind: 'resume', by },
      { kind: 'pause', by },
      { approve: true, step: 's', by, role: 'admin' },
    ] as const)
      expect(await tell(word)).toEqual({ kind: 'unheard', waitsFor });
    expect(await tell({ kind: 'skip', step: 's', reason: 'r', by })).toEqual({ kind: 'heard' });
    expect((await ended).state).toBe('succeeded');
    expect(asked).toEqual(['s@a#1', 't@a#1']);
  });
});

describe('gate.approve', () => {
  const gate = (withinMs: number, role: 'operator' | 'admin' = 'operator') => ({
    steps: [stretch('s'), waitOn({ kind: 'person', withinMs, message: 'Go on?', role })],
    batches: [['a']],
  });
  const word = (more: Partial<GateDecision>): GateDecision => ({
    approve: true,
    step: 'w',
    by: 'bruno',
    role: 'operator',
    ...more,
  });
  async function asked(plan: Partial<RunPlan>) {
    const questions: string[] = [];
    const started = await start(plan, {
      onProgress: ({ question }) => void (question && questions.push(question.message)),
    });
    await until('the question', () => questions[0]);
    return started;
  }

  it.each<[string, 'operator' | 'admin', Partial<GateDecision>, string]>([
    ['yes goes on', 'operator', {}, 'succeeded'],
    ['no ends the run', 'operator', { approve: false }, 'failed'],
    ['yes of an admin goes on where one is asked for', 'admin', { role: 'admin' }, 'succeeded'],
    ['no of an operator ends it even there', 'admin', { approve: false }, 'failed'],
  ])('%s', async (_case, role, decision, state) => {
    const { tell, ended } = await asked(gate(60_000, role));
    await tell(word(decision));
    expect((await ended).state).toBe(state);
  });

  it('says of what is told once more for another word that it was told before', async () => {
    const told: (readonly [string, boolean | undefined])[] = [];
    const { tell, ended } = await start(gate(60_000), {
      onProgress: ({ phase, again }) => void told.push([phase, again]),
    });
    await until('the question', () => told.find(([phase]) => phase === 'asking'));
    await tell({ kind: 'pause', by: 'bruno' });
    await until('what is told again', () => told.filter(([phase]) => phase === 'asking')[1]);
    await tell(word({ approve: false }));
    await ended;
    expect(told.filter(([phase]) => phase === 'asking').slice(0, 2)).toEqual([
      ['asking', undefined],
      ['asking', true],
    ]);
  });

  it.each<[string, Partial<GateDecision>]>([
    ['a yes of a viewer', { role: 'viewer' }],
    ['a yes of an operator where an admin is asked for', {}],
    ['a yes to another step', { step: 'other', role: 'admin' }],
  ])('%s is none, and silence means no', async (_case, decision) => {
    const { tell, ended } = await asked(gate(700, 'admin'));
    const waitsFor = { kind: 'gate', step: 'w', role: 'admin' };
    expect(await tell(word(decision))).toEqual({ kind: 'unheard', waitsFor });
    expect(await ended).toMatchObject({ state: 'failed', asked: ['s@a#1', 'w silence#1'] });
  });

  it('a yes from before the question is none', async () => {
    let begun = () => {};
    let letGo = () => {};
    const running = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const told = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { tell, ended } = await start(gate(300), {
      async step(): Promise<'done'> {
        begun();
        await told;
        return 'done';
      },
    });
    await running;
    expect(await tell(word({}))).toEqual({ kind: 'unheard', waitsFor: { kind: 'nobody' } });
    letGo();
    expect(await ended).toMatchObject({ state: 'failed', asked: ['s@a#1', 'w silence#1'] });
  });

  it('is not asked again whether to go on after a no, even where failures pause', async () => {
    const { tell, ended } = await asked({ ...gate(60_000), onFailure: 'pause' });
    await tell(word({ approve: false }));
    expect((await ended).state).toBe('failed');
  });

  it('hears one of two answers that come at once, and tells the other that it came second', async () => {
    const { tell, ended } = await asked(gate(60_000, 'admin'));
    const heard = await Promise.all([tell(word({ role: 'admin' })), tell(word({ role: 'admin', by: 'chloe' }))]);
    expect(heard.map(({ kind }) => kind).sort()).toEqual(['heard', 'unheard']);
    expect((await ended).state).toBe('succeeded');
  });
  it('that waits hears a resume of a pause that is still to come, and its answer after it', async () => {
    const { tell, ended } = await asked(gate(60_000));
    expect(await tell({ kind: 'resume', by: 'bruno' })).toMatchObject({ kind: 'unheard' });
    for (const kind of ['pause', 'resume'] as const)
      expect(await tell({ kind, by: 'bruno' })).toEqual({ kind: 'heard' });
    expect(await tell(word({}))).toEqual({ kind: 'heard' });
    expect((await ended).state).toBe('succeeded');
  });

  it('gives way to a rollback', async () => {
    const { handle, ended } = await asked(gate(60_000));
    await handle.signal('steer', { kind: 'rollback', by: 'bruno' });
    expect(await ended).toMatchObject({ state: 'rolled-back', asked: ['s@a#1', 'w broken-off#1', 'undo a'] });
  });

  it('rolls back after a no where failures do', async () => {
    const { tell, ended } = await asked({ ...gate(60_000), onFailure: 'rollback' });
    await tell(word({ approve: false }));
    expect(await ended).toMatchObject({ state: 'rolled-back', asked: ['s@a#1', 'w answered#1', 'undo a'] });
  });
});

describe('a long run goes on in a fresh history', () => {
  it('with the next batch, once each, watching on, and told what came before', async () => {
    const batches = Array.from({ length: 12 }, (_, index) => [`s${index}`]);
    const plan = {
      batches,
      eventsPerHistory: 60,
      watches: true,
      tolerated: 12,
      steps: [stretch('s'), stretch('c', { on: 'controller' })],
    };
    const fakes: Fakes = { step: (step, server) => (step === 's' && server === 's0' ? 'failed' : 'done') };
    const { handle, ended } = await start(plan, fakes);
    const { state, asked, report } = await ended;
    expect(state).toBe('succeeded');
    expect(asked.filter((one) => one === 'resume').length).toBeGreaterThan(1);
    expect(asked.filter((one) => one.startsWith('s@'))).toEqual(batches.map(([server]) => `s@${server}#1`));
    expect(asked.filter((one) => one.startsWith('c@'))).toEqual(batches.map((_, index) => `c@controller#${index + 1}`));
    expect(report).toMatchObject({
      troubles: 1,
      trouble: [{ server: 's0' }],
      watched: { checks: asked.filter((one) => one === 'resume').length + 1 },
    });
    expect((await handle.describe()).status.name).toBe('COMPLETED');
  });
});
