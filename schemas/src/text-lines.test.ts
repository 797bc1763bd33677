import { describe, expect, test } from 'vitest';
import { createTextLines } from './text-lines.js';

describe('positions count from 1', () => {
  const lines = createTextLines('ab\r\ncd\n\nе');
  test.each([
    [0, 1, 1],
    [1, 1, 2],
    [4, 2, 1],
    [7, 3, 1],
    [8, 4, 1],
    [99, 4, 2],
    [-1, 1, 1],
  ])('offset %i', (offset, line, column) => {
    expect(lines.positionAt(offset)).toEqual({ line, column });
  });
});

describe('excerpt', () => {
  const cases: [name: string, text: string, start: number, end: number, expected: string[]][] = [
    ['within a line', 'a: b\nc: d\n', 8, 9, ['   2 | c: d', '     |    ^']],
    ['over the end of the line', 'a: b\nc: d\n', 3, 9, ['   1 | a: b', '     |    ^']],
    [
      'tabs and terminal codes are shown as one column each',
      '\ta\u001b[0m: \u202eb',
      2,
      3,
      ['   1 |  a�[0m: �b', '     |   ^'],
    ],
    ['carriage returns are not shown', 'a: b\r\n', 3, 4, ['   1 | a: b', '     |    ^']],
    ['an empty text', '', 0, 1, ['   1 | ', '     | ^']],
  ];
  test.each(cases)('%s', (_, text, start, end, expected) => {
    expect(createTextLines(text).excerpt(start, end)).toBe(expected.join('\n'));
  });

  test('a very long line is cut around the place', () => {
    const [shown = '', carets = ''] = createTextLines(`${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`)
      .excerpt(5000, 5004)
      .split('\n');
    expect(shown.length).toBeLessThan(140);
    expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('HERE');
  });
});
