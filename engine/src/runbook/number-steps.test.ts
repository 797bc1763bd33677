import { expect, test } from 'vitest';
import { everyStep, numberSteps } from './number-steps.js';
import { runbookOf } from './runbook.fixture.js';

test('steps without an id are named by their place over all phases', () => {
  const runbook = runbookOf(
    'before: [{ uses: a.a }]\nsteps: [{ uses: a.b, id: swap }, { uses: a.c }]\nafter: [{ uses: a.d }]',
  );
  expect(numberSteps(runbook).map(({ id, phase, path }) => [id, phase, ...path])).toEqual([
    ['s1', 'before', 'spec', 'before', 0],
    ['swap', 'steps', 'spec', 'steps', 0],
    ['s3', 'steps', 'spec', 'steps', 1],
    ['s4', 'after', 'spec', 'after', 0],
  ]);
});

test('a derived id never meets one that somebody chose', () => {
  const runbook = runbookOf('steps: [{ uses: a.b, id: s2 }, { uses: a.c }, { uses: a.d, id: s2_ }]');
  expect(numberSteps(runbook).map(({ id }) => id)).toEqual(['s2', 's2__', 's2_']);
});

test('every step includes those that undo, at any depth', () => {
  const runbook = runbookOf(
    'steps: [{ uses: a.b, rollback: [{ uses: a.c, rollback: [{ uses: a.d }] }] }, { uses: a.e, rollback: none }]',
  );
  expect(everyStep(runbook).map(({ step, undoes, of }) => [step.uses, undoes, of.id])).toEqual([
    ['a.b', false, 's1'],
    ['a.c', true, 's1'],
    ['a.d', true, 's1'],
    ['a.e', false, 's2'],
  ]);
});
