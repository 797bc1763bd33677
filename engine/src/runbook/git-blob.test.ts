import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { gitBlobId } from './git-blob.js';

test.each(['', 'hello\n', 'déjà vu\r\n', '\u0000\u00ff'])('%j has the id that git gives it', (text) => {
  const id = execFileSync('git', ['hash-object', '--stdin', '--no-filters'], { input: text, encoding: 'utf8' }).trim();
  expect(gitBlobId(text)).toBe(id);
  expect(gitBlobId(Buffer.from(text))).toBe(id);
});
