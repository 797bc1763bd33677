import { describe, expect, test } from 'vitest';
import { wordsEdited } from './words-stand.js';

describe('words that were edited are not acted upon', () => {
  const digest = 'sha256:one';
  test.each([
    ['read for the first time, as written', { edited: false, wordsDigest: digest }, undefined, false],
    ['read for the first time, edited before', { edited: true, wordsDigest: digest }, undefined, true],
    ['read again, the same', { edited: false, wordsDigest: digest }, { wordsDigest: digest }, false],
    ['read again, other words', { edited: true, wordsDigest: 'sha256:two' }, { wordsDigest: digest }, true],
    ['an issue read again, other words', { edited: false, wordsDigest: 'sha256:two' }, { wordsDigest: digest }, true],
  ])('%s', (_name, request, stored, refused) => {
    expect(wordsEdited(request, stored) !== undefined).toBe(refused);
  });
});
