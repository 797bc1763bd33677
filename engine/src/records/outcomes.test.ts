import { describe, expect, test } from 'vitest';
import { databaseEngines, roundsOn, useDatabase } from '../../test/record-databases.js';
import type { Intent, StepOutcome } from '../execution/step-run.js';
import { createOutcomes, type OutcomeKey } from './outcomes.js';

const key = (stepId: string): OutcomeKey => ({ runId: 'r-00000001', stepId, server: 'web-01', attempt: 1 });
const done: StepOutcome = {
  kind: 'done',
  changed: true,
  summary: { en: 'nginx restarted in 84 ms', fr: 'nginx redémarré en 84 ms' },
  outputs: { state: 'active', text: 'nul \0' },
  durationMs: 84.5,
};
const failed: StepOutcome = {
  kind: 'failed',
  started: true,
  reason: { en: 'nginx did not start', fr: 'nginx n’a pas démarré' },
  outputs: {},
  durationMs: 12,
  exit: { kind: 'code', code: 1 },
};
const undo = { kind: 'restore-backup', backup: 'b-1', describe: { en: 'restore', fr: 'restaurer' } } as const;
const intent = (state: string): Intent => ({ before: { state }, undo, backup: 'b-1' });

describe.each(databaseEngines)('outcomes on %s', (engine) => {
  const database = useDatabase(engine);

  test('the first intent stays, and whoever comes second gets it', async () => {
    const outcomes = createOutcomes(database.db);
    expect(await outcomes.intent(key('first'), intent('inactive'))).toEqual({
      kind: 'recorded',
    });
    expect(await outcomes.intent(key('first'), intent('active'))).toEqual({
      kind: 'exists',
      outcome: {
        ...key('first'),
        intent: intent('inactive'),
        startedAt: expect.stringMatching(/Z$/),
        result: null,
        finishedAt: null,
      },
    });
  });

  test('of 10 intents at once one is recorded, many times over', async () => {
    const outcomes = createOutcomes(database.db);
    for (let round = 0; round < roundsOn(engine); round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => outcomes.intent(key(`race-${round}`), intent('active'))),
      );
      expect(answers.filter(({ kind }) => kind === 'recorded')).toHaveLength(1);
    }
  }, 60_000);

  test('the first result stays, with its intent', async () => {
    const outcomes = createOutcomes(database.db);
    await outcomes.intent(key('ends'), intent('inactive'));
    const ended = await outcomes.finish(key('ends'), done);
    expect(ended).toMatchObject({
      intent: intent('inactive'),
      result: { ...done, outputs: { state: 'active', text: 'nul \uFFFD' } },
      finishedAt: expect.stringMatching(/Z$/),
    });
    expect(await outcomes.finish(key('ends'), failed)).toEqual(ended);
    expect(await outcomes.find(key('ends'))).toEqual(ended);
  });

  test('a step that only read has a result and no intent; unlike a started one', async () => {
    const outcomes = createOutcomes(database.db);
    expect(await outcomes.finish(key('reads'), failed)).toMatchObject({ intent: null, result: failed });
    expect(await outcomes.find(key('nothing'))).toBeUndefined();
  });

  test('those of a run come in the order of their start', async () => {
    const outcomes = createOutcomes(database.db);
    const steps = ['c', 'a', 'b'].map((stepId) => ({ ...key(stepId), runId: 'acme/ops#3:comment:9' }));
    for (const step of steps) await outcomes.intent(step, intent('active'));
    expect((await outcomes.ofRun('acme/ops#3:comment:9')).map(({ stepId }) => stepId)).toEqual(['c', 'a', 'b']);
  });
});
