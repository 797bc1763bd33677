import { expect, test } from 'vitest';
import { storableJson, storableText } from './storable-text.js';

test.each([
  ['plain text', 'redémarré 😀', 99, 'redémarré 😀'],
  ['NUL', 'a\0b', 99, 'a\uFFFDb'],
  ['first half of a pair', 'a\uD83Db', 99, 'a\uFFFDb'],
  ['second half of a pair', 'a\uDE00b', 99, 'a\uFFFDb'],
  ['halves in the wrong order', '\uDE00\uD83D', 99, '\uFFFD\uFFFD'],
  ['just short enough', 'abcd', 4, 'abcd'],
  ['too long', 'abcde', 4, 'abc…'],
  ['pairs count as one character', '😀😀😀😀', 4, '😀😀😀😀'],
  ['no pair is cut in two', '😀😀😀😀😀', 4, '😀😀😀…'],
])('%s', (_name, text, maxLength, expected) => {
  expect(storableText(text, maxLength)).toBe(expected);
});

test('strings and names anywhere in JSON', () => {
  const value = { 'a\0': ['\uD83D', { b: 'c\0', n: 1, t: true, z: null }], left: undefined };
  expect(JSON.parse(storableJson(value))).toEqual({ 'a\uFFFD': ['\uFFFD', { b: 'c\uFFFD', n: 1, t: true, z: null }] });
});
