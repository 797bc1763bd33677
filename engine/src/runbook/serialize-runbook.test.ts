import { parseRunbook, type Runbook } from '@chatops-commander/schemas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serializeRunbook } from './serialize-runbook.js';

test('keys stand in reading order, short lists on one line', () => {
  const runbook: Runbook = {
    spec: {
      steps: [
        {
          with: { service: 'nginx', argv: ['nginx', '-t'] },
          uses: 'service.restart',
          rollback: [{ with: { a: 1 }, uses: 'a.b' }],
          id: 'restart',
        },
      ],
      targets: { servers: ['web-01', 'web-02'] },
      onFailure: 'rollback',
    },
    metadata: {
      title: { en: 'Restart nginx', fr: 'Redémarrer nginx' },
      source: { words: 'le site est down', planner: 'catalog', issue: 7, requester: 'ada' },
      name: 'restart',
    },
    kind: 'Runbook',
    apiVersion: 'chatops-commander/v1',
  };
  expect(serializeRunbook(runbook)).toBe(`apiVersion: chatops-commander/v1
kind: Runbook
metadata:
  name: restart
  title:
    en: Restart nginx
    fr: Redémarrer nginx
  source:
    issue: 7
    requester: ada
    words: le site est down
    planner: catalog
spec:
  targets:
    servers: [web-01, web-02]
  onFailure: rollback
  steps:
    - id: restart
      uses: service.restart
      with:
        service: nginx
        argv: [nginx, -t]
      rollback:
        - uses: a.b
          with:
            a: 1
`);
});

const awkward = fc.constantFrom(
  'yes',
  'no',
  'on',
  '~',
  'null',
  '0x1f',
  '1e3',
  '.inf',
  '- a',
  '? b',
  '# c',
  ': d',
  '"',
  "'",
  '|',
  '>',
  '%',
  '@',
  '`',
  '\n',
  ' ',
  '\t',
  '\r',
  '\r\n',
  '\u0085',
  '\u2028',
  '\u202e',
  '\ufeff',
  '\ud800',
  '---',
  '...',
  '{',
  ']',
  '&a',
  '*a',
  '!t',
  '<<',
  'é',
  '🙂',
  '\\',
  '\u001b',
  ' #',
);
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.array(awkward, { maxLength: 8 }).map((parts) => parts.join('')),
  )
  .map((value) => value.replaceAll('\0', ''));
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc
      .double({ noDefaultInfinity: true, noNaN: true })
      .filter((number) => !Object.is(number, -0) && (!Number.isInteger(number) || Number.isSafeInteger(number))),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

test('what is written is read back as it was, whatever the values', () => {
  fc.assert(
    fc.property(
      text.filter((title) => title !== ''),
      fc.array(
        fc.dictionary(
          text.filter((key) => key !== '__proto__'),
          value,
          { maxKeys: 5, noNullPrototype: true },
        ),
        { minLength: 1, maxLength: 3 },
      ),
      (title, inputs) => {
        const runbook: Runbook = {
          apiVersion: 'chatops-commander/v1',
          kind: 'Runbook',
          metadata: { name: 'x', title, source: { issue: 1, requester: 'ada', words: title, planner: 'catalog' } },
          spec: { steps: inputs.map((each) => ({ uses: 'a.b', with: each })) },
        };
        expect(parseRunbook(serializeRunbook(runbook), 'x.yaml')).toEqual(JSON.parse(JSON.stringify(runbook)));
      },
    ),
    { numRuns: 500 },
  );
});

test('the same runbook gives the same bytes, however its keys are ordered', () => {
  const runbook = parseRunbook(
    'kind: Runbook\nspec: { steps: [{ with: {}, uses: a.b }] }\nmetadata: { title: x, name: y }\napiVersion: chatops-commander/v1\n',
    'x',
  );
  const again = parseRunbook(serializeRunbook(runbook), 'x');
  expect(serializeRunbook(again)).toBe(serializeRunbook(runbook));
});
