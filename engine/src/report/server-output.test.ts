import { expect, test } from 'vitest';
import { outputBlock, programOutput } from './server-output.js';

test('a short output is whole', () => {
  expect(outputBlock('active (running)\n')).toBe('```text\nactive (running)\n```');
});

test('of a long output the end is shown, from the beginning of a line', () => {
  const lines = Array.from({ length: 5_000 }, (_, index) => `line ${index}`).join('\n');
  const block = outputBlock(lines);
  expect(block.length).toBeLessThan(6_100);
  expect(block).toMatch(/^```text\n…\nline \d{4}\n/);
  expect(block.endsWith('line 4999\n```')).toBe(true);
});

test('of one endless line its end is shown', () => {
  const block = outputBlock(`${'x'.repeat(100_000)}end`);
  expect(block.length).toBeLessThan(6_100);
  expect(block.endsWith('xend\n```')).toBe(true);
});

test('a secret is masked before the cut, which could make it unrecognisable', () => {
  const key = [
    '-----BEGIN OPENSSH PRIVATE',
    ` KEY-----\n${'QUJD'.repeat(2_000)}\n-----END OPENSSH PRIVATE`,
    ' KEY-----',
  ].join('');
  expect(outputBlock(`${key}\nafter`)).toBe('```text\n••••••\nafter\n```');
});

test.each([
  ['of a program alone', 'one\ntwo\n', 'one\ntwo'],
  ['of a script alone', 'chatops-report 1\ncode=0\nchatops-report end\n', ''],
  ['of both', 'banner\nchatops-report 1\nout|one\nchatops-report end\none\n', 'banner\none'],
  ['with a forged end', 'chatops-report 1\nchatops-report end\none\nchatops-report end', 'one\nchatops-report end'],
  ['whose beginning is cut', 'ut|one\nchatops-report end\none\n', 'one'],
  ['whose end is cut', 'chatops-report 1\nout|one', 'chatops-report 1\nout|one'],
])('an output %s: what programs printed', (_name, text, printed) => {
  expect(programOutput(text)).toBe(printed);
});
