import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { promptVersions } from './versions.js';

test.each(promptVersions.map((version) => [version.name, version] as const))(
  '%s is as it was released: a new wording is a new version, with an evaluation of its own',
  (_name, { text, sha256 }) => {
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
  },
);

test('every version has a name of its own', () => {
  const names = promptVersions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
