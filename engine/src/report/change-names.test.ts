import { describe, expect, test } from 'vitest';
import { branchName, changePath, pullRequestTitle } from './change-names.js';

const id = 'acme/ops#12:comment:34';

test('the same request has the same branch and path, another request others', () => {
  expect(branchName(id)).toMatch(/^chatops\/[a-z2-7]{8}$/);
  expect(branchName(id)).toBe(branchName(id));
  expect(branchName(`${id}5`)).not.toBe(branchName(id));
});

describe('changePath', () => {
  test.each([
    [
      'day, name and id',
      'site-restart',
      '2026-01-10T10:00:00Z',
      /^changes\/2026-01-10-site-restart-[a-z2-7]{8}\.yaml$/,
    ],
    ['without a day', 'site-restart', undefined, /^changes\/site-restart-[a-z2-7]{8}\.yaml$/],
    ['a name that climbs', '../../.chatops/policy', undefined, /^changes\/chatops-policy-[a-z2-7]{8}\.yaml$/],
    ['a name of nothing usable', '///', 'yesterday', /^changes\/[a-z2-7]{8}\.yaml$/],
    ['a long name', 'x'.repeat(300), undefined, /^changes\/x{60}-[a-z2-7]{8}\.yaml$/],
  ])('%s', (_name, runbook, askedAt, path) => {
    expect(changePath(runbook, id, askedAt)).toMatch(path);
  });
});

test('the title is one visible line in the language asked for', () => {
  expect(pullRequestTitle({ en: 'Restart', fr: 'Redémarrer\n\u202Enginx' }, 'fr')).toBe('Redémarrer nginx');
  expect(pullRequestTitle('x'.repeat(500), 'en')).toHaveLength(120);
});
