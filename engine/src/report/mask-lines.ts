import { maskSecrets } from './mask-secrets.js';

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY/;

/**
 * As maskSecrets, line by line and as many lines: for a difference, of which only some lines are shown, so that a key
 * must be known as one although its first line stays out.
 */
export function maskLines(lines: readonly string[]): readonly string[] {
  let inKey = false;
  return lines.map((line) => {
    if (BEGIN.test(line)) inKey = true;
    const shown = inKey ? '••••••' : maskSecrets(line);
    if (END.test(line)) inKey = false;
    return shown;
  });
}
