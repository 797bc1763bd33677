import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeBlock, details, inline, inlineCode, link, prose, quote, table } from './markdown.js';
import { clip, visibleText } from './visible-text.js';

describe('prose keeps a hostile text a text', () => {
  test.each<[string, string, string]>([
    ['a mention', 'thanks @everyone', 'thanks `@everyone`'],
    ['a team mention in brackets', '(@acme/ops)', '`(@acme/ops)`'],
    ['a mail address', 'write to bob@example.com', 'write to `bob@example.com`'],
    ['an issue reference', 'closes #12 and acme/ops#3', 'closes `#12` and `acme/ops#3`'],
    ['an image beacon', '<img src="x">', '&lt;img src="x"&gt;'],
    ['a Markdown image', '![x](/y)', '!\\[x\\](/y)'],
    ['an address', 'see https://evil.example/x?y=1', 'see `https://evil.example/x?y=1`'],
    ['an address that ends a clause', 'http://web/health: 200, see @bob.', '`http://web/health`: 200, see `@bob`.'],
    ['an address of nothing but marks', '://:', '`://`:'],
    ['an address without scheme', 'www.evil.example', '`www.evil.example`'],
    ['an HTML comment', '<!-- chatops:run:r-1 -->', '&lt;!-- chatops:run:r-1 --&gt;'],
    ['an entity', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['a heading', '# root', '\\# root'],
    ['a list', '- a\n1. b', '\\- a\n1\\. b'],
    ['a rule', '---', '\\---'],
    ['a fence', '```sh', '\\`\\`\\`sh'],
    ['a tilde fence', '~~~', '\\~\\~\\~'],
    ['an indented block', '    x', 'x'],
    ['a pipe', 'a | b', 'a \\| b'],
    ['mathematics', '$x$', '\\$x\\$'],
    ['emphasis', '**bold** _it_', '\\*\\*bold\\*\\* \\_it\\_'],
    ['a lone backtick before a mention', 'x` @all', 'x\\` `@all`'],
    ['a code span', 'type `/ops help` now', 'type `/ops help` now'],
    ['a code span with an image', '`<img>`', '`<img>`'],
    ['two code spans that touch', '`a``b`', '`a` `b`'],
    [
      'plain words stay as they are',
      "web-01: 2.5.0, l'état 12 % (déjà) snake_case",
      "web-01: 2.5.0, l'état 12 % (déjà) snake_case",
    ],
    ['terminal colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a reversed name', 'exe\u202Egnp.', 'exegnp.'],
    ['a zero-width space in a mention', '@\u200Beveryone', '`@everyone`'],
    ['a carriage return', 'a\rb', 'a\nb'],
  ])('%s', (_name, text, markdown) => {
    expect(prose(text)).toBe(markdown);
  });
});

test('inline is one line', () => {
  expect(inline('a\n\n# b')).toBe('a # b');
});

describe('inlineCode', () => {
  test.each<[string, string, string]>([
    ['a name', 'web-01', '`web-01`'],
    ['with a backtick', 'a`b', '``a`b``'],
    ['that ends in one', 'a`', '`` a` ``'],
    ['of several lines', 'a\nb', '`a b`'],
    ['empty', '', ''],
  ])('%s', (_name, text, markdown) => {
    expect(inlineCode(text)).toBe(markdown);
  });
});

test.each([
  ['no backticks', 'plain', '```'],
  ['a fence inside', '```\n@everyone\n```', '````'],
  ['a long fence inside', '``````', '```````'],
])('codeBlock: %s', (_name, text, fence) => {
  const block = codeBlock(text);
  expect(block.startsWith(`${fence}text\n`)).toBe(true);
  expect(block.endsWith(`\n${fence}`)).toBe(true);
});

test('nothing in a code block is as long as its fence', () => {
  const hostile = fc
    .array(fc.constantFrom('`', '```', '\n', 'x', '~~~', '</details>'), { maxLength: 40 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(hostile, (text) => {
      const [first = '', ...rest] = codeBlock(text).split('\n');
      const fence = first.replace('text', '');
      expect(rest.slice(0, -1).filter((line) => line.includes(fence))).toEqual([]);
      expect(rest.at(-1)).toBe(fence);
    }),
  );
});

test('outside its code spans prose has nothing that GitHub acts on', () => {
  const hostile = fc
    .array(
      fc.constantFrom('`', '``', '@all', '<img>', '#1', ' ', '\n', 'x', '\\', '![', '](', 'https://x', '|', '&lt;'),
      { maxLength: 25 },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(hostile, (text) => {
      for (const line of prose(text).split('\n'))
        expect(withoutCodeSpans(line)).not.toMatch(/[<>]|@|#\d|:\/\/|(?<!\\)[[\]|]/);
    }),
    { numRuns: 5000 },
  );
});

/** What stands outside code spans, found as CommonMark finds them: a run of backticks up to the next equal one. */
function withoutCodeSpans(line: string): string {
  let rest = line;
  let outside = '';
  while (rest !== '') {
    const escaped = /^\\[\\`*[\]|$~_#+=.)-]/.exec(rest);
    const run = /^`+/.exec(rest)?.[0];
    const closing =
      run === undefined
        ? undefined
        : new RegExp(`^\`+([^\`]|(?!(?<!\`)${run}(?!\`))\`)*?(?<!\`)${run}(?!\`)`).exec(rest)?.[0];
    const taken = escaped?.[0] ?? closing ?? run ?? rest.charAt(0);
    if (closing === undefined || escaped !== null) outside += taken;
    rest = rest.slice(taken.length);
  }
  return outside;
}

test('details: the summary is text, and nothing pings from it', () => {
  expect(details('</summary><b>@all #1', 'body')).toBe(
    '<details><summary>&lt;/summary&gt;&lt;b&gt;@\u200Ball #\u200B1</summary>\n\nbody\n\n</details>',
  );
  // GitHub looks for references in the text of HTML, too
  expect(details('gh-3 GH-4', 'body')).toContain('gh-\u200B3 GH-\u200B4');
});

test('table: a pipe never splits a cell, not even in code', () => {
  expect(table(['A', 'B'], [[inlineCode('a|b'), inline('c|d')]])).toBe('| A | B |\n| --- | --- |\n| `a\\|b` | c\\|d |');
});

test('quote sets every line apart', () => {
  expect(quote('a\n\n> b')).toBe('> a\n>\n> &gt; b');
});

describe('link', () => {
  test.each([
    ['the web', 'https://github.com/a/b/issues/1#c', '[run](https://github.com/a/b/issues/1#c)'],
    ['a script', 'javascript:alert(1)', 'run `javascript:alert(1)`'],
    ['an address that ends the link', 'https://x/)<img>', 'run `https://x/)<img>`'],
  ])('%s', (_name, url, markdown) => {
    expect(link('run', url)).toBe(markdown);
  });
});

test('visibleText and clip', () => {
  expect(visibleText('a\u0000\u0008b\tc\u{E0041}')).toBe('ab\tc');
  expect(visibleText('\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007')).toBe('click');
  expect(clip('abcdef', 4)).toBe('abc…');
  expect(clip('ab😀cd', 4)).toBe('ab…');
});
