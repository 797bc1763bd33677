import { describe, expect, test } from 'vitest';
import { createOutputPrinter } from './output-printer.js';

const bytes = (text: string) => new TextEncoder().encode(text);

function printed(isTTY: boolean, chunks: readonly Uint8Array[]): string {
  const written: Buffer[] = [];
  const print = createOutputPrinter({ isTTY, write: (chunk) => written.push(Buffer.from(chunk)) });
  for (const chunk of chunks) print.bytes(chunk);
  print.end();
  return Buffer.concat(written).toString('utf8');
}

describe('what a server printed', () => {
  const red = bytes('a \u001b[31mred\u001b[0m line\n');

  test('goes into a pipe as it is', () => {
    expect(printed(false, [red])).toBe('a \u001b[31mred\u001b[0m line\n');
  });
  test('reaches a terminal without sequences, wherever a chunk ends', () => {
    for (let cut = 0; cut <= red.length; cut += 1)
      expect(printed(true, [red.subarray(0, cut), red.subarray(cut)])).toBe('a red line\n');
  });
  test('keeps characters that a chunk cuts in two, and a last line without an end', () => {
    const accent = bytes('é');
    expect(printed(true, [accent.subarray(0, 1), accent.subarray(1)])).toBe('é');
  });
});
