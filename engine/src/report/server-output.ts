import { codeBlock } from './markdown.js';
import { maskSecrets } from './mask-secrets.js';
import { visibleText } from './visible-text.js';

/** The most of one output that a comment shows; all of it is in the log store. */
const SHOWN = 6_000;

/** The end of what a server printed, as a block: secrets masked, whole lines where there are any. */
export function outputBlock(text: string): string {
  const visible = maskSecrets(visibleText(text));
  if (visible.length <= SHOWN) return codeBlock(visible);
  const tail = visible.slice(-SHOWN);
  const firstLine = tail.indexOf('\n') + 1;
  return codeBlock(`…\n${tail.slice(firstLine < SHOWN / 2 ? firstLine : 0)}`);
}
