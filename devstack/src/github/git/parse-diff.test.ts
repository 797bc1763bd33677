import { describe, expect, test } from 'vitest';
import { parseDiff } from './parse-diff.js';

const a = 'a'.repeat(40);
const b = 'b'.repeat(40);
const none = '0'.repeat(40);
/** Each part ended by NUL, as `-z` does. */
const ended = (...parts: string[]) => parts.map((part) => `${part}\0`).join('');

describe('parseDiff', () => {
  const cases = [
    {
      name: 'an added file',
      raw: ended(`:000000 100644 ${none} ${b} A`, 'changes/x.yaml', '2\t0\tchanges/x.yaml'),
      patch:
        'diff --git a/changes/x.yaml b/changes/x.yaml\nnew file mode 100644\n--- /dev/null\n+++ b/changes/x.yaml\n@@ -0,0 +1,2 @@\n+a\n+b\n',
      expected: {
        path: 'changes/x.yaml',
        status: 'added',
        blob: b,
        additions: 2,
        deletions: 0,
        patch: '@@ -0,0 +1,2 @@\n+a\n+b',
      },
    },
    {
      name: 'a removed file has the blob that was removed',
      raw: ended(`:100644 000000 ${a} ${none} D`, 'x', '0\t1\tx'),
      patch: 'diff --git a/x b/x\n@@ -1 +0,0 @@\n-a\n',
      expected: { path: 'x', status: 'removed', blob: a, additions: 0, deletions: 1, patch: '@@ -1 +0,0 @@\n-a' },
    },
    {
      name: 'a pure rename has both names and no patch',
      raw: ended(`:100644 100644 ${a} ${a} R100`, 'old name', 'new name', '0\t0\t', 'old name', 'new name'),
      patch: 'diff --git a/old name b/new name\nsimilarity index 100%\nrename from old name\nrename to new name\n',
      expected: { path: 'new name', previousPath: 'old name', status: 'renamed', blob: a, additions: 0, deletions: 0 },
    },
    {
      name: 'a binary file is not counted',
      raw: ended(`:100644 100644 ${a} ${b} M`, 'logo.png', '-\t-\tlogo.png'),
      patch: 'diff --git a/logo.png b/logo.png\nBinary files a/logo.png and b/logo.png differ\n',
      expected: { path: 'logo.png', status: 'modified', blob: b, additions: 0, deletions: 0 },
    },
  ];
  test.each(cases)('$name', ({ raw, patch, expected }) => {
    expect(parseDiff(raw, patch)).toEqual([{ previousPath: undefined, patch: undefined, ...expected }]);
  });

  test('counts and patches stay with their file after a rename', () => {
    const renamed = [`:100644 100644 ${a} ${a} R100`, 'old', 'new'];
    const added = [`:000000 100644 ${none} ${b} A`, 'z'];
    const raw = ended(...renamed, ...added, '0\t0\t', 'old', 'new', '7\t0\tz');
    const patches =
      'diff --git a/old b/new\nrename to new\ndiff --git a/z b/z\n@@ -0,0 +1 @@\n+diff --git a/x b/x is only text here\n';
    const [, second] = parseDiff(raw, patches);
    expect(second).toMatchObject({ path: 'z', additions: 7, patch: expect.stringContaining('only text here') });
  });

  test('nothing changed', () => expect(parseDiff('', '')).toEqual([]));
});
