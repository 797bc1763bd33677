import { parsePolicy, parseRunbook } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { makeRunPlan } from './make-run-plan.js';
import { sampleRow } from './sample-run.fixture.js';

const planOf = (spec: string, limits = '{}') =>
  makeRunPlan(
    sampleRow,
    parseRunbook(
      `apiVersion: chatops-commander/v1\nkind: Runbook\nmetadata: { name: x, title: X }\nspec:\n  ${spec.replaceAll('\n', '\n  ')}\n`,
      'changes/x.yaml',
    ),
    parsePolicy(
      `apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: { users: [ada] } }\nlimits: ${limits}\n`,
      'policy',
    ),
    [],
  );
const servers = 'targets: { servers: [a, b, c, d] }\n';
const waits = `steps:
  - { id: pass, uses: wait.for, with: { duration: 30s } }
  - { id: seen, uses: wait.until, with: { within: 10m, every: 100ms }, probe: { uses: system.info } }
  - { id: long, uses: wait.until, with: { within: 10h, every: 1s }, probe: { uses: system.info } }
  - { id: ask, uses: gate.approve, with: { message: "Go on?", from: admin } }`;

describe('a plan', () => {
  it('has each wait as a stretch of its own, and looks no more than 200 times', () => {
    const { steps } = planOf(`${servers}${waits}`);
    expect(steps.map(({ steps: [step], on, changes, wait }) => [step?.id, on, changes, wait])).toEqual([
      ['pass', 'controller', false, { kind: 'time', ms: 30_000 }],
      ['seen', 'targets', false, { kind: 'state', withinMs: 600_000, everyMs: 3_000 }],
      ['long', 'targets', false, { kind: 'state', withinMs: 36_000_000, everyMs: 180_000 }],
      ['ask', 'controller', false, { kind: 'person', withinMs: 3_600_000, message: 'Go on?', role: 'admin' }],
    ]);
  });

  it('has the health steps in the order of the file', () => {
    const steps = 'steps: [{ id: b, uses: system.info }, { id: a, uses: system.disk }, { id: c, uses: system.info }]';
    const { health } = planOf(`${servers}strategy: { health: [a, b] }\n${steps}`);
    expect(health.map((stretch) => stretch.steps.map(({ id }) => id))).toEqual([['b', 'a']]);
  });

  it.each<[string, string, string[][]]>([
    ['a number', 'batch: 3', [['a', 'b', 'c'], ['d']]],
    [
      'a percentage',
      'batch: 50%',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['canaries', 'batch: [1, 25%, 100%]', [['a'], ['b'], ['c', 'd']]],
  ])('has batches by %s', (_case, strategy, batches) => {
    const plan = planOf(
      `${servers}strategy: { ${strategy} }\nsteps: [{ uses: service.restart, with: { service: x } }]`,
    );
    expect(plan.batches).toEqual(batches);
  });

  it.each<[string, string, 'stop' | 'drop']>([
    ['a policy that says nothing of unreachable servers', '{}', 'stop'],
    ['one that lets them drop', '{ unreachable: drop }', 'drop'],
  ])('obeys %s', (_case, limits, unreachable) => {
    expect(planOf(`${servers}steps: [{ uses: system.info }]`, limits).unreachable).toBe(unreachable);
  });

  it('locks servers that only a step names', () => {
    const plan = planOf(
      `${servers}before: [{ uses: system.info, on: { servers: [db] } }]\nsteps: [{ uses: system.info }]`,
    );
    expect([plan.servers, plan.batches]).toEqual([['a', 'b', 'c', 'd', 'db'], [['a', 'b', 'c', 'd']]]);
  });
});
