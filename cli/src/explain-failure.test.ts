import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { explainFailure } from './explain-failure.js';

const failureOf = (path: string): Promise<unknown> => readFile(path).catch((error: unknown) => error);

test.each([
  ['a file of the ops repo', '.chatops/inventory.yaml', /inventory\.yaml is not there\. `chatops init` writes one/],
  ['another file', 'no-such-file.yaml', /no-such-file\.yaml is not there\. Check the path/],
])('%s that is missing: how to get it', async (_name, path, expected) => {
  expect(explainFailure(await failureOf(path))).toMatch(expected);
});

test('an error with its causes, each once', () => {
  const cause = new Error('refused');
  expect(explainFailure(new Error('no connection', { cause }))).toBe('chatops: no connection\n  because: refused');
});
