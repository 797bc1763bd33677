import type { Step } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { describeSteps } from './describe-steps.js';
import { findSampleAction, sampleInventory, sampleRunbook } from './sample-plan.fixture.js';
import { effectTable, serverEffects } from './server-effects.js';

const plan = { runbook: sampleRunbook, inventory: sampleInventory, findAction: findSampleAction };
const describeOne = (step: Step) => {
  const runbook = { ...sampleRunbook, spec: { targets: { servers: ['web-01', 'web-02'] }, steps: [step] } };
  return describeSteps({ ...plan, runbook })[0];
};

test('in the order of the file, with the ids that reports use', () => {
  expect(describeSteps(plan).map((step) => [step.id, step.phase, step.effect])).toEqual([
    ['look', 'before', 'read'],
    ['config', 'steps', 'change'],
    ['s3', 'steps', 'change'],
    ['up', 'after', 'read'],
  ]);
});

describe('where', () => {
  test.each<[string, Step, unknown]>([
    [
      'every target, once when the words are the same',
      { uses: 'service.restart', with: { service: 'site' } },
      [['web-01', 'web-02']],
    ],
    [
      'per server where they differ',
      { uses: 'files.write', with: { path: `/srv/\${{ server.name }}` } },
      [['web-01'], ['web-02']],
    ],
    ['the first only', { uses: 'service.restart', on: 'first', with: {} }, [['web-01']]],
    ['named servers', { uses: 'service.restart', on: { servers: ['db-01'] }, with: {} }, [['db-01']]],
    ['the worker itself', { uses: 'http.check', on: 'controller', with: {} }, [[]]],
  ])('%s', (_name, step, servers) => {
    expect(describeOne(step)?.places.map((place) => place.servers)).toEqual(servers);
  });

  test('a template of the server stands expanded', () => {
    const step = { uses: 'files.write', with: { path: `/srv/\${{ server.name }}` } };
    expect(describeOne(step)?.places.map((place) => place.does.en)).toEqual(['write /srv/web-01', 'write /srv/web-02']);
  });
});

describe('what depends on the run', () => {
  test('a condition is told with what it decides about', () => {
    const step = { uses: 'files.write', with: { path: '/a' }, if: 'server.name == "web-01"' };
    expect(describeOne(step)?.places.map(({ does }) => does)).toEqual([
      {
        en: 'write /a (only if server.name == "web-01")',
        fr: expect.stringContaining('(seulement si server.name == "web-01")'),
      },
    ]);
  });

  test('a value of an earlier step is told by where it comes from', () => {
    const step = { uses: 'files.write', with: { path: { from: 'steps.dump.outputs.id' } } };
    expect(describeOne(step)?.places[0]?.does.en).toBe('write steps.dump.outputs.id');
  });
});

describe('undo and backup', () => {
  test.each<[string, Step, string | undefined, unknown]>([
    ['a reading step has neither', { uses: 'http.check' }, undefined, { kind: 'nothing-to-back-up' }],
    [
      "the action's own inverse, and what it overwrites",
      { uses: 'files.write', with: { path: '/a' } },
      'the file as it was is put back',
      { kind: 'paths', paths: ['/a'] },
    ],
    [
      'none, as the file says',
      { uses: 'service.restart', rollback: 'none' },
      'not undone',
      { kind: 'nothing-to-back-up' },
    ],
    [
      'steps of the file',
      { uses: 'service.restart', rollback: [{ uses: 'service.restart', with: { service: 'old' } }] },
      'restart old',
      { kind: 'nothing-to-back-up' },
    ],
    [
      'a reason for no backup',
      { uses: 'files.write', with: { path: '/a' }, backup: { none: 'generated' } },
      'the file as it was is put back',
      { kind: 'none', because: 'generated' },
    ],
    ['an action nobody knows is not undone', { uses: 'other.thing' }, 'not undone', { kind: 'nothing-to-back-up' }],
  ])('%s', (_name, step, undo, backup) => {
    expect(describeOne(step)?.undo?.en).toBe(undo);
    expect(describeOne(step)?.backup).toEqual(backup);
  });
});

describe('server × effect', () => {
  test('servers with the same effects share a row; reading is left out where something changes', () => {
    expect(serverEffects(describeSteps(plan), 'fr')).toEqual([
      { servers: ['web-01', 'web-02'], effects: ['écrire /etc/site.conf', 'redémarrer site'], changes: true },
    ]);
  });

  test('two columns, so that it fits a phone', () => {
    const markdown = effectTable(serverEffects(describeSteps(plan), 'en'), 'en');
    expect(markdown.split('\n')[0]).toBe('| Server | What happens there |');
    expect(markdown).toContain('| `web-01` `web-02` | write /etc/site.conf; restart site |');
  });

  test('many servers are counted, not listed', () => {
    const servers = Array.from({ length: 1000 }, (_, index) => `web-${index}`);
    const rows = [{ servers, effects: ['restart site'], changes: true }];
    expect(effectTable(rows, 'en')).toContain('… and 988');
    const apart = servers.map((name) => ({ servers: [name], effects: [`write ${name}`], changes: true }));
    expect(effectTable(apart, 'en').split('\n')).toHaveLength(33);
    expect(effectTable(apart, 'en')).toContain('| … +970 | see the runbook below |');
  });
});
