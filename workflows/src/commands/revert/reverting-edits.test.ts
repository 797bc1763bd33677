import { expect, test } from 'vitest';
import type { ComparedFile } from '../../github/contents.js';
import { type Reverting, revertingEdits } from './reverting-edits.js';

const mode = '100755' as const;
const added: ComparedFile = { path: 'changes/a.yaml', status: 'added', blob: 'a' };
const modified: ComparedFile = { path: 'files/m', status: 'modified', blob: 'm2' };
const removed: ComparedFile = { path: 'files/r', status: 'removed', blob: undefined };
const renamed: ComparedFile = { path: 'files/new', previousPath: 'files/old', status: 'renamed', blob: 'n' };

test.each<[string, ComparedFile, Record<string, string>, Reverting]>([
  ['what it added goes', added, { 'changes/a.yaml': 'a' }, { edits: [{ path: added.path, removed: true }], left: [] }],
  ['what it added and is gone', added, {}, { edits: [], left: [] }],
  ['what it added and somebody edited since', added, { 'changes/a.yaml': 'b' }, { edits: [], left: [added.path] }],
  [
    'what it edited is as before, with its mode',
    modified,
    { 'files/m': 'm2' },
    { edits: [{ path: 'files/m', blob: 'files/m before', mode }], left: [] },
  ],
  ['what it edited and somebody removed since', modified, {}, { edits: [], left: ['files/m'] }],
  ['what it removed comes back', removed, {}, { edits: [{ path: 'files/r', blob: 'files/r before', mode }], left: [] }],
  [
    'a change that it removed stays away: it would run',
    { ...removed, path: 'changes/r.yaml' },
    {},
    { edits: [], left: ['changes/r.yaml'] },
  ],
  [
    'an edited change stays as it is',
    { ...modified, path: 'changes/m.yaml' },
    { 'changes/m.yaml': 'm2' },
    { edits: [], left: ['changes/m.yaml'] },
  ],
  ['what it removed and somebody wrote anew', removed, { 'files/r': 'other' }, { edits: [], left: ['files/r'] }],
  [
    'what it renamed goes back',
    renamed,
    { 'files/new': 'n' },
    {
      edits: [
        { path: 'files/old', blob: 'files/old before', mode },
        { path: 'files/new', removed: true },
      ],
      left: [],
    },
  ],
  [
    'what it renamed, where something stands in the old place',
    renamed,
    { 'files/new': 'n', 'files/old': 'x' },
    { edits: [], left: ['files/new'] },
  ],
])('%s', (_case, file, now, expected) => {
  const standing = {
    now: (path: string) => now[path],
    before: (path: string) => ({ blob: `${path} before`, mode }),
  };
  expect(revertingEdits([file], standing)).toEqual(expected);
});
