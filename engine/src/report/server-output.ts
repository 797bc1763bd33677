import { codeBlock } from './markdown.js';
import { maskSecrets } from './mask-secrets.js';
import { visibleText } from './visible-text.js';

/** The most of one output that a comment shows; all of it is in the log store. */
const SHOWN = 6_000;

/**
 * What programs printed, without the lines in which our own scripts report (see actions/report-lines.ts). An output
 * whose report was cut before its end is whole: then every line may matter.
 */
export function programOutput(text: string): string {
  const lines = text.split('\n');
  // in a report, foreign lines are quoted: its first closing line is its own
  const end = lines.indexOf('chatops-report end');
  if (end === -1) return text.trim();
  // without an opening line, the tail of the output begins within the report
  const start = Math.max(lines.slice(0, end).indexOf('chatops-report 1'), 0);
  return [...lines.slice(0, start), ...lines.slice(end + 1)].join('\n').trim();
}

/** The end of what a server printed, as a block: secrets masked, whole lines where there are any. */
export function outputBlock(text: string): string {
  const visible = maskSecrets(visibleText(text));
  if (visible.length <= SHOWN) return codeBlock(visible);
  const tail = visible.slice(-SHOWN);
  const firstLine = tail.indexOf('\n') + 1;
  return codeBlock(`…\n${tail.slice(firstLine < SHOWN / 2 ? firstLine : 0)}`);
}
