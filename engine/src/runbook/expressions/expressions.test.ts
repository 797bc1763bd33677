import { describe, expect, test } from 'vitest';
import { bindExpression } from './bind-expression.js';
import { checkExpression } from './check-expression.js';
import { evaluateExpression, type ExpressionValues } from './evaluate-expression.js';

const roots = { server: true, outputs: true, inputs: false };
const server = {
  name: 'web-01',
  host: '10.0.0.11',
  port: 2222,
  user: 'deploy',
  key: 'secret:prod',
  environment: 'production',
  tags: { role: 'web' },
};
const values: ExpressionValues = {
  server,
  steps: { room: { freeMiB: 5000, mounts: [{ path: '/', used: 10 }] }, late: undefined },
  outputs: { exists: true, lag: 1.5, status: 200 },
};

describe('a condition', () => {
  test.each<[text: string, verdict: 'true' | 'false']>([
    ['outputs.exists', 'true'],
    ['!outputs.exists', 'false'],
    ['outputs.status == 200', 'true'],
    ['outputs.status + 1 == 201', 'true'],
    ['outputs.lag < 2', 'true'],
    ['steps.room.outputs.freeMiB > 4096', 'true'],
    ['steps.room.outputs.mounts.all(m, m.used < 5)', 'false'],
    ['has(steps.late.outputs)', 'false'],
    ['has(server.tags.role) && server.tags.role == "web"', 'true'],
    ['has(server.tags.zone)', 'false'],
    ['server.port == 2222 && server.environment == "production"', 'true'],
    ['server.name in ["web-01", "web-02"]', 'true'],
  ])('%s is %s', (text, kind) => {
    expect(checkExpression(text, roots).kind).toBe('right');
    expect(evaluateExpression(text, values)).toEqual({ kind });
  });

  test.each<[why: string, text: string]>([
    ['the step has no outputs yet', 'steps.late.outputs.x == 1'],
    ['there is no such output', 'outputs.nothing == 1'],
    ['what every object has is no output', 'outputs.constructor == 1'],
    ['the prototype is no output', 'outputs.__proto__ == 1'],
    ['there is no such tag', 'server.tags.zone == "a"'],
    ['it gives no truth value', 'outputs.status'],
    ['it does not parse', 'outputs.status =='],
    ['the key is not one of the server', 'server.key == "x"'],
  ])('is neither true nor false when %s', (_why, text) => {
    expect(evaluateExpression(text, values).kind).toBe('error');
  });

  test('knows no server on the controller, and no outputs before the step has run', () => {
    expect(evaluateExpression('server.name == "x"', { server: undefined, steps: {} }).kind).toBe('error');
    expect(evaluateExpression('outputs.x == 1', { server, steps: {} }).kind).toBe('error');
  });
});

describe('a condition that cannot be is refused, with its place', () => {
  test.each<[why: string, text: string, at: number, message: RegExp]>([
    ['an end that is missing', 'outputs.x ==', 12, /Unexpected token/],
    ['an unknown name', 'true && output.x', 8, /Unknown variable: output/],
    ['a misspelt field', 'server.nmae == "x"', 7, /No such key: nmae/],
    ['types that do not fit', 'server.port + "a" == "x"', 0, /no such overload/],
    ['no truth value', 'server.port + 1', 0, /type int/],
    ['a regular expression', 'server.name.matches("(a+)+$")', 0, /"matches" may not be used/],
    ['a loop in a loop', '[1].all(x, [2].all(y, x < y))', 11, /inside another loop/],
    ['a binding that grows', 'cel.bind(a, [1], a == a)', 0, /may not be used|Unknown/],
    ['more than it may hold', Array.from({ length: 100 }, () => 'outputs.x').join(' && '), 0, /./],
    ['deeper than it may be', `${'('.repeat(60)}true${')'.repeat(60)}`, 0, /./],
  ])('%s', (_why, text, at, message) => {
    const checked = checkExpression(text, roots);
    expect(checked).toMatchObject({ kind: 'wrong', mistake: { message: { en: expect.stringMatching(message) } } });
    if (checked.kind === 'wrong' && at > 0) expect(checked.mistake.at).toBe(at);
  });

  test('names what it takes from steps and inputs', () => {
    const checked = checkExpression('steps.a.outputs.x == 1 || steps["b"].outputs.y == inputs.z', {
      ...roots,
      inputs: true,
    });
    expect(checked).toMatchObject({ steps: [{ name: 'a' }, { name: 'b' }], inputs: [{ name: 'z' }] });
  });
});

describe('the time of a condition is bounded by what it is given', () => {
  test.each<[string, ExpressionValues['outputs']]>([
    ['a list of more than 1,000 items', { list: Array.from({ length: 1_001 }, () => 1) }],
    ['a text of more than 64 KiB', { text: 'x'.repeat(65_537) }],
  ])('%s makes it fail', (_what, outputs) => {
    expect(
      evaluateExpression('outputs.x == 1', { server, steps: {}, ...(outputs === undefined ? {} : { outputs }) }),
    ).toMatchObject({
      kind: 'error',
      because: { en: expect.stringMatching(/more than|longer than/) },
    });
  });
});

describe('binding inputs', () => {
  const bound = (text: string, given: Record<string, string | number | boolean>) =>
    bindExpression(text, new Map(Object.entries(given).map(([name, value]) => [`inputs.${name}`, value])));

  test.each<[string, string, Record<string, string | number | boolean>, string]>([
    ['a text', 'inputs.a == server.name', { a: 'web-01' }, '"web-01" == server.name'],
    [
      'a text that would end the string',
      'server.name == inputs.a',
      { a: '" || true || "' },
      'server.name == "\\" || true || \\""',
    ],
    ['a negative number', '1 - inputs.n > 0', { n: -2 }, '1 - (-2) > 0'],
    ['a truth value, twice', 'inputs.b || !inputs.b', { b: true }, 'true || !true'],
    ['what only looks like an input', '"inputs.a" == server.name', { a: 'x' }, '"inputs.a" == server.name'],
    ['an input without a value', 'inputs.a == "x"', {}, 'inputs.a == "x"'],
    ['what does not parse', 'inputs.a ==', { a: 'x' }, 'inputs.a =='],
  ])('%s', (_case, text, given, expected) => {
    expect(bound(text, given)).toBe(expected);
  });

  test('a hostile value stays a value', () => {
    const text = bound('server.name == inputs.a', { a: '" || true || "' });
    expect(evaluateExpression(text, values)).toEqual({ kind: 'false' });
  });
});
