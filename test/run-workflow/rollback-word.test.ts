import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunPlan } from '@chatops-commander/workflows/activities/run/run-plan';
import type { StepAnswer } from './fakes.js';
import { planOf, stretch } from './sample-plan.js';
import { type RunWorkflowStage, startRunWorkflowStage } from './stage.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let stage: RunWorkflowStage;
beforeAll(async () => {
  stage = await startRunWorkflowStage();
});
afterAll(() => stage?.stop());

/** Runs one step on `a`, which comes to `answer` once the rollback has been said. */
async function backDuring(answer: StepAnswer, plan: Partial<RunPlan>) {
  let begin = () => {};
  let letGo = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const said = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { handle, ended } = await stage.start(planOf({ batches: [['a']], steps: [stretch('s')], ...plan }), {
    async step() {
      begin();
      await said;
      return answer;
    },
  });
  await begun;
  await handle.signal('steer', { kind: 'rollback', by: 'bruno' });
  letGo();
  return await ended;
}

describe('a rollback said while a step runs is heard', () => {
  it.each<[string, StepAnswer, Partial<RunPlan>]>([
    ['when it is the last one, and goes well', 'done', {}],
    ['when it fails and failures pause', 'failed', { onFailure: 'pause', pauseForMs: 1_000 }],
    ['when it fails and failures stop', 'failed', { onFailure: 'stop' }],
    ['when nobody knows how it ended', 'unknown', { pauseForMs: 1_000 }],
    ['when it is skipped, and nothing was done', 'skipped', {}],
  ])('%s', async (_case, answer, plan) => {
    expect(await backDuring(answer, plan)).toMatchObject({ state: 'rolled-back', asked: ['s@a#1', 'undo a'] });
  });
});

it('a pause that nobody ends says so', async () => {
  let letGo = () => {};
  const said = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { handle, ended } = await stage.start(planOf({ steps: [stretch('s')], pauseForMs: 200 }), {
    async step(): Promise<StepAnswer> {
      await said;
      return 'done';
    },
  });
  await handle.signal('steer', { kind: 'pause', by: 'bruno' });
  letGo();
  const { state, report } = await ended;
  expect(state).toBe('failed');
  expect(JSON.stringify(report)).toContain('nobody resumed it');
});
