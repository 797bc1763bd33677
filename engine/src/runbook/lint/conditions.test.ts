import { describe, expect, test } from 'vitest';
import type { Problem } from '@chatops-commander/schemas';
import type { Action } from '../../actions/action.js';
import type { FindAction } from '../find-action.js';
import { lintRunbook } from '../lint-runbook.js';
import { findAction as findReal, inventory, runbookText } from '../runbook.fixture.js';

/** An action that takes an id of the run, as a restore does. */
const findAction: FindAction = (name) => {
  const disk = findReal('system.disk');
  if (name !== 'test.bind' || disk === undefined) return findReal(name);
  const bindable: Action = {
    ...disk,
    name,
    bindable: ['id'],
    input: {
      type: 'object',
      additionalProperties: false,
      required: ['id'],
      properties: { id: { type: 'string', pattern: '^[a-z]+$' }, path: { type: 'string' } },
    },
  };
  return bindable;
};
const lint = (spec: string) =>
  lintRunbook({ text: runbookText(spec), file: 'changes/x.yaml', as: 'change', inventory, findAction });
const onWeb = (...steps: string[]): string =>
  `targets: { servers: [web-01, web-02] }\nsteps:\n${steps.map((step) => `  - ${step}`).join('\n')}`;

describe('accepted', () => {
  test.each<[string, string]>([
    ['a condition on the server', onWeb('{ uses: system.info, if: server.name != "web-02" }')],
    ['an assertion on outputs', onWeb('{ uses: system.disk, assert: outputs.freeMiB > 4096 }')],
    [
      'a condition on an earlier step',
      onWeb('{ id: a, uses: system.disk }', '{ uses: system.info, if: steps.a.outputs.x > 1 }'),
    ],
    [
      'an id from an earlier step',
      onWeb('{ id: a, uses: system.disk }', '{ uses: test.bind, with: { id: { from: steps.a.outputs.id } } }'),
    ],
  ])('%s', (_case, spec) => {
    expect(lint(spec).problems).toEqual([]);
  });
});

describe('refused', () => {
  const cases: [name: string, spec: string, expected: Partial<Problem>][] = [
    [
      'a misspelt field, at its place in the line',
      onWeb('{ uses: system.info, if: server.nam == "x" }'),
      { code: 'bad-condition', line: 7, column: 39, path: 'spec.steps[0].if', message: 'No such key: nam' },
    ],
    [
      'a mistake in a quoted condition, at its place in the line',
      onWeb('{ uses: system.info, if: "server.nam == 1" }'),
      { code: 'bad-condition', column: 40 },
    ],
    [
      'outputs before the step has run',
      onWeb('{ uses: system.info, if: outputs.x }'),
      { message: 'Unknown variable: outputs' },
    ],
    ['inputs in a change', onWeb('{ uses: system.info, if: inputs.x == 1 }'), { message: 'Unknown variable: inputs' }],
    [
      'a server on the controller',
      onWeb(
        '{ uses: http.check, on: controller, with: { url: "https://example.com/health" }, if: server.name == "x" }',
      ),
      { message: 'Unknown variable: server' },
    ],
    ['a template', onWeb('{ uses: system.info, if: "${{ server.name }} == 1" }'), { code: 'bad-condition' }],
    [
      'a step that is not there',
      onWeb('{ id: room, uses: system.disk }', '{ uses: system.info, if: steps.rom.outputs.x > 1 }'),
      { code: 'bad-condition', hint: 'Did you mean "room"?' },
    ],
    [
      'a step that comes later',
      onWeb('{ uses: system.info, if: steps.b.outputs.x > 1 }', '{ id: b, uses: system.disk }'),
      { hint: 'Put it before this one.' },
    ],
    ['itself', onWeb('{ id: a, uses: system.info, if: steps.a.outputs.x > 1 }'), { code: 'bad-condition' }],
    [
      'a step of several servers, from the controller',
      onWeb(
        '{ id: a, uses: system.disk }',
        '{ uses: http.check, on: controller, with: { url: "https://example.com/health" }, if: steps.a.outputs.x > 1 }',
      ),
      { code: 'bad-condition', message: expect.stringContaining('several servers') },
    ],
    [
      'a value of the run in an input that takes none',
      onWeb('{ id: a, uses: system.disk }', '{ uses: test.bind, with: { id: x, path: { from: steps.a.outputs.id } } }'),
      { code: 'not-bindable', path: 'spec.steps[1].with.path.from', message: expect.stringContaining('only id') },
    ],
    [
      'a value of the run in argv',
      onWeb(
        '{ id: a, uses: system.disk }',
        '{ uses: shell.run, with: { argv: [echo, { from: steps.a.outputs.id }] } }',
      ),
      { code: 'not-bindable', path: 'spec.steps[1].with.argv[1].from' },
    ],
    [
      'a value of a step that is not there',
      onWeb('{ uses: test.bind, with: { id: { from: steps.a.outputs.id } } }'),
      { code: 'unknown-step' },
    ],
    [
      'what is no output',
      onWeb('{ id: a, uses: system.disk }', '{ uses: test.bind, with: { id: { from: steps.a } } }'),
      { code: 'bad-format' },
    ],
    [
      'a condition in a rollback',
      onWeb('{ uses: shell.run, with: { argv: [a] }, rollback: [{ uses: system.info, if: "true" }] }'),
      { code: 'wrong-place' },
    ],
  ];
  test.each(cases)('%s', (_name, spec, expected) => {
    const { problems } = lint(spec);
    expect(problems).toContainEqual(expect.objectContaining(expected));
  });
});
