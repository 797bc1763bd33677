import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskLines } from '../report/mask-lines.js';
import { lineDiff } from './line-diff.js';

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}`);
const text = (...lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

describe('lineDiff', () => {
  test.each<[name: string, before: string, after: string, expected: readonly string[]]>([
    ['the same', 'a\nb\n', 'a\nb\n', []],
    ['the same but for the last line end', 'a\nb', 'a\nb\n', []],
    ['from nothing', '', 'a\nb\n', ['+a', '+b']],
    ['to nothing', 'a\nb\n', '', ['-a', '-b']],
    ['a line changed', 'a\nb\nc\n', 'a\nx\nc\n', [' a', '-b', '+x', ' c']],
    ['a line put in', 'a\nc\n', 'a\nb\nc\n', [' a', '+b', ' c']],
    ['a line taken out', 'a\nb\nc\n', 'a\nc\n', [' a', '-b', ' c']],
    [
      'three lines around each change',
      text(...numbers(1, 20)),
      text(...numbers(1, 4), 'new', ...numbers(5, 14), 'too', ...numbers(16, 20)),
      [
        '@@',
        ...numbers(2, 4).map((line) => ` ${line}`),
        '+new',
        ...numbers(5, 7).map((line) => ` ${line}`),
        '@@',
        ...numbers(12, 14).map((line) => ` ${line}`),
        '-line 15',
        '+too',
        ...numbers(16, 18).map((line) => ` ${line}`),
      ],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(lineDiff(before, after)).toEqual(expected);
  });

  test('what it shows leads from one text to the other', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const wide = (each: readonly string[]) => each.join('\n');
        // every line is a change or near one in texts this short only where something changed at all
        const diff = lineDiff(`x\n${wide(before)}\ny`, `x\n${wide(after)}\ny`);
        const without = (mark: string) =>
          diff.filter((line) => !line.startsWith(mark) && line !== '@@').map((line) => line.slice(1));
        if (wide(before) === wide(after)) expect(diff).toEqual([]);
        expect(wide(['x', ...before, 'y'])).toContain(wide(without('+')).split('\n@@\n')[0]?.split('\n')[0] ?? '');
        expect(
          diff.filter((line) => line.startsWith('+')).length - diff.filter((line) => line.startsWith('-')).length,
        ).toBe(wide(after).split('\n').length - wide(before).split('\n').length);
      }),
    );
  });

  test('texts too long to compare are taken out and put in whole', () => {
    const before = text(...numbers(1, 1_500));
    const after = text(...numbers(2_001, 3_500));
    expect(lineDiff(before, after)).toHaveLength(3_000);
  });

  test('a changed password shows as a change, and not what it is', () => {
    const diff = lineDiff('user=a\npassword=hunter2\n', 'user=a\npassword=correct\n', maskLines);
    expect(diff).toEqual([' user=a', '-password=••••••', '+password=••••••']);
  });

  test('a change in the middle of a key shows none of it', () => {
    const key = (middle: string) =>
      text(
        '-----BEGIN OPENSSH PRIVATE KEY-----',
        ...numbers(1, 9),
        middle,
        ...numbers(10, 19),
        '-----END OPENSSH PRIVATE KEY-----',
        'after',
      );
    const diff = lineDiff(key('AAAA'), key('BBBB'), maskLines).join('\n');
    expect(diff).not.toMatch(/AAAA|BBBB|line/);
    expect(diff).toContain('-••••••\n+••••••');
  });
});
