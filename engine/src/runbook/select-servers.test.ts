import type { Selector } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { inventory, runbookOf } from './runbook.fixture.js';
import { selectServers, serversTouched } from './select-servers.js';

describe('selectServers', () => {
  const cases: [name: string, selector: Selector, expected: string[]][] = [
    ['by name, in the order of the selector', { servers: ['web-02', 'db-01', 'web-02'] }, ['web-02', 'db-01']],
    ['by tag', { tags: { role: 'web' } }, ['web-01', 'web-02', 'stage-01']],
    ['by environment', { environment: 'production' }, ['web-01', 'web-02', 'db-01']],
    ['by service', { service: 'nginx' }, ['web-01', 'web-02', 'stage-01']],
    ['by service and environment: both must hold', { service: 'nginx', environment: 'staging' }, ['stage-01']],
    ['by name and tag: both must hold', { servers: ['db-01', 'web-01'], tags: { role: 'web' } }, ['web-01']],
    ['all', { all: true }, ['web-01', 'web-02', 'db-01', 'stage-01', 'bare']],
    ['all of one environment', { all: true, environment: 'lab' }, ['bare']],
    ['an unknown name selects nothing', { servers: ['web-99', 'constructor'] }, []],
    ['an unknown service selects nothing, rather than everything', { service: 'toString' }, []],
    ['an unknown tag selects nothing', { tags: { constructor: 'x' } }, []],
  ];
  test.each(cases)('%s', (_, selector, expected) => {
    expect(selectServers(selector, inventory)).toEqual(expected);
  });
});

test('servers named by steps, and by steps that undo, are touched as targets are', () => {
  const runbook = runbookOf(`targets: { servers: [web-02] }
before: [{ uses: a.b, on: { servers: [db-01, web-02] } }]
steps: [{ uses: a.c, rollback: [{ uses: a.d, on: { servers: [bare] } }] }, { uses: a.e, on: controller }]`);
  expect(serversTouched(runbook)).toEqual(['web-02', 'db-01', 'bare']);
});
