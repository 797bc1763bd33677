import type { Problem } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { lintRunbook } from '../lint-runbook.js';
import { findAction, inventory, runbookText } from '../runbook.fixture.js';

const lint = (spec: string) =>
  lintRunbook({ text: runbookText(spec), file: 'changes/x.yaml', as: 'change', inventory, findAction });
const onWeb = (steps: string, more = ''): string => `targets: { servers: [web-01, web-02] }\n${more}steps: [${steps}]`;
const probe = 'probe: { uses: service.status, with: { service: nginx } }';
const watching = (uses: string, inputs = 'url: "https://example.com/health"') =>
  `watch: { uses: ${uses}, with: { ${inputs} }, every: 1s }\n`;

describe('accepted', () => {
  test.each<[string, string]>([
    ['a wait for time', onWeb('{ uses: wait.for, with: { duration: 30s } }')],
    [
      'a wait for a state',
      onWeb(`{ uses: wait.until, with: { within: 5m, condition: outputs.state == "active" }, ${probe} }`),
    ],
    ['a gate', onWeb('{ uses: gate.approve, with: { message: "Go on?", from: admin, within: 30m } }')],
    [
      'a health gate',
      onWeb('{ id: up, uses: service.status, with: { service: nginx } }', 'strategy: { health: [up] }\n'),
    ],
    ['a watch', onWeb('{ uses: system.info }', watching('http.check'))],
  ])('%s', (_case, spec) => {
    expect(lint(spec).problems).toEqual([]);
  });
});

describe('refused', () => {
  test.each<[string, string, Partial<Problem>]>([
    [
      'a wait for a state without a probe',
      onWeb('{ uses: wait.until, with: { within: 5m } }'),
      { code: 'wrong-place', path: 'spec.steps[0].uses' },
    ],
    [
      'a probe of another step',
      onWeb(`{ uses: system.info, ${probe} }`),
      { code: 'wrong-place', path: 'spec.steps[0].probe' },
    ],
    [
      'a probe that changes something',
      onWeb('{ uses: wait.until, with: { within: 5m }, probe: { uses: service.restart, with: { service: nginx } } }'),
      { code: 'wrong-place', path: 'spec.steps[0].probe.uses' },
    ],
    [
      'a probe with a wrong input',
      onWeb('{ uses: wait.until, with: { within: 5m }, probe: { uses: service.status, with: { servce: nginx } } }'),
      { path: 'spec.steps[0].probe.with.servce' },
    ],
    [
      'a watch on servers',
      onWeb('{ uses: system.info }', watching('system.disk', '')),
      { code: 'wrong-place', path: 'spec.watch.uses' },
    ],
    [
      'a watch on an address of the worker',
      onWeb('{ uses: system.info }', watching('http.check', 'url: "http://169.254.169.254/"')),
      { code: 'forbidden-address', path: 'spec.watch.with.url' },
    ],
    [
      'a watch that changes',
      onWeb('{ uses: system.info }', watching('shell.run', 'argv: [id]')),
      { path: 'spec.watch.uses' },
    ],
    [
      'a health step that is not there',
      onWeb('{ id: up, uses: system.info }', 'strategy: { health: [upp] }\n'),
      { code: 'unknown-step', hint: 'Did you mean "up"?' },
    ],
    [
      'a health step that changes something',
      onWeb('{ id: up, uses: service.restart, with: { service: nginx } }', 'strategy: { health: [up] }\n'),
      { code: 'wrong-place', path: 'spec.strategy.health[0]' },
    ],
    [
      'a wait for time on the first server',
      onWeb('{ uses: wait.for, on: first, with: { duration: 1s } }'),
      { code: 'wrong-place', path: 'spec.steps[0].on' },
    ],
    [
      'an assertion on a wait',
      onWeb('{ uses: wait.for, with: { duration: 1s }, assert: "true" }'),
      { code: 'wrong-place', path: 'spec.steps[0].assert' },
    ],
    [
      'a wait in a rollback',
      onWeb('{ uses: shell.run, with: { argv: [a] }, rollback: [{ uses: wait.for, with: { duration: 1s } }] }'),
      { code: 'wrong-place', path: 'spec.steps[0].rollback[0].uses' },
    ],
    [
      'a place in a rollback',
      onWeb('{ uses: shell.run, with: { argv: [a] }, rollback: [{ uses: system.info, on: first }] }'),
      { code: 'wrong-place', path: 'spec.steps[0].rollback[0].on' },
    ],
  ])('%s', (_case, spec, expected) => {
    expect(lint(spec).problems).toContainEqual(expect.objectContaining(expected));
  });
});
