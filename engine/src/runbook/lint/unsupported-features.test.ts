import { describe, expect, test } from 'vitest';
import { lintRunbook } from '../lint-runbook.js';
import { findAction, inventory, runbookText } from '../runbook.fixture.js';

const lint = (text: string) => lintRunbook({ text, file: 'changes/x.yaml', as: 'change', inventory, findAction });
const onWeb = (step: string): string => runbookText(`targets: { servers: [web-01, web-02] }\nsteps:\n  - ${step}`);

describe('not supported yet, and said so', () => {
  const cases: [feature: string, text: string, path: string][] = [
    ['if', onWeb('{ uses: system.info, if: "true" }'), 'spec.steps[0].if'],
    ['assert', onWeb('{ uses: system.disk, assert: "true" }'), 'spec.steps[0].assert'],
    ['probe', onWeb('{ uses: system.disk, probe: { uses: system.info } }'), 'spec.steps[0].probe'],
    [
      'watch',
      runbookText(
        'targets: { servers: [web-01] }\nwatch: { uses: http.check, with: { url: "https://example.com/" }, every: 1s }\nsteps: [{ uses: system.info }]',
      ),
      'spec.watch',
    ],
    [
      'health',
      runbookText('targets: { servers: [web-01] }\nstrategy: { health: [up] }\nsteps: [{ id: up, uses: system.info }]'),
      'spec.strategy.health',
    ],
    [
      'from',
      onWeb('{ uses: shell.run, with: { argv: [a, { from: steps.a.outputs.b }] } }'),
      'spec.steps[0].with.argv[1].from',
    ],
    ['wait', onWeb('{ uses: wait.until, with: { within: 5m } }'), 'spec.steps[0].uses'],
    ['gate', onWeb('{ uses: gate.approve }'), 'spec.steps[0].uses'],
    [
      'place in a rollback',
      onWeb(
        '{ uses: service.stop, with: { service: nginx }, rollback: [{ uses: service.start, with: { service: nginx }, on: first }] }',
      ),
      'spec.steps[0].rollback[0].on',
    ],
    [
      'rollback of a rollback',
      onWeb(
        '{ uses: service.stop, with: { service: nginx }, rollback: [{ uses: service.start, with: { service: nginx }, rollback: none }] }',
      ),
      'spec.steps[0].rollback[0].rollback',
    ],
  ];
  test.each(cases)('%s', (_, text, path) => {
    const { ok, problems } = lint(text);
    expect(ok).toBe(false);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'not-supported-yet', path }));
    expect(problems.filter(({ code }) => code === 'unknown-action')).toEqual([]);
  });
});
