import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quote, quoteAll, quoteAsPrintfFormat, UnquotableWord } from './quote.js';

const run = (script: string): Buffer => execFileSync('/bin/sh', ['-c', script]);

test.each([
  ['a plain word', 'nginx'],
  ['nothing', ''],
  ['a command', 'x; id #'],
  ['a substitution', '$(id) `id` $HOME $1'],
  ['quotes', `'"'\\''`],
  ['a line break', 'a\nb\n'],
  ['an option', '-rf'],
  ['a pattern', '* ? [a] ~'],
  ['history and braces', '!! {a,b}'],
  ['accents', 'déjà vu 日本'],
])('%s reaches the command as it is', (_name, word) => {
  expect(run(`printf %s ${quote(word)}`).toString()).toBe(word);
});

test('every byte but NUL, in many mixtures, through a real shell', () => {
  const word = fc.string({
    unit: fc.integer({ min: 1, max: 0x2ff }).map((code) => String.fromCodePoint(code)),
    maxLength: 200,
  });
  const words = fc.array(word, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(words, (list) => {
      const printed = run(`printf '%s\\0' ${quoteAll(list)}`).toString();
      expect(printed.split('\0').slice(0, -1)).toEqual(list);
    }),
    { numRuns: 60 },
  );
});

test('NUL is refused', () => {
  expect(() => quote('a\0b')).toThrow(UnquotableWord);
});

test('standard input of any bytes survives the shell', () => {
  const all = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
  expect(Buffer.compare(run(`printf ${quoteAsPrintfFormat(all)}`), all)).toBe(0);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Buffer.compare(run(`printf ${quoteAsPrintfFormat(bytes)}`), bytes)).toBe(0);
    }),
    { numRuns: 40 },
  );
});
