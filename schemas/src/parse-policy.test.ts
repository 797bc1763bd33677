import { describe, expect, test } from 'vitest';
import { InvalidFile } from './invalid-file.js';
import { parsePolicy } from './parse-policy.js';
import type { Problem } from './problem.js';

const policy = (rest: string): string => `apiVersion: chatops-commander/v1\nkind: Policy\n${rest}`;
const roles = 'roles: { admin: { users: [ada] } }\n';

function problemsOf(text: string): readonly Problem[] {
  try {
    parsePolicy(text, '.chatops/policy.yaml');
    return [];
  } catch (error) {
    if (error instanceof InvalidFile) return error.problems;
    throw error;
  }
}

test('a policy is read as it is written, without defaults', () => {
  expect(parsePolicy(policy(roles), '.chatops/policy.yaml')).toEqual({
    apiVersion: 'chatops-commander/v1',
    kind: 'Policy',
    roles: { admin: { users: ['ada'] } },
  });
});

describe('mistakes', () => {
  const cases: [name: string, rest: string, expected: Partial<Problem>][] = [
    [
      'no admin',
      'roles: {}',
      { code: 'missing-key', line: 3, column: 1, path: 'roles', message: '"admin" is missing' },
    ],
    [
      'more admins than approvals',
      `${roles}approvals: { critical: { count: 2, admins: 3 } }`,
      { code: 'out-of-bounds', path: 'approvals.critical.admins' },
    ],
    [
      'a shell pattern for any program',
      `${roles}shell: [{ argv: ["*", x], risk: low }]`,
      { code: 'too-wide', path: 'shell[0].argv[0]' },
    ],
    ['all files', `${roles}contents: { files: [/] }`, { code: 'bad-format', path: 'contents.files[0]' }],
    [
      'files above',
      `${roles}contents: { files: [/var/log/../../etc/] }`,
      { code: 'too-wide', path: 'contents.files[0]' },
    ],
    ['a relative file', `${roles}contents: { files: [var/log] }`, { code: 'bad-format', path: 'contents.files[0]' }],
    [
      'a risk that is none',
      `${roles}environments: { production: { minimumRisk: hihg } }`,
      { code: 'wrong-value', hint: 'Did you mean high?' },
    ],
    [
      'a role that is none',
      'roles: { admin: {}, operators: {} }',
      { code: 'unknown-key', hint: 'Did you mean "operator"?' },
    ],
  ];
  test.each(cases)('%s', (_, rest, expected) => {
    expect(problemsOf(policy(rest))).toMatchObject([{ severity: 'error', ...expected }]);
  });
});
