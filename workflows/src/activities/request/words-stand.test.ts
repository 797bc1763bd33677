import { describe, expect, test } from 'vitest';
import { whyNotActedUpon } from './words-stand.js';

const askedAt = '2026-01-01T10:00:00Z';
const later = (minutes: number) => Date.parse(askedAt) + minutes * 60_000;

describe('words that were edited are not acted upon', () => {
  const digest = 'sha256:one';
  test.each([
    ['read for the first time, as written', { edited: false, wordsDigest: digest }, undefined, false],
    ['read for the first time, edited before', { edited: true, wordsDigest: digest }, undefined, true],
    ['read again, the same', { edited: false, wordsDigest: digest }, { wordsDigest: digest }, false],
    ['read again, other words', { edited: true, wordsDigest: 'sha256:two' }, { wordsDigest: digest }, true],
    ['an issue read again, other words', { edited: false, wordsDigest: 'sha256:two' }, { wordsDigest: digest }, true],
  ])('%s', (_name, request, stored, refused) => {
    expect(whyNotActedUpon({ ...request, askedAt }, stored, later(1)) !== undefined).toBe(refused);
  });
});

describe('words that were read late are asked about', () => {
  const asWritten = { edited: false, wordsDigest: 'sha256:one' };
  test.each([
    ['at once', 0, undefined, false],
    ['after ten minutes', 10, undefined, false],
    ['after an hour', 61, undefined, true],
    ['on a later round, of words that were taken up in time', 61, { wordsDigest: 'sha256:one' }, false],
  ])('%s', (_case, minutes, stored, asked) => {
    expect(whyNotActedUpon({ ...asWritten, askedAt }, stored, later(minutes)) !== undefined).toBe(asked);
  });
  test('of which GitHub tells no time', () => {
    expect(whyNotActedUpon({ ...asWritten, askedAt: undefined }, undefined, later(9999))).toBeUndefined();
  });
});
