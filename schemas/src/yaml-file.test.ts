import { describe, expect, test } from 'vitest';
import { InvalidFile } from './invalid-file.js';
import type { Problem } from './problem.js';
import { readYamlFile } from './yaml-file.js';

function problemsOf(text: string): readonly Problem[] {
  try {
    readYamlFile(text, 'changes/x.yaml');
    return [];
  } catch (error) {
    if (error instanceof InvalidFile) return error.problems;
    throw error;
  }
}

describe('what YAML adds to plain values is refused', () => {
  const refused: [name: string, text: string, code: Problem['code'], line?: number, column?: number][] = [
    ['nothing at all', '', 'empty-file'],
    ['only a comment', '# soon\n', 'empty-file'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'several-documents', 2, 1],
    ['a version directive, which would make yes a truth value', '%YAML 1.1\n---\na: yes\n', 'yaml-directive', 1, 1],
    ['a tag directive', '%TAG ! tag:example.com,2000:\n---\na: 1\n', 'yaml-directive'],
    ['a tag', 'a: 1\nb: !!binary aGk=\n', 'yaml-tag', 2],
    ['a tag of somebody', 'a: !<tag:yaml.org,2002:js/function> "x"\n', 'yaml-tag'],
    ['a tag on a key', '!!str a: 1\n', 'yaml-tag'],
    ['a key twice', 'a: 1\nb: 2\na: 3\n', 'duplicate-key', 3, 1],
    ['a key twice, written differently', 'a: 1\n"a": 2\n', 'duplicate-key', 2, 1],
    ['a merge key', 'a: &a { x: 1 }\nb:\n  <<: *a\n', 'merge-key', 3, 3],
    ['a list as key', '? [a]\n: 1\n', 'bad-key'],
    ['a number as key', '1: a\n', 'bad-key'],
    ['an alias as key', 'a: &a x\n*a : 1\n', 'bad-key'],
    ['the prototype as key', '__proto__: { admin: true }\n', 'bad-key'],
    ['a NUL', 'a: "x\0"\n', 'not-text', 1, 6],
    ['an escaped NUL', 'a: "x\\0"\n', 'not-text', 1, 4],
    ['a terminal escape', 'a: "\u001b[2J"\n', 'not-text'],
    ['text that shows itself otherwise', 'a: 1 # \u202e0\n', 'hidden-character', 1, 8],
    ['a number that is no longer itself', 'a: 12345678901234567890\n', 'inexact-number', 1, 4],
    ['infinity', 'a: .inf\n', 'inexact-number'],
    ['a tab', 'a:\n\tb: 1\n', 'yaml-syntax', 2],
    ['an alias to nothing', 'a: *b\n', 'yaml-syntax'],
    ['an unfinished list', 'a: [b\n', 'yaml-syntax'],
  ];
  test.each(refused)('%s', (_, text, code, line, column) => {
    const [problem] = problemsOf(text);
    expect(problem?.code).toBe(code);
    if (line !== undefined) expect(problem?.line).toBe(line);
    if (column !== undefined) expect(problem?.column).toBe(column);
  });
});

describe('no text can exhaust the process', () => {
  const kibi = 1024;
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map((name, index) => {
      const before = String.fromCharCode(name.charCodeAt(0) - 1);
      return `${name}: &${name} [${`*${before}, `.repeat(index < 1 ? 9 : 2)}]`;
    }),
  ].join('\n');
  const large: [name: string, text: string, code: Problem['code']][] = [
    ['larger than a file may be', `a: "${'x'.repeat(256 * kibi)}"`, 'too-large'],
    ['larger in bytes, not in characters', `a: "${'é'.repeat(130 * kibi)}"`, 'too-large'],
    ['nested brackets', '['.repeat(200 * kibi), 'too-deep'],
    ['nested dashes', '- '.repeat(100 * kibi), 'too-deep'],
    ['nested mappings', '{a: '.repeat(60 * kibi), 'too-deep'],
    ['nested by an alias of itself', 'a: &a [*a]', 'too-deep'],
    ['empty items without end', `[${','.repeat(200 * kibi)}]`, 'too-many-values'],
    ['aliases of aliases', bomb, 'too-many-aliases'],
    ['one long list, ten times', `a: &a [${'x,'.repeat(6 * kibi)}]\nb: [${'*a,'.repeat(10)}]`, 'too-many-values'],
  ];
  test.each(large)('%s', (_, text, code) => {
    expect(problemsOf(text).map((problem) => problem.code)).toEqual([code]);
  });

  test('a file of many small keys, which a quadratic search for duplicates would take minutes for', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(problemsOf(keys)).toEqual([]);
  });
});
