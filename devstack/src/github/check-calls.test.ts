import { describe, expect, test } from 'vitest';
import { createCallChecks } from './check-calls.js';
import { operations } from './generated/operations.js';

const misusesOf = (method: string, target: string, body?: unknown): readonly string[] => {
  const checks = createCallChecks(operations);
  checks.note({ method, target, body });
  return checks.misuses();
};
const repo = '/repos/acme/ops';
const check = { name: 'chatops / lint', head_sha: 'abc' };
const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'no' };

describe('a call', () => {
  test.each<[string, string, string, unknown?]>([
    ['without parameters', 'GET', '/app'],
    ['whose path has slashes, encoded as octokit does', 'GET', `${repo}/contents/changes%2Fa.yaml?ref=main`],
    ['with two commits in its path', 'GET', `${repo}/compare/a...b?per_page=100&page=2`],
    ['that looks like another with a number', 'GET', `${repo}/issues/comments?since=2026-01-01T00:00:00Z`],
    ['with a body', 'POST', `${repo}/issues/7/comments`, { body: 'hello' }],
    ['with one of several kinds of bodies', 'POST', `${repo}/check-runs`, { ...check, status: 'in_progress' }],
    ['that may be without a body', 'POST', '/app/installations/100/access_tokens'],
    [
      'with lists of objects',
      'POST',
      `${repo}/git/trees`,
      { base_tree: 'a', tree: [{ path: 'a', mode: '100644', type: 'blob', sha: null }] },
    ],
  ])('%s is as GitHub describes it', (_case, method, target, body) => {
    expect(misusesOf(method, target, body)).toEqual([]);
  });

  test.each<[string, RegExp, string, string, unknown?]>([
    ['that GitHub does not know', /npm run generate/, 'GET', `${repo}/pulls/7/whatever`],
    ['by another method', /npm run generate/, 'DELETE', '/app'],
    ['with a word for a number', /path\/issue_number: must be integer/, 'GET', `${repo}/issues/seven`],
    ['with an unknown parameter', /query: GitHub knows no perpage/, 'GET', `${repo}/pulls?perpage=100`],
    ['with a wrong parameter', /query\/state: must be equal to one of/, 'GET', `${repo}/pulls?state=merged`],
    ['with a time that is none', /query\/since: must match format/, 'GET', `${repo}/issues?since=yesterday`],
    ['without its body', /body: is missing/, 'POST', `${repo}/issues/7/comments`],
    ['with a body where there is none', /GitHub takes none/, 'GET', '/app', {}],
    ['without a key', /must have required property 'body'/, 'POST', `${repo}/issues/7/comments`, {}],
    ['with another type', /body\/body: must be string/, 'POST', `${repo}/issues/7/comments`, { body: 7 }],
    [
      'with a key that GitHub would ignore',
      /GitHub knows no importance/,
      'PATCH',
      `${repo}/issues/comments/7`,
      { body: '', importance: 'progress' },
    ],
    [
      'whose parts do not go together',
      /must have required property 'conclusion'/,
      'PATCH',
      `${repo}/check-runs/7`,
      { status: 'completed' },
    ],
    [
      'with too many of a list',
      /must NOT have more than 50 items/,
      'POST',
      `${repo}/check-runs`,
      { ...check, output: { title: '', summary: '', annotations: Array(51).fill(annotation) } },
    ],
    [
      'wrong deep within',
      /GitHub knows no line/,
      'POST',
      `${repo}/check-runs`,
      { ...check, output: { title: '', summary: '', annotations: [{ ...annotation, line: 1 }] } },
    ],
  ])('%s is told', (_case, expected, method, target, body) => {
    expect(misusesOf(method, target, body).join('\n')).toMatch(expected);
  });

  test('is told once, and what was called is known', () => {
    const checks = createCallChecks(operations);
    for (let time = 0; time < 3; time += 1) checks.note({ method: 'GET', target: '/app?x=1', body: undefined });
    expect(checks.misuses()).toEqual(['GET /app: query: GitHub knows no x']);
    expect([...checks.called()]).toEqual(['GET /app']);
  });
});
