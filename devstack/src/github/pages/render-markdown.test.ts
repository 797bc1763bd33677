import { describe, expect, test } from 'vitest';
import { renderMarkdown } from './render-markdown.js';

describe('renderMarkdown', () => {
  test.each([
    { name: 'headings and emphasis', text: '## **Risk**: medium', html: '<h2><strong>Risk</strong>: medium</h2>' },
    { name: 'code that is no markup', text: 'run `a **b** <c>`', html: '<p>run <code>a **b** &lt;c&gt;</code></p>' },
    { name: 'a fence', text: '```yaml\na: <b>\n```', html: '<pre><code>a: &lt;b&gt;</code></pre>' },
    { name: 'an unclosed fence', text: '```\na', html: '<pre><code>a</code></pre>' },
    { name: 'a list', text: '- one\n- two\n  more', html: '<ul><li>one</li><li>two more</li></ul>' },
    {
      name: 'numbers that begin later',
      text: '2. two\n3. three',
      html: '<ol start="2"><li>two</li><li>three</li></ol>',
    },
    {
      name: 'a table with a bar in a cell',
      text: '| a | b |\n|---|---|\n| x \\| y | z |',
      html: '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>x | y</td><td>z</td></tr></tbody></table>',
    },
    {
      name: 'a link',
      text: '[the run](https://x.example/a?b=1&c=2)',
      html: '<p><a href="https://x.example/a?b=1&amp;c=2">the run</a></p>',
    },
    { name: 'a hidden marker', text: '<!-- chatops:run=1 -->Hello', html: '<p>Hello</p>' },
    { name: 'nothing', text: '', html: '' },
  ])('$name', ({ text, html }) => expect(renderMarkdown(text)).toBe(html));

  test('folded blocks stay folded, and an unclosed one ends with its comment', () => {
    const html = renderMarkdown('<details><summary>Runbook</summary>\n\n```\nx\n```\n');
    expect(html).toMatch(/^<details><summary>Runbook<\/summary>[\s\S]*<pre>[\s\S]*<\/details>$/);
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<details ontoggle=alert(1) open>',
    '[x](javascript:alert(1))',
    '[x](https://a.example/"onmouseover="alert(1))',
    '`<b onclick=x>`',
  ])('%s brings no markup of its own', (text) => {
    expect(renderMarkdown(text)).not.toMatch(/<(script|img)|<\w+[^>]*\son\w+=|href="javascript/i);
  });
});
