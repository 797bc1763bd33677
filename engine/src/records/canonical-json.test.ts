import { expect, test } from 'vitest';
import { canonicalJson, NotJson } from './canonical-json.js';

const cases: readonly { name: string; value: unknown; text: string }[] = [
  { name: 'null', value: null, text: 'null' },
  {
    name: 'names by UTF-16 code units, not by alphabet',
    value: { é: 1, z: 2, B: 3, a: 4, '\uFB33': 5, '😀': 6 },
    text: '{"B":3,"a":4,"z":2,"é":1,"😀":6,"\uFB33":5}',
  },
  { name: 'at every depth', value: [{ b: [{ d: 1, c: 2 }], a: {} }], text: '[{"a":{},"b":[{"c":2,"d":1}]}]' },
  {
    name: 'numbers as ECMAScript writes them',
    value: [1.0, -0, 1e21, 0.000001, 1e-7, 333333333.3333333],
    text: '[1,0,1e+21,0.000001,1e-7,333333333.3333333]',
  },
  {
    name: 'strings with the shortest escapes',
    value: '\u20ac$\u000f\nA\'B"\\/\u007f',
    text: '"€$\\u000f\\nA\'B\\"\\\\/\u007f"',
  },
  {
    name: 'a name like a number keeps its place as text',
    value: { 10: 1, 9: 2, '-': 3 },
    text: '{"-":3,"10":1,"9":2}',
  },
  { name: 'undefined fields are left out', value: { a: undefined, b: 1 }, text: '{"b":1}' },
  { name: 'an object without prototype', value: Object.assign(Object.create(null), { a: 1 }), text: '{"a":1}' },
];
test.each(cases)('$name', ({ value, text }) => {
  expect(canonicalJson(value)).toBe(text);
});

test.each([
  ['NaN', { a: [Number.NaN] }, '$.a[0]'],
  ['infinity', Number.POSITIVE_INFINITY, '$'],
  ['undefined in an array', [undefined], '$[0]'],
  ['a date', { at: new Date(0) }, '$.at'],
  ['a bigint', 1n, '$'],
  ['a function', { f: () => 1 }, '$.f'],
])('%s is not JSON', (_name, value, where) => {
  expect(() => canonicalJson(value)).toThrow(NotJson);
  expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ where }));
});
