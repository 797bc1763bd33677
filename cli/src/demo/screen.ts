import { visibleText } from '@chatops-commander/engine/report/visible-text';
import type { Screen } from './stage.js';

/** Prints a story for a terminal; without one, the same without colours. */
export function createScreen(output: NodeJS.WriteStream): Screen {
  const paint = (code: string) => (text: string) => (output.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text);
  const bold = paint('1');
  const dim = paint('2');
  const green = paint('32');
  const line = (text = '') => void output.write(`${text}\n`);
  return {
    title(text) {
      line();
      line(bold(`── ${text} ${'─'.repeat(Math.max(3, 72 - text.length))}`));
    },
    note: (text) => line(dim(`   (${text})`)),
    said(login, body, where) {
      line();
      line(`${bold(`@${login}`)}${where === undefined ? '' : dim(`  ${where}`)}`);
      for (const row of visibleText(withoutMarkers(body)).split('\n')) line(`│ ${row}`);
    },
    link: (label, url) => line(dim(`   ${label}: ${url}`)),
    checked: (text) => line(green(`   ✓ ${text}`)),
  };
}

/** GitHub does not show HTML comments either. */
const withoutMarkers = (body: string): string => body.replace(/<!--[\s\S]*?-->\n?/g, '').trimEnd();
