import type { FileChange } from '../git/parse-diff.js';
import { escapeHtml } from './escape-html.js';

/** The changed files of a pull request or a commit, each with its hunks. */
export const renderDiff = (files: readonly FileChange[]): string => files.map(renderFile).join('\n');

function renderFile({ path, previousPath, status, additions, deletions, patch }: FileChange): string {
  const name = previousPath === undefined ? path : `${previousPath} → ${path}`;
  const lines = patch === undefined ? '' : `<pre class="diff">${patch.split('\n').map(renderLine).join('')}</pre>`;
  const counts = `<span class="muted">${status}, +${additions} −${deletions}</span>`;
  return `<div class="box"><div class="head"><b>${escapeHtml(name)}</b> ${counts}</div>${lines}</div>`;
}

const kinds: Readonly<Record<string, string>> = { '+': 'add', '-': 'del', '@': 'hunk' };

const renderLine = (line: string): string =>
  `<span class="${kinds[line.charAt(0)] ?? 'same'}">${escapeHtml(line) || ' '}</span>`;
