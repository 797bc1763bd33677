import { escapeHtml } from './escape-html.js';

/** Tags that GitHub lets through and that comments of ours use; anything else shows as text. */
const allowedTag = /&lt;(\/?(?:details|summary|br|sub|sup|kbd|b|strong|em|code)|details open)\s*\/?&gt;/g;

/**
 * Renders the part of GitHub's Markdown that runbook comments are written in. All text is escaped first, so nothing of
 * a comment becomes markup but what is made here.
 */
export function renderMarkdown(text: string): string {
  const html = renderBlocks(text.replaceAll(/<!--[\s\S]*?-->/g, '').split(/\r?\n/));
  const open = html.split('<details').length - html.split('</details>').length;
  return html + '</details>'.repeat(Math.max(0, open));
}

function renderBlocks(lines: readonly string[]): string {
  const html: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const block = blockAt(lines, at);
    html.push(block.html);
    at += block.lines;
  }
  return html.join('\n');
}

interface Block {
  readonly html: string;
  /** How many lines it takes; at least one. */
  readonly lines: number;
}

function blockAt(lines: readonly string[], at: number): Block {
  const line = lines[at] ?? '';
  const fence = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
  if (fence !== undefined) return fenced(lines, at, fence);
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading !== null) {
    const level = (heading[1] ?? '#').length;
    return { html: `<h${level}>${inline(heading[2] ?? '')}</h${level}>`, lines: 1 };
  }
  if (/^\s*$/.test(line)) return { html: '', lines: 1 };
  if (/^(-{3,}|\*{3,})\s*$/.test(line)) return { html: '<hr>', lines: 1 };
  if (/^\s*<\/?(details|summary)/.test(line)) return { html: inline(line), lines: 1 };
  if (/^\s*\|/.test(line) && /^\s*\|[\s:|-]+$/.test(lines[at + 1] ?? '')) return table(lines, at);
  if (/^\s*>/.test(line))
    return wrapped(lines, at, /^\s*>\s?/, (inner) => `<blockquote>${renderBlocks(inner)}</blockquote>`);
  if (/^\s*[-*]\s/.test(line)) return list(lines, at, 'ul');
  if (/^\s*\d+[.)]\s/.test(line)) return list(lines, at, 'ol');
  return paragraph(lines, at);
}

const countWhile = (lines: readonly string[], at: number, matches: (line: string) => boolean): number => {
  let count = 0;
  while (at + count < lines.length && matches(lines[at + count] ?? '')) count += 1;
  return count;
};

function fenced(lines: readonly string[], at: number, fence: string): Block {
  const inside = countWhile(lines, at + 1, (line) => !line.trim().startsWith(fence));
  const code = lines.slice(at + 1, at + 1 + inside).join('\n');
  return { html: `<pre><code>${escapeHtml(code)}</code></pre>`, lines: inside + 2 };
}

function wrapped(
  lines: readonly string[],
  at: number,
  mark: RegExp,
  wrap: (inner: readonly string[]) => string,
): Block {
  const count = countWhile(lines, at, (line) => mark.test(line));
  return { html: wrap(lines.slice(at, at + count).map((line) => line.replace(mark, ''))), lines: count };
}

function list(lines: readonly string[], at: number, tag: 'ul' | 'ol'): Block {
  const item = tag === 'ul' ? /^\s*[-*]\s+/ : /^\s*\d+[.)]\s+/;
  const count = countWhile(lines, at, (line) => item.test(line) || /^\s{2,}\S/.test(line));
  const texts: string[] = [];
  for (const line of lines.slice(at, at + count)) {
    if (item.test(line)) texts.push(line.replace(item, ''));
    else texts.push(`${texts.pop() ?? ''} ${line.trim()}`);
  }
  const first = /^\s*(\d+)/.exec(lines[at] ?? '')?.[1];
  const start = tag === 'ol' && first !== undefined ? ` start="${first}"` : '';
  return { html: `<${tag}${start}>${texts.map((text) => `<li>${inline(text)}</li>`).join('')}</${tag}>`, lines: count };
}

function table(lines: readonly string[], at: number): Block {
  const count = countWhile(lines, at, (line) => /^\s*\|/.test(line));
  const cells = (line: string) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => inline(cell.trim().replaceAll('\\|', '|')));
  const row = (tag: string) => (line: string) =>
    `<tr>${cells(line)
      .map((cell) => `<${tag}>${cell}</${tag}>`)
      .join('')}</tr>`;
  const [head = '', , ...rest] = lines.slice(at, at + count);
  return {
    html: `<table><thead>${row('th')(head)}</thead><tbody>${rest.map(row('td')).join('')}</tbody></table>`,
    lines: count,
  };
}

function paragraph(lines: readonly string[], at: number): Block {
  const count =
    1 + countWhile(lines, at + 1, (line) => !/^\s*($|[-*>|#]|\d+[.)]\s|`{3}|~{3}|<\/?(details|summary))/.test(line));
  return {
    html: `<p>${lines
      .slice(at, at + count)
      .map(inline)
      .join('<br>\n')}</p>`,
    lines: count,
  };
}

function inline(text: string): string {
  // Code is set aside first: nothing inside it is markup.
  const parts = text.split(/(`+)(.+?)\1/g);
  return parts
    .map((part, index) => {
      if (index % 3 === 1) return '';
      return index % 3 === 2 ? `<code>${escapeHtml(part)}</code>` : styled(escapeHtml(part));
    })
    .join('');
}

const styled = (escaped: string): string =>
  escaped
    .replaceAll(allowedTag, '<$1>')
    .replaceAll(
      /^\[( |x)\] /g,
      (_, done: string) => `<input type="checkbox" disabled${done === 'x' ? ' checked' : ''}> `,
    )
    .replaceAll(/\[([^\]]+)\]\(((?:https?:\/\/|\/|#)[^\s)]*)\)/g, '<a href="$2">$1</a>')
    .replaceAll(/(^|[\s(])(https?:\/\/[^\s<)]+)/g, '$1<a href="$2">$2</a>')
    .replaceAll(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/(^|[\s(])[_*]([^_*\s][^_*]*)[_*](?=$|[\s).,:;!?])/g, '$1<em>$2</em>')
    .replaceAll(/(^|\s)@([a-z\d][a-z\d-]*)/gi, '$1<b>@$2</b>');
