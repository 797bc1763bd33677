import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberSteps } from './number-steps.js';
import { planStretches, UnknownAction } from './plan-stretches.js';
import { findAction, runbookOf } from './runbook.fixture.js';

const stretches = (spec: string) => planStretches(numberSteps(runbookOf(spec)), findAction);

test('reading steps go together, a changing step alone, in the order of the file', () => {
  const spec = `
before: [{ uses: system.info }]
steps:
  - { uses: system.disk }
  - { uses: logs.tail, with: { service: nginx } }
  - { uses: service.restart, with: { service: nginx } }
  - { uses: service.status, with: { service: nginx } }
  - { uses: system.info, on: first }
  - { uses: system.info, on: { servers: [db-01] } }
  - { uses: system.disk }
  - { uses: http.check, with: { url: "https://example.com/" } }
  - { uses: http.check, on: controller, with: { url: "https://example.com/" } }
after: [{ uses: system.info }]`;
  const seen = stretches(spec).map(
    ({ kind, on, steps }) => `${kind} ${on.kind}: ${steps.map(({ id }) => id).join(' ')}`,
  );
  expect(seen).toEqual([
    'reading targets: s1',
    'reading targets: s2 s3',
    'changing targets: s4',
    'reading targets: s5',
    'reading first: s6',
    'reading servers: s7',
    'reading targets: s8 s9',
    'reading controller: s10',
    'reading targets: s11',
  ]);
});

test('reading steps that are tried again differently do not share a stretch', () => {
  const spec = `
steps:
  - { uses: system.info }
  - { uses: system.disk, retry: { attempts: 3 } }
  - { uses: system.health, retry: { attempts: 3 } }
  - { uses: system.disk, retry: { attempts: 3, backoff: 5s } }
  - { uses: system.info }`;
  expect(stretches(spec).map(({ steps }) => steps.map(({ id }) => id))).toEqual([['s1'], ['s2', 's3'], ['s4'], ['s5']]);
});

test('no step is lost, doubled or moved', () => {
  const step = fc.constantFrom(
    '{ uses: system.info }',
    '{ uses: shell.run, with: { argv: [id] } }',
    '{ uses: system.info, on: first }',
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const numbered = numberSteps(runbookOf(`steps: [${steps.join(', ')}]`));
      expect(planStretches(numbered, findAction).flatMap((stretch) => stretch.steps)).toEqual(numbered);
    }),
  );
});

test('an unknown action is not taken for a reading one', () => {
  expect(() => stretches('steps: [{ uses: no.such }]')).toThrow(UnknownAction);
});
