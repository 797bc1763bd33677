import { visibleText } from './visible-text.js';

/**
 * Markdown out of text that a user, a server or a model wrote: everything arrives as the characters it was, nothing
 * pings, links, loads an image, or ends what surrounds it. Text between single backticks stays code, since code is
 * inert; so do addresses, @names and #numbers, which GitHub would otherwise act upon. Lines stay lines.
 */
export function prose(text: string): string {
  return visibleText(text)
    .split('\n')
    .map((line) => escapeLineStart(line.trim().split(CODE_SPAN).map(escapePiece).reduce(joinApart, '')))
    .join('\n');
}

/** As prose, on one line. */
export function inline(text: string): string {
  return prose(visibleText(text).replace(/\s*\n\s*/g, ' '));
}

/** A code span that holds exactly this text, on one line. An empty text gives an empty string. */
export function inlineCode(text: string): string {
  const content = visibleText(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  if (content === '') return '';
  const fence = '`'.repeat(longestRun(content) + 1);
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** A fenced block; its fence is longer than any run of backticks in the text, so that nothing in it can close it. */
export function codeBlock(text: string, language: 'text' | 'yaml' | 'mermaid' | 'diff' = 'text'): string {
  const content = visibleText(text).replace(/\n+$/, '');
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}${language}\n${content}\n${fence}`;
}

/** A block that is folded until clicked. The summary is plain text; the body is Markdown made here. */
export function details(summary: string, body: string): string {
  return `<details><summary>${plainHtml(summary)}</summary>\n\n${body}\n\n</details>`;
}

/** A table; cells are Markdown made here, of one line each. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapePipes).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** Somebody else's words, set apart. */
export function quote(text: string): string {
  return prose(text)
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** A link to an address of ours; anything but http and https becomes code instead. */
export function link(label: string, url: string): string {
  const isWeb = /^https?:\/\/[^\s()<>\\`]+$/.test(url);
  return isWeb ? `[${inline(label)}](${url})` : `${inline(label)} ${inlineCode(url)}`.trimEnd();
}

const CODE_SPAN = /(`[^`\n]+`)/;
/** GitHub makes links of these: addresses, mail addresses and mentions, issue references. */
const ACTED_UPON = /:\/\/|www\.|@|#\d|(?<![\p{L}\p{N}])GH-\d/iu;

function escapePiece(piece: string): string {
  if (/^`[^`]+`$/.test(piece)) return inlineCode(piece.slice(1, -1));
  return piece.split(/(\s+)/).map(escapeWord).reduce(joinApart, '');
}

function escapeWord(word: string): string {
  if (!ACTED_UPON.test(word)) return escapeCharacters(word);
  // the sentence's own punctuation is no part of an address
  const [, name = word, mark = ''] = /^(.*?)([.,:;!?]*)$/u.exec(word) ?? [];
  return name === '' ? inlineCode(word) : `${inlineCode(name)}${mark}`;
}

function escapeCharacters(text: string): string {
  return text
    .replace(/[\\`*[\]|$~]/g, (character) => `\\${character}`)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** Headings, lists, rules and setext underlines begin a line; nothing of ours begins with text of others otherwise. */
function escapeLineStart(line: string): string {
  return line.replace(/^([#+=-])/, '\\$1').replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** Two code spans that touch would be read as one with other ends. */
function joinApart(left: string, right: string): string {
  return left.endsWith('`') && right.startsWith('`') ? `${left} ${right}` : left + right;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/** A row is split at pipes before anything else is read, code spans included; an escaped pipe never splits. */
function escapePipes(cell: string): string {
  return cell.replace(/\n/g, ' ').replace(/(?<!\\)\|/g, '\\|');
}

/** Markdown is not read on the line of the tag, yet GitHub looks for names there; brackets and addresses are made safe too. */
function plainHtml(text: string): string {
  return visibleText(text)
    .replace(/\n/g, ' ')
    .replace(/[@#]|:(?=\/\/)|GH-(?=\d)/gi, '$&\u200B')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[`[\]*]/g, (character) => `&#${character.charCodeAt(0)};`);
}
