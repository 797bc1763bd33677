import { describe, expect, test } from 'vitest';
import { InvalidFile } from './invalid-file.js';
import { parseRunbook } from './parse-runbook.js';
import type { Problem } from './problem.js';

const head = 'apiVersion: chatops-commander/v1\nkind: Runbook\nmetadata: { name: restart-nginx, title: Restart }\n';
const inSpec = (yaml: string): string => `${head}spec:\n${yaml}`;
const inStep = (yaml: string): string => inSpec(`  steps:\n    - uses: service.restart\n      ${yaml}\n`);

function problemsOf(text: string): readonly Problem[] {
  try {
    parseRunbook(text, 'changes/x.yaml');
    return [];
  } catch (error) {
    if (error instanceof InvalidFile) return error.problems;
    throw error;
  }
}

test('a runbook is read as it is written', () => {
  const text = inStep('with: { service: nginx }');
  expect(parseRunbook(text, 'changes/x.yaml')).toEqual({
    apiVersion: 'chatops-commander/v1',
    kind: 'Runbook',
    metadata: { name: 'restart-nginx', title: 'Restart' },
    spec: { steps: [{ uses: 'service.restart', with: { service: 'nginx' } }] },
  });
});

test('values are read by YAML 1.2: only true and false are truth values, and 010 is ten', () => {
  const runbook = parseRunbook(
    inStep('with: { a: yes, b: off, c: true, d: 010, e: 0o10, f: 1_000, g: ~, h: 12:30 }'),
    'x',
  );
  expect(runbook.spec.steps[0]?.with).toEqual({
    a: 'yes',
    b: 'off',
    c: true,
    d: 10,
    e: 8,
    f: '1_000',
    g: null,
    h: '12:30',
  });
});

test('a few anchors are fine', () => {
  const runbook = parseRunbook(inSpec('  before: [&look { uses: system.health }]\n  steps: [*look, *look]'), 'x');
  expect(runbook.spec.steps).toEqual([{ uses: 'system.health' }, { uses: 'system.health' }]);
});

describe('mistakes are named, placed and given a way out', () => {
  const cases: [name: string, text: string, expected: Partial<Problem>][] = [
    [
      'unknown key near a known one',
      inStep('retrys: { attempts: 3 }'),
      { code: 'unknown-key', line: 7, column: 7, path: 'spec.steps[0].retrys', hint: 'Did you mean "retry"?' },
    ],
    [
      'unknown key near none',
      inSpec('  steps: []\n  zzz: 1'),
      { code: 'unknown-key', line: 6, column: 3, path: 'spec.zzz' },
    ],
    [
      'missing key',
      inSpec('  steps: [{ name: x }]'),
      { code: 'missing-key', line: 5, column: 11, path: 'spec.steps[0]', message: '"uses" is missing' },
    ],
    [
      'wrong type',
      inSpec('  steps: 3'),
      {
        code: 'wrong-type',
        line: 5,
        column: 10,
        message: 'expected a list, found the number 3',
        hint: 'Make it a list: [3].',
      },
    ],
    [
      'number for a text',
      inStep('timeout: 30'),
      { code: 'wrong-type', line: 7, column: 16, hint: 'Put it in quotes: "30".' },
    ],
    ['no value', inStep('backup:'), { code: 'wrong-type', line: 7, message: 'expected a mapping, found nothing' }],
    [
      'value near an allowed one',
      inSpec('  onFailure: rolback\n  steps: []'),
      { code: 'wrong-value', line: 5, column: 14, hint: 'Did you mean rollback?' },
    ],
    [
      'value of an alternative',
      inStep('on: fist'),
      { code: 'wrong-value', path: 'spec.steps[0].on', hint: 'Did you mean first?' },
    ],
    [
      'mapping of an alternative',
      inStep('on: { server: [a] }'),
      { code: 'missing-key', path: 'spec.steps[0].on', message: '"servers" is missing' },
    ],
    [
      'none of the alternatives',
      inSpec('  strategy: { batch: true }\n  steps: []'),
      { code: 'wrong-type', line: 5, column: 22, hint: 'A number of servers, or a percentage such as 25%.' },
    ],
    [
      'form',
      inStep('timeout: 3 min'),
      { code: 'bad-format', line: 7, column: 16, hint: 'A whole number and a unit: ms, s, m, h or d.' },
    ],
    [
      'bounds',
      inStep('retry: { attempts: 0 }'),
      { code: 'out-of-bounds', line: 7, column: 26, path: 'spec.steps[0].retry.attempts' },
    ],
    [
      'name of an input',
      inSpec('  inputs: { Service: { type: string } }\n  steps: []'),
      { code: 'bad-name', line: 5, column: 13, path: 'spec.inputs.Service' },
    ],
    [
      'same server twice',
      inSpec('  targets: { servers: [a, a] }\n  steps: []'),
      { code: 'wrong-value', path: 'spec.targets.servers' },
    ],
    [
      'another format',
      'apiVersion: v1\nkind: Pod\nmetadata: { name: x, title: y }\nspec: { steps: [] }',
      { code: 'wrong-value', line: 1, column: 13 },
    ],
    [
      'not a mapping',
      '- a\n- b\n',
      { code: 'wrong-type', line: 1, column: 1, path: '', message: 'expected a mapping, found a list' },
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(problemsOf(text)[0]).toMatchObject({ severity: 'error', ...expected });
  });
});

test('the message shows file, line, column, the line itself with a caret, and the way out', () => {
  const error = new InvalidFile('changes/x.yaml', problemsOf(inStep('retrys: { attempts: 3 }')));
  expect(error.message).toBe(
    [
      'changes/x.yaml:7:7 error unknown-key: "retrys" is not a key here',
      '   7 |       retrys: { attempts: 3 }',
      '     |       ^^^^^^',
      '  Did you mean "retry"?',
    ].join('\n'),
  );
});

test('problems come in the order of the text', () => {
  const lines = problemsOf(inSpec('  onFailure: never\n  steps:\n    - use: a\n    - uses: 3\n  zzz: 1')).map(
    ({ line }) => line,
  );
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
  expect(new Set(lines).size).toBeGreaterThan(2);
});

test('a thousand mistakes are not all listed', () => {
  expect(problemsOf(inSpec(`  steps: [${'{},'.repeat(200)}]\n  x: 1`)).length).toBeLessThanOrEqual(50);
});
