import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import { ConnectionLost } from '@chatops-commander/engine/ssh/connection-errors';
import { JobNotStarted } from '@chatops-commander/engine/ssh/job-errors';
import { describe, expect, it } from 'vitest';
import { prepareStep } from '../prepare-step.js';
import {
  createMemoryAudit,
  createMemoryOutcomes,
  sampleContext,
  sampleHolder,
  sampleIntent,
} from './sample-run.fixture.js';
import { type UndoDeps, undoServers } from './undo-servers.js';

const done: StepOutcome = { kind: 'done', outputs: {}, summary: { en: '', fr: '' }, changed: true, durationMs: 1 };
const server = { name: 'web-01', host: '127.0.0.1', port: 22 };
const undoKey = { runId: 'r-abc', stepId: 's1.undo', server: 'web-01', attempt: 1 };

async function stage(undo: UndoDeps['runner']['undo'], holder = sampleHolder) {
  const context = sampleContext(['{ uses: service.restart, with: { service: nginx } }']);
  const { outcomes } = createMemoryOutcomes(holder);
  const audit = createMemoryAudit();
  const abort = new AbortController();
  await outcomes.intent({ ...undoKey, stepId: 's1' }, sampleIntent, holder);
  const deps: UndoDeps = {
    runner: { undo, read: async () => done, change: async () => done },
    outcomes,
    audit,
    async prepare(_context, stepId, name) {
      return prepareStep({ uses: 'service.restart' }, stepId, name, context.inventory);
    },
  };
  return {
    outcomes,
    audit,
    abort,
    undo: (runAttempt = 1) =>
      undoServers({ runId: 'r-abc', runAttempt, servers: ['web-01'] }, context, deps, { signal: abort.signal }),
  };
}

describe('undoServers', () => {
  it('leaves an undoing that may run to the next attempt, which attaches to it', async () => {
    const lost = new ConnectionLost(server);
    const seen: unknown[] = [];
    const { undo, outcomes } = await stage(async (_undo, run, hooks, life) => {
      seen.push(run.undoIntent);
      if (run.undoIntent !== undefined) return done;
      await hooks.onIntent(sampleIntent);
      life.onStarting?.();
      throw lost;
    });
    await expect(undo()).rejects.toBe(lost);
    expect(await outcomes.find(undoKey)).toMatchObject({ finishedAt: null });
    expect(await undo()).toEqual({ undone: 1, nothing: 0, failed: [] });
    expect(seen).toEqual([undefined, sampleIntent]);
  });

  it.each([
    ['the server cannot be reached before it starts', new ConnectionLost(server), false],
    [
      'the server refuses to start it',
      new JobNotStarted(server, { ...undoKey, run: 'r-abc', step: 's1.undo' }, 'full'),
      true,
    ],
  ])('counts as failed when %s', async (_case, error, intended) => {
    const { undo } = await stage(async (_undo, _run, hooks) => {
      if (intended) await hooks.onIntent(sampleIntent);
      throw error;
    });
    expect(await undo()).toMatchObject({ undone: 0, failed: [{ server: 'web-01', step: 's1.undo' }] });
  });

  it('records nothing that an abort cut short', async () => {
    const stopped = new Error('the worker stops');
    const staged = await stage(async () => {
      staged.abort.abort(stopped);
      return { kind: 'failed', reason: { en: 'cut', fr: 'coupé' }, outputs: {}, started: true, durationMs: 0 };
    });
    await expect(staged.undo()).rejects.toBe(stopped);
    expect(await staged.outcomes.find(undoKey)).toBeUndefined();
  });

  it('attaches to what another attempt of the activity started meanwhile', async () => {
    const staged = await stage(async (_undo, run, hooks) => {
      if (run.undoIntent !== undefined) return done;
      await staged.outcomes.intent(undoKey, sampleIntent, sampleHolder);
      await hooks.onIntent(sampleIntent);
      throw new Error('started twice');
    });
    expect(await staged.undo()).toMatchObject({ undone: 1 });
  });

  it('undoes nothing on a server that the run no longer holds', async () => {
    const { undo } = await stage(async (_undo, _run, hooks) => {
      await hooks.onIntent(sampleIntent);
      return done;
    }, 'run:r-else:1');
    expect(await undo()).toMatchObject({
      undone: 0,
      failed: [{ server: 'web-01', because: { en: expect.stringContaining('run:r-else:1') } }],
    });
  });

  it.each<[string, StepOutcome, number]>([
    [
      'failed before it started',
      { kind: 'failed', reason: { en: '', fr: '' }, outputs: {}, started: false, durationMs: 0 },
      0,
    ],
    [
      'failed in the middle',
      { kind: 'failed', reason: { en: '', fr: '' }, outputs: {}, started: true, durationMs: 0 },
      1,
    ],
    [
      'was cancelled before it started',
      { kind: 'cancelled', reason: { en: '', fr: '' }, started: false, durationMs: 0 },
      0,
    ],
    ['is lost', { kind: 'unknown', reason: { en: '', fr: '' }, because: '', durationMs: 0 }, 1],
  ])('of a step that %s', async (_case, result, undone) => {
    const { undo, outcomes } = await stage(async () => done);
    await outcomes.finish({ ...undoKey, stepId: 's1' }, result);
    expect(await undo()).toMatchObject({ undone, failed: [] });
  });

  it('does not undo again what an earlier attempt undid, and what was started anew since', async () => {
    const seen: unknown[] = [];
    const { undo, outcomes } = await stage(async (_undo, run) => {
      seen.push(run.intent);
      return done;
    });
    expect(await undo(1)).toMatchObject({ undone: 1 });
    expect(await undo(2)).toEqual({ undone: 0, nothing: 1, failed: [] });
    const anew = { ...sampleIntent, before: { state: 'newer' } };
    await outcomes.intent({ ...undoKey, runId: 'r-abc.2', stepId: 's1' }, anew, sampleHolder);
    expect(await undo(3)).toMatchObject({ undone: 1 });
    expect(seen).toEqual([sampleIntent, anew]);
    expect(await undo(3)).toMatchObject({ undone: 1 });
    expect(seen).toHaveLength(2);
  });

  it('undoes again what an earlier attempt could not', async () => {
    let ends: StepOutcome = { kind: 'failed', reason: { en: '', fr: '' }, outputs: {}, started: true, durationMs: 0 };
    const { undo } = await stage(async () => ends);
    expect(await undo(1)).toMatchObject({ undone: 0, failed: [{ step: 's1.undo' }] });
    ends = done;
    expect(await undo(2)).toMatchObject({ undone: 1, failed: [] });
  });

  it('audits each undoing', async () => {
    const { undo, audit } = await stage(async () => done);
    await undo();
    expect(audit.entries).toMatchObject([{ kind: 'step.finished', data: { step: 's1.undo', outcome: 'done' } }]);
  });
});

