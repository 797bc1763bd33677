import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import { describe, expect, it } from 'vitest';
import { createMemoryOutcomes, sampleContext } from './sample-run.fixture.js';
import { conditionsOf } from './step-conditions.js';

const done = (outputs: Extract<StepOutcome, { kind: 'done' }>['outputs']): StepOutcome => ({
  kind: 'done',
  outputs,
  summary: { en: '', fr: '' },
  changed: true,
  durationMs: 1,
});

/** The last of these steps, on web-01 of two servers, after these outcomes: step, server, outputs. */
async function last(steps: readonly string[], ended: readonly [string, string, StepOutcome][] = [], on = 'web-01') {
  const { outcomes } = createMemoryOutcomes();
  for (const [stepId, server, outcome] of ended) {
    await outcomes.finish({ runId: 'r-abc', stepId, server, attempt: 1 }, outcome);
  }
  const context = sampleContext(steps, ['web-01', 'web-02']);
  return await conditionsOf({ server: on, stepId: `s${steps.length}`, execution: 'r-abc', context }, { outcomes });
}
const disk = '{ id: room, uses: system.disk }';
const image = '{ id: image, on: controller, uses: http.check, with: { url: "https://example.com/" } }';

describe('the condition of a step', () => {
  it.each<[string, string, string | undefined]>([
    ['holds on this server', 'server.name == "web-01"', undefined],
    ['does not hold on this server', 'server.name == "web-02"', 'skipped'],
    ['speaks of the same server elsewhere', 'steps.room.outputs.freeMiB == 1', undefined],
    ['speaks of the controller', 'steps.image.outputs.status == 200', undefined],
    ['speaks of what a step did not give out', 'steps.room.outputs.nothing == 1', 'failed'],
  ])('%s', async (_case, condition, kind) => {
    const { stays } = await last(
      [disk, image, `{ uses: system.info, if: ${JSON.stringify(condition)} }`],
      [
        ['room', 'web-02', done({ freeMiB: 2 })],
        ['room', 'web-01', done({ freeMiB: 1 })],
        ['image', 'controller', done({ status: 200 })],
      ],
    );
    expect(stays?.kind).toBe(kind);
  });

  it('knows no outputs of a step that failed', async () => {
    const failed: StepOutcome = {
      kind: 'failed',
      reason: { en: '', fr: '' },
      outputs: { freeMiB: 9 },
      started: false,
      durationMs: 0,
    };
    const { stays } = await last(
      [disk, '{ uses: system.info, if: has(steps.room.outputs) }'],
      [['room', 'web-01', failed]],
    );
    expect(stays?.kind).toBe('skipped');
  });
});

describe('a value of an earlier step', () => {
  const takes = '{ uses: shell.run, with: { argv: { from: steps.room.outputs.id } } }';

  it('is handed over as it is', async () => {
    const { bound, stays } = await last([disk, takes], [['room', 'web-01', done({ id: 'b-1' })]]);
    expect([bound, stays]).toEqual([{ argv: 'b-1' }, undefined]);
  });

  it.each<[string, StepOutcome | undefined]>([
    ['is not there', undefined],
    ['is of another name', done({ other: 1 })],
    ['is no plain value', done({ id: { deep: 1 } })],
    ['has a line break', done({ id: 'b-1\nrm' })],
    ['is an option', done({ id: '--force' })],
    ['climbs', done({ id: 'a/../../etc' })],
  ])('that %s fails the step before it starts', async (_case, outcome) => {
    const { stays } = await last([disk, takes], outcome === undefined ? [] : [['room', 'web-01', outcome]]);
    expect(stays).toMatchObject({ kind: 'failed', started: false });
  });
});

it('takes nothing that every object has for a value', async () => {
  const takes = '{ uses: shell.run, with: { argv: { from: steps.room.outputs.constructor } } }';
  expect((await last([disk, takes], [['room', 'web-01', done({})]])).stays).toMatchObject({ kind: 'failed' });
});

describe('an assertion', () => {
  const asserting = '{ uses: shell.run, with: { argv: [a] }, assert: outputs.exit == 0 }';

  it.each<[string, StepOutcome, object]>([
    ['that holds leaves the outcome', done({ exit: 0 }), { kind: 'done' }],
    [
      'that does not hold fails what was done, as something that started',
      done({ exit: 1 }),
      { kind: 'failed', started: true },
    ],
    ['that cannot be told fails it too', done({}), { kind: 'failed', started: true }],
    [
      'is not asked after a failure',
      { kind: 'busy', reason: { en: '', fr: '' }, run: 'r', pid: 1, durationMs: 0 },
      { kind: 'busy' },
    ],
  ])('%s', async (_case, outcome, expected) => {
    expect((await last([asserting])).judge(outcome)).toMatchObject(expected);
  });
});
