import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBoundedCapture } from './bounded-capture.js';

const capture = (text: string, bounds: { head: number; tail: number }, piece: number) => {
  const kept = createBoundedCapture(bounds);
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += piece) kept.add(bytes.subarray(start, start + piece));
  return kept.take();
};

describe('createBoundedCapture', () => {
  it.each([
    ['nothing', '', '', false],
    ['less than the head', 'abc', 'abc', false],
    ['head and tail to the byte', 'abcdefgh', 'abcdefgh', false],
    ['one byte too many', 'abcdefghi', 'abcde\n[… 1 bytes left out …]\nghi', true],
    ['much too many', 'abcde'.repeat(9), 'abcde\n[… 37 bytes left out …]\ncde', true],
  ])('keeps %s', (_case, text, expected, truncated) => {
    for (const piece of [1, 2, 5, 100]) {
      const kept = capture(text, { head: 5, tail: 3 }, piece);
      expect(kept.bytes.toString()).toBe(expected);
      expect(kept.truncated).toBe(truncated);
    }
  });

  it('does not care how the bytes are cut into pieces', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (text, piece) => {
        const bounds = { head: 8, tail: 6 };
        expect(capture(text, bounds, piece)).toEqual(capture(text, bounds, 1000));
      }),
    );
  });
});