it('goes back batch by batch, the last one first, and then what came before the rollout', async () => {
  const context = sampleContext(['{ id: swap, uses: service.restart, with: { service: nginx } }'], ['web-01', 'db-01']);
  const steps = new Map(context.steps);
  const swap = steps.get('swap');
  if (swap === undefined) throw new Error('no step');
  steps.set('dump', { ...swap, id: 'dump', phase: 'before' });
  const { outcomes } = createMemoryOutcomes();
  const started = [
    ['dump', 'db-01'],
    ['dump', 'web-01'],
    ['swap', 'web-01'],
    ['swap', 'db-01'],
  ] as const;
  const intent = {
    ...sampleIntent,
    undo: { kind: 'step', uses: 'x', with: {}, describe: { en: '', fr: '' } },
  } as const;
  for (const [stepId, name] of started) {
    await outcomes.intent({ runId: 'r-abc', stepId, server: name, attempt: 1 }, intent, sampleHolder);
  }
  const undone: string[] = [];
  let atOnce = 0;
  await undoServers(
    { runId: 'r-abc', runAttempt: 1, servers: ['web-01', 'db-01'] },
    { ...context, steps },
    {
      runner: {
        async undo(_undo, run) {
          atOnce += 1;
          await new Promise((resolve) => setImmediate(resolve));
          if (run.stepId === 'swap') expect(atOnce).toBe(1);
          undone.push(`${run.stepId} ${run.server.name}`);
          atOnce -= 1;
          return done;
        },
        read: async () => done,
        change: async () => done,
      },
      outcomes,
      audit: createMemoryAudit(),
      prepare: async (_context, stepId, name) =>
        prepareStep({ uses: 'service.restart' }, stepId, name, context.inventory),
    },
    { signal: new AbortController().signal },
  );
  expect(undone.slice(0, 2)).toEqual(['swap db-01', 'swap web-01']);
  expect(undone.slice(2).sort()).toEqual(['dump db-01', 'dump web-01']);
});
