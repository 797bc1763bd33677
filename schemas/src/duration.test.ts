import { expect, test } from 'vitest';
import { InvalidDuration, parseDuration } from './duration.js';

test.each([
  ['500ms', 500],
  ['10s', 10_000],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
])('%s', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(['', '0s', '10', '-5s', '1.5h', '10 s', '10S', '5m ', '99999999s', '1w'])('%j is none', (text) => {
  expect(() => parseDuration(text)).toThrow(InvalidDuration);
});
