import { describe, expect, it } from 'vitest';
import { parseCsv } from './parse-csv.js';

describe('parseCsv', () => {
  it.each<[string, string, readonly (readonly string[])[] | undefined]>([
    [
      'plain rows',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'empty fields',
      'a,b\n,\n',
      [
        ['a', 'b'],
        ['', ''],
      ],
    ],
    ['an empty only field', 'a\n\nx\n', [['a'], [''], ['x']]],
    ['commas, quotes and line breaks in quotes', 'a\n"x,""y""\nz"\n', [['a'], ['x,"y"\nz']]],
    ['no line break at the end', 'a,b', [['a', 'b']]],
    ['a comma at the end', 'a,', [['a', '']]],
    ['nothing', '', []],
    ['a text that ends within quotes', 'a\n"x', undefined],
  ])('reads %s', (_case, text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });
});
