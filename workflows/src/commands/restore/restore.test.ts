import type { OutcomeRow } from '@chatops-commander/engine/records/outcomes';
import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

const nothing = { en: '', fr: '' };
const wrote = (server: string, backup?: string): Partial<OutcomeRow> => ({
  server,
  intent: { before: {}, undo: { kind: 'impossible', because: nothing }, ...(backup === undefined ? {} : { backup }) },
  result: null,
});
const saved = (server: string, backup: string): Partial<OutcomeRow> => ({
  ...wrote(server),
  result: { kind: 'done', changed: false, durationMs: 1, backup, outputs: {}, summary: nothing },
});
const stage = { outcomes: [wrote('web-01', 'r-abc.conf.web-01.1')] };

keepsConventions({
  name: 'restore',
  needs: 'operator',
  typed: ['restore r-abc', 'restore', 'restaure r-abc', 'restaurez r-abc'],
  words: ['restore the database', 'restaure le site'],
  stage,
});

test('proposes to put back what was saved, the last first, each where it came from', async () => {
  const outcomes = [
    wrote('web-01', 'one'),
    wrote('db-01'),
    saved('db-01', 'two'),
    // an undo names the backup that it put back
    wrote('web-01', 'one'),
  ];
  const heard = await commandStage({ outcomes }).say('/ops restore r-abc');
  expect(heard.understanding.kind).toBe('propose');
  expect(heard.saved[0]?.plan?.runbook.spec).toEqual({
    targets: { servers: ['web-01', 'db-01'] },
    onFailure: 'stop',
    steps: [
      { id: 'restore_1', uses: 'backup.restore', on: { servers: ['db-01'] }, with: { backup: 'two' } },
      { id: 'restore_2', uses: 'backup.restore', on: { servers: ['web-01'] }, with: { backup: 'one' } },
    ],
  });
});
test('of one server, without naming it in each step', async () => {
  const heard = await commandStage(stage).say('/ops restore r-abc');
  expect(heard.saved[0]?.plan?.runbook.spec.steps).toEqual([
    { id: 'restore_1', uses: 'backup.restore', with: { backup: 'r-abc.conf.web-01.1' } },
  ]);
});
test('a run that saved nothing has nothing to restore, and a way back', async () => {
  const heard = await commandStage({ outcomes: [wrote('web-01')] }).say('/ops restore r-abc');
  expect(heard).toMatchObject({ saved: [], answer: expect.stringContaining('/ops rollback r-abc') });
});
