import type { StepOutcome, StepRun } from '@chatops-commander/engine/execution/step-run';
import { expect, it } from 'vitest';
import { executeStep, type StepDeps } from './execute-step.js';
import { prepareStep } from '../prepare-step.js';
import { createMemoryAudit, createMemoryOutcomes, sampleContext } from './sample-run.fixture.js';

const summary = { en: 'x', fr: 'x' };
const intent = { before: {}, undo: { kind: 'nothing', because: summary } } as const;
const done: StepOutcome = { kind: 'done', outputs: {}, summary, changed: true, durationMs: 1 };
const alreadySo: StepOutcome = { kind: 'already-so', outputs: {}, summary, changed: false, durationMs: 1 };
const key = { runId: 'r-abc', stepId: 's1', server: 'web-01', attempt: 1 };
const holder = 'run:r-abc:1';

/** A change whose server is found as `look` says; one that is attached to ends as done. */
function stage(look: 'change' | 'already-so') {
  const { outcomes } = createMemoryOutcomes(holder);
  const context = sampleContext(['{ uses: service.restart, with: { service: nginx } }']);
  const finds: string[] = [];
  const seen: string[] = [];
  const change = async (run: StepRun, hooks: { onIntent(given: typeof intent): Promise<void> }) => {
    seen.push(run.intent === undefined ? 'looked' : 'attached');
    if (run.intent !== undefined) return done;
    if (look === 'already-so') return alreadySo;
    await hooks.onIntent(intent);
    return done;
  };
  const deps: StepDeps = {
    runner: { read: async () => done, change },
    jobs: { cancel: async () => ({ kind: 'gone' }) },
    outcomes: {
      ...outcomes,
      find: (asked) => {
        finds.push(asked.stepId);
        return outcomes.find(asked);
      },
    },
    audit: createMemoryAudit(),
    prepare: async (content, stepId, server) =>
      prepareStep(content.steps.get(stepId)?.step ?? { uses: 'none' }, stepId, server, context.inventory),
  };
  const execute = () =>
    executeStep(
      {
        server: 'web-01',
        stepId: 's1',
        task: { runId: 'r-abc', runAttempt: 1, steps: ['s1'], servers: ['web-01'], attempt: 1 },
        context,
      },
      deps,
      { signal: new AbortController().signal, cancelRequested: () => false, firstTry: true },
    );
  return { execute, outcomes, finds, seen };
}

it('a first try starts without looking for what is on record', async () => {
  const { execute, finds, seen } = stage('change');
  expect((await execute()).result?.kind).toBe('done');
  expect([finds, seen]).toEqual([[], ['looked']]);
});

it.each(['change', 'already-so'] as const)(
  'a first try that finds the step begun (%s) attaches to it: Temporal was told to begin again from an earlier event',
  async (look) => {
    const { execute, outcomes, seen } = stage(look);
    await outcomes.intent(key, intent, holder);
    expect((await execute()).result?.kind).toBe('done');
    expect(seen).toEqual(['looked', 'attached']);
  },
);
