import { expect, test } from 'vitest';
import { isSince } from './since.js';

test.each([
  { name: 'the very second', time: '2024-01-01T00:00:05Z', since: '2024-01-01T00:00:05Z', expected: true },
  { name: 'a fraction later', time: '2024-01-01T00:00:05.900Z', since: '2024-01-01T00:00:05Z', expected: true },
  { name: 'a second before', time: '2024-01-01T00:00:04Z', since: '2024-01-01T00:00:05Z', expected: false },
  { name: 'another time zone', time: '2024-01-01T00:00:05Z', since: '2024-01-01T01:00:05+01:00', expected: true },
  { name: 'no since', time: '2024-01-01T00:00:05Z', since: undefined, expected: true },
  { name: 'an unreadable since', time: '2024-01-01T00:00:05Z', since: 'yesterday', expected: true },
  { name: 'no time', time: undefined, since: '2024-01-01T00:00:05Z', expected: false },
])('$name', ({ time, since, expected }) => expect(isSince(time, since)).toBe(expected));
