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
      'a rule with more admins than approvals',
      `${roles}rules: [{ name: broad, when: { risk: high }, require: { count: 1, admins: 2 } }]`,
      { code: 'out-of-bounds', path: 'rules[0].require.admins' },
    ],
    [
      'a rule that allows what is not allowed',
      `${roles}rules: [{ name: own, when: { risk: high }, require: { requesterMayApprove: true } }]`,
      { code: 'wrong-value', path: 'rules[0].require.requesterMayApprove' },
    ],
    [
      'a rule without a condition',
      `${roles}rules: [{ name: all, when: {}, require: { count: 2 } }]`,
      { path: 'rules[0].when' },
    ],
    [
      'a rule that asks for nothing',
      `${roles}rules: [{ name: none, when: { risk: low }, require: {} }]`,
      { path: 'rules[0].require' },
    ],
    [
      'a breadth of both kinds',
      `${roles}rules: [{ name: wide, when: { moreThan: { percent: 20, servers: 5 } }, require: { admins: 1 } }]`,
      { path: 'rules[0].when.moreThan' },
    ],
    [
      'an action that is none',
      `${roles}rules: [{ name: any, when: { actions: ["*"] }, require: { admins: 1 } }]`,
      { code: 'bad-format', path: 'rules[0].when.actions[0]' },
    ],
    [
      'two rules of one name',
      `${roles}rules: [{ name: a, when: { risk: low }, require: { count: 1 } }, { name: a, when: { risk: high }, require: { count: 2 } }]`,
      { code: 'duplicate-id', path: 'rules[1].name' },
    ],
    [
      'a freeze in a zone that is none',
      `${roles}freezes: [{ name: weekend, from: "0 18 * * FRI", until: "0 8 * * MON", timeZone: Europe/Pariss }]`,
      { code: 'bad-format', path: 'freezes[0].timeZone', hint: 'Write a name of the IANA list, as in Europe/Paris.' },
    ],
    [
      'a freeze from an hour that is none',
      `${roles}freezes: [{ name: weekend, from: "0 25 * * FRI", until: "0 8 * * MON", timeZone: UTC }]`,
      { code: 'bad-format', path: 'freezes[0].from' },
    ],
    [
      'a freeze that never begins',
      `${roles}freezes: [{ name: never, from: "0 0 31 2 *", until: "0 8 * * MON", timeZone: UTC }]`,
      { code: 'out-of-bounds', path: 'freezes[0].from', message: '"0 0 31 2 *" never comes' },
    ],
    [
      'a freeze that ends as it begins',
      `${roles}freezes: [{ name: odd, from: "0 8 * * MON", until: "0 8 * * MON", timeZone: UTC }]`,
      { code: 'wrong-value', path: 'freezes[0].until' },
    ],
    [
      'a freeze that ends before it begins',
      `${roles}freezes: [{ name: odd, from: "2026-12-18 18:00", until: "2026-01-04 08:00", timeZone: UTC }]`,
      { code: 'wrong-value', path: 'freezes[0].until', message: 'it ends before it begins' },
    ],
    [
      'a freeze of both kinds',
      `${roles}freezes: [{ name: odd, from: "0 18 * * FRI", until: "2027-01-04 08:00", timeZone: UTC }]`,
      { code: 'wrong-value', path: 'freezes[0].until' },
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
