import type { Runbook, Step } from '@chatops-commander/schemas';
import { expect, test } from 'vitest';
import { findAction } from '../actions/registry.js';
import { samplePolicy } from '../approval/change-facts.fixture.js';
import { sampleInventory } from '../report/sample-plan.fixture.js';
import { planPreview } from './plan-preview.js';

const runbook = (steps: Step[], before: Step[] = []): Runbook => ({
  apiVersion: 'chatops-commander/v1',
  kind: 'Runbook',
  metadata: { name: 'x', title: 'x' },
  spec: { targets: { servers: ['web-01', 'web-02'] }, before, steps },
});
const disk: Step = { id: 'disk', uses: 'system.disk' };
const restart: Step = { id: 'again', uses: 'service.restart', with: { service: 'site' } };
const tail: Step = { id: 'tail', uses: 'logs.tail', with: { service: 'site' } };

test('where policy sends all reading through a pull request, nothing is read before it', () => {
  const policy = { ...samplePolicy, reads: 'pull-request' as const };
  const plan = planPreview({ runbook: runbook([disk]), inventory: sampleInventory, policy, findAction });
  expect([...plan.values()].flat().map(({ readsState }) => readsState)).toEqual([false, false]);
});

const planned = (given: Runbook) =>
  [...planPreview({ runbook: given, inventory: sampleInventory, policy: samplePolicy, findAction })].map(
    ([server, tasks]) => [
      server,
      tasks.map((task) => `${task.stepId}${task.readsState ? ' now' : ''}${task.dependsOnRun ? ' later' : ''}`),
    ],
  );

test.each<[name: string, given: Runbook, expected: readonly unknown[]]>([
  [
    'each step on each server',
    runbook([restart]),
    [
      ['web-01', ['again']],
      ['web-02', ['again']],
    ],
  ],
  [
    'state before the first change is read',
    runbook([restart, { ...disk, id: 'after' }], [disk]),
    [
      ['web-01', ['disk now', 'again', 'after']],
      ['web-02', ['disk now', 'again', 'after']],
    ],
  ],
  [
    'content is never read',
    runbook([tail, disk]),
    [
      ['web-01', ['tail', 'disk now']],
      ['web-02', ['tail', 'disk now']],
    ],
  ],
  ['the first server only', runbook([{ ...disk, on: 'first' }]), [['web-01', ['disk now']]]],
  ['servers that a step names', runbook([{ ...disk, on: { servers: ['db-01'] } }]), [['db-01', ['disk now']]]],
  [
    'nothing of the worker itself',
    runbook([{ id: 'up', uses: 'http.check', on: 'controller', with: { url: 'http://x/' } }]),
    [],
  ],
  ['nothing on servers that nobody knows', runbook([{ ...disk, on: { servers: ['db-99'] } }]), []],
  [
    'what an earlier step gives is not known',
    runbook([{ ...restart, with: { service: { from: 'steps.disk.outputs.name' } } }]),
    [
      ['web-01', ['again later']],
      ['web-02', ['again later']],
    ],
  ],
  [
    'an action that nobody knows ends the reading of state',
    runbook([{ id: 'x', uses: 'no.such' }, disk]),
    [
      ['web-01', ['x', 'disk']],
      ['web-02', ['x', 'disk']],
    ],
  ],
])('%s', (_name, given, expected) => {
  expect(planned(given)).toEqual(expected);
});
