import { parseInventory } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { InvalidCase, parseCases } from './parse-cases.js';

const inventory = parseInventory(
  `apiVersion: chatops-commander/v1
kind: Inventory
servers:
  web-01: { host: 10.0.0.1, user: deploy, key: "secret:k", environment: production }
  web-02: { host: 10.0.0.2, user: deploy, key: "secret:k", environment: production }
`,
  'inventory.yaml',
);
const id = 'typos-en-one';
const file = 'worlds/shop/tuning/typos.jsonl';
const parse = (text: string) => parseCases(text, { file, world: 'shop', part: 'tuning', inventory });
const line = (more: object): string =>
  JSON.stringify({
    id,
    language: 'en',
    category: 'typos',
    text: 'retsart nginx',
    expect: { outcome: 'question' },
    ...more,
  });
const expecting = (expected: object) => parse(line({ expect: expected }))[0]?.expect;

test('a plan may be as wide and as risky as the widest acceptable one', () => {
  expect(
    expecting({
      outcome: ['runbook', 'question'],
      actions: [['service.restart'], ['service.start']],
      targets: [['web-01'], ['web-01', 'web-02']],
      risk: ['low', 'medium'],
    })?.limits,
  ).toEqual({ risk: 'medium', targets: ['web-01', 'web-01', 'web-02'], actions: ['service.restart', 'service.start'] });
});

test('where nothing should be planned, the actions it is about give no leave to change anything', () => {
  expect(expecting({ outcome: 'question', actions: ['service.restart'] })?.limits).toEqual({
    risk: 'low',
    targets: undefined,
    actions: [],
  });
});

test('one list and several lists of alternatives read the same', () => {
  expect(expecting({ outcome: 'runbook', targets: ['web-01'] })?.targets).toEqual([['web-01']]);
  expect(expecting({ outcome: 'runbook', targets: [] })?.targets).toEqual([[]]);
  expect(expecting({ outcome: 'runbook', targets: [['web-01'], []] })?.targets).toEqual([['web-01'], []]);
});

test('a case knows where it is from', () => {
  expect(parse(line({}))[0]).toMatchObject({ id, world: 'shop', part: 'tuning' });
});

describe('refused, with file and line', () => {
  test.each([
    { name: 'no JSON', text: '{', says: 'no JSON' },
    { name: 'an unknown key', text: line({ langauge: 'en' }), says: 'langauge' },
    {
      name: 'an unknown key of the expectation',
      text: line({ expect: { outcome: 'answer', target: [] } }),
      says: 'target',
    },
    {
      name: 'an action that no runbook may use',
      text: line({ expect: { outcome: 'runbook', actions: ['service.bounce'] } }),
      says: '/expect/actions',
    },
    { name: 'an unknown outcome', text: line({ expect: { outcome: 'maybe' } }), says: '/expect/outcome' },
    {
      name: 'a server that the world lacks',
      text: line({ expect: { outcome: 'runbook', targets: ['web-09'] } }),
      says: 'web-09',
    },
  ])('$name', ({ text, says }) => {
    expect(() => parse(`\n${text}\n`)).toThrow(InvalidCase);
    expect(() => parse(`\n${text}\n`)).toThrow(`${file}, line 2`);
    expect(() => parse(`\n${text}\n`)).toThrow(says);
  });
});
