import { describe, expect, test } from 'vitest';
import { splitDocument } from './split-document.js';

const parts = (text: string) =>
  splitDocument(text, 'docs/x.md').map(({ title, text: body, source }) => [
    title,
    source.kind === 'file' ? source.anchor : '',
    body,
  ]);

describe('a document is cut at its headings', () => {
  test.each([
    ['text before any heading', 'Hello.\n', [['docs/x.md', '', 'Hello.']]],
    [
      'headings nest',
      '# A\n\none\n\n## B c\n\ntwo\n\n# D\n\nthree',
      [
        ['A', 'a', 'one'],
        ['A › B c', 'b-c', 'two'],
        ['D', 'd', 'three'],
      ],
    ],
    ['a level passed over', '### Deep\n\nx', [['Deep', 'deep', 'x']]],
    [
      'the same heading twice',
      '# A\n\none\n\n# A\n\ntwo',
      [
        ['A', 'a', 'one'],
        ['A', 'a-1', 'two'],
      ],
    ],
    ['accents and punctuation', "# Où ça, l'été ?\n\nx", [["Où ça, l'été ?", 'où-ça-lété-', 'x']]],
    [
      'a comment in a fence is no heading',
      '# A\n\n```sh\n# not one\nls\n```',
      [['A', 'a', '```sh\n# not one\nls\n```']],
    ],
    [
      'a fence of tildes holds backticks',
      '# A\n\n~~~\n```\n# no\n~~~\n\n# B\n\nx',
      [
        ['A', 'a', '~~~\n```\n# no\n~~~'],
        ['B', 'b', 'x'],
      ],
    ],
    ['a fence that never ends', '# A\n\n```\n# B\n', [['A', 'a', '```\n# B']]],
    ['line ends of Windows', '# A\r\n\r\none\r\n', [['A', 'a', 'one']]],
    ['nothing', '', []],
  ])('%s', (_name, text, expected) => {
    expect(parts(text)).toEqual(expected);
  });
});

test('a long section is cut at blank lines, a long block at lines, a long line at characters', () => {
  const paragraph = 'word '.repeat(100).trim();
  const sizes = (text: string) => splitDocument(text, 'x.md').map(({ text: body }) => body.length);
  expect(sizes(Array.from({ length: 4 }, () => paragraph).join('\n\n'))).toEqual([499, 499, 499, 499]);
  expect(Math.max(...sizes(Array.from({ length: 500 }, (_, row) => `| row ${row} |`).join('\n')))).toBeLessThan(1_000);
  expect(sizes('x'.repeat(2_000))).toEqual([900, 900, 200]);
});

test('a document of a million lines stays bounded', () => {
  expect(splitDocument('# A\n\nx\n\n'.repeat(100_000), 'x.md')).toHaveLength(400);
});
