/** A word holds NUL, which no argv and no shell can carry. */
export class UnquotableWord extends Error {
  override readonly name = 'UnquotableWord';
  constructor(readonly word: string) {
    super(`The argument ${JSON.stringify(word.slice(0, 60))} contains a NUL character; remove it from the runbook.`);
  }
}

/**
 * One word for a POSIX shell, whatever is in it. Everything stands between single quotes, where the shell gives no
 * character a meaning (POSIX.1-2017, Shell Command Language, 2.2.2). Throws UnquotableWord.
 */
export function quote(word: string): string {
  if (word.includes('\0')) throw new UnquotableWord(word);
  return /^[A-Za-z0-9_./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

export const quoteAll = (words: readonly string[]): string => words.map(quote).join(' ');

/**
 * Bytes as a format for the shell's own `printf`, quoted: how standard input reaches a command without standing in an
 * argv that `ps` shows. Every byte but letters, digits and spaces is octal, so that the format has no directive.
 */
export function quoteAsPrintfFormat(bytes: Uint8Array): string {
  let format = '';
  for (const byte of bytes) {
    const literal =
      byte === 0x20 ||
      (byte >= 0x30 && byte <= 0x39) ||
      (byte >= 0x41 && byte <= 0x5a) ||
      (byte >= 0x61 && byte <= 0x7a);
    format += literal ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return `'${format}'`;
}
