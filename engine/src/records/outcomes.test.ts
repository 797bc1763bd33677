import { beforeAll, describe, expect, test } from 'vitest';
import { databaseEngines, roundsOn, useDatabase } from '../../test/record-databases.js';
import type { Intent, StepOutcome } from '../execution/step-run.js';
import { createLocks } from './locks.js';
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

const holder = 'run:r-00000001:1';

describe.each(databaseEngines)('outcomes on %s', (engine) => {
  const database = useDatabase(engine);
  const hold = (by: string) =>
    createLocks(database.db).acquire({
      repository: 'acme/ops',
      servers: ['web-01', 'web-02'],
      holder: by,
      runId: 'r',
      reason: '',
      link: '',
    });
  beforeAll(() => hold(holder));

  test('an intent is recorded only while its holder has the server', async () => {
    const [outcomes, locks] = [createOutcomes(database.db), createLocks(database.db)];
    expect(await outcomes.intent(key('held'), intent('active'), 'run:r-else:1')).toEqual({
      kind: 'not-held',
      by: holder,
    });
    await locks.freeHolder(holder);
    expect(await outcomes.intent(key('held'), intent('active'), holder)).toEqual({ kind: 'not-held', by: undefined });
    expect(await outcomes.find(key('held'))).toBeUndefined();
    await hold(holder);
    expect(await outcomes.intent(key('held'), intent('active'), holder)).toEqual({ kind: 'recorded' });
  });

  test('that the server has heard of it is noted with the intent', async () => {
    const outcomes = createOutcomes(database.db);
    await outcomes.intent(key('heard'), intent('active'), holder);
    await outcomes.contacted(key('heard'));
    expect((await outcomes.find(key('heard')))?.intent).toEqual({ ...intent('active'), contacted: true });
  });

  test('a server sees the last outcome of its own steps, and of those that run in one place', async () => {
    const outcomes = createOutcomes(database.db);
    const at = (stepId: string, server: string, attempt = 1) => ({ runId: 'r-view', stepId, server, attempt });
    await outcomes.finish(at('disk', 'web-01'), failed);
    await outcomes.finish(at('disk', 'web-01', 2), done);
    await outcomes.finish(at('disk', 'web-02'), failed);
    await outcomes.finish(at('image', 'controller'), done);
    await outcomes.intent(at('open', 'web-01'), intent('active'), holder);
    const seen = await outcomes.seenFrom({ runId: 'r-view', server: 'web-01', own: ['disk', 'open'], only: ['image'] });
    expect(seen.map(({ stepId, server, attempt }) => [stepId, server, attempt])).toEqual([
      ['disk', 'web-01', 2],
      ['image', 'controller', 1],
    ]);
  });

  test('the first intent stays, and whoever comes second gets it', async () => {
    const outcomes = createOutcomes(database.db);
    expect(await outcomes.intent(key('first'), intent('inactive'), holder)).toEqual({
      kind: 'recorded',
    });
    expect(await outcomes.intent(key('first'), intent('active'), holder)).toEqual({
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
        Array.from({ length: 10 }, () => outcomes.intent(key(`race-${round}`), intent('active'), holder)),
      );
      expect(answers.filter(({ kind }) => kind === 'recorded')).toHaveLength(1);
    }
  }, 60_000);

  test('asked for twice in one statement, an intent is recorded for one', async () => {
    const outcomes = createOutcomes(database.db);
    // the first goes by itself, the two others together
    const asked = ['before', 'twice', 'twice', 'after'].map((step) =>
      outcomes.intent(key(step), intent('active'), holder),
    );
    const answers = await Promise.all(asked);
    expect(answers.map(({ kind }) => kind)).toEqual(['recorded', 'recorded', 'exists', 'recorded']);
  });

  test('several at once are each held to their own lock', async () => {
    const outcomes = createOutcomes(database.db);
    const at = (stepId: string, server: string, by: string) =>
      outcomes.intent({ runId: 'r-several', stepId, server, attempt: 1 }, intent('active'), by);
    const answers = await Promise.all([
      at('a', 'web-01', holder),
      at('b', 'web-02', 'run:r-else:1'),
      at('c', 'web-02', holder),
      at('d', 'web-09', holder),
    ]);
    expect(answers.map(({ kind }) => kind)).toEqual(['recorded', 'not-held', 'recorded', 'not-held']);
  });

  test('the first result stays, with its intent', async () => {
    const outcomes = createOutcomes(database.db);
    await outcomes.intent(key('ends'), intent('inactive'), holder);
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
    for (const step of steps) await outcomes.intent(step, intent('active'), holder);
    expect((await outcomes.ofRun('acme/ops#3:comment:9')).map(({ stepId }) => stepId)).toEqual(['c', 'a', 'b']);
  });
});
