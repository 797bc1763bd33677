import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { InvalidFile } from './invalid-file.js';
import { readYamlFile } from './yaml-file.js';

const fragments = [
  'a',
  ': ',
  '- ',
  '\n',
  '  ',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '&x ',
  '*x',
  '!t ',
  '|',
  '>',
  '? ',
  '#',
  '%',
  '---',
  '...',
  '<<',
  '\t',
  '\r',
  ',',
  '0',
  '~',
  '@',
  '`',
  '\\',
  'é',
  '\u0000',
];

test('any text is either a plain value or an InvalidFile with places inside the text', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      try {
        expect(JSON.parse(JSON.stringify(readYamlFile(text, 'x').value))).toEqual(readYamlFile(text, 'x').value);
      } catch (error) {
        if (!(error instanceof InvalidFile)) throw error;
        for (const { line, column } of error.problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(text.split('\n').length);
          expect(column).toBeGreaterThanOrEqual(1);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('plain values that were written as YAML come back', () => {
  const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,9}$/);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.stringMatching(/^[ -~é]{0,20}$/),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, value, { minKeys: 1, maxKeys: 4 }), (map) => {
      expect(readYamlFile(stringify(map, { aliasDuplicateObjects: false }), 'x').value).toEqual({ ...map });
    }),
  );
});
