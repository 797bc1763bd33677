import { expect, test } from 'vitest';
import { RUN_ID_LENGTHS, type RunIdentity, runId } from './run-identity.js';

const identity: RunIdentity = { repository: 'acme/ops', pull: 7, path: 'changes/a.yaml', blob: 'b'.repeat(40) };

test('the id of an identity never changes, whatever the version of this program', () => {
  expect(RUN_ID_LENGTHS.map((length) => runId(identity, length))).toEqual([
    'r-c4cs6yd6',
    'r-c4cs6yd6sbqn0',
    'r-c4cs6yd6sbqn0qde2krakg4rrn',
  ]);
});

test.each<[string, Partial<RunIdentity>]>([
  ['repository', { repository: 'acme/op' }],
  ['pull request', { pull: 8 }],
  ['path', { path: 'changes/b.yaml' }],
  ['blob', { blob: 'c'.repeat(40) }],
  ['boundary between fields', { path: 'changes/a.yam', blob: `l${'b'.repeat(40)}` }],
])('another %s gives another id', (_name, changes) => {
  expect(runId({ ...identity, ...changes }, 8)).not.toBe(runId(identity, 8));
});

test('the letter case of the repository gives none', () => {
  expect(runId({ ...identity, repository: 'Acme/OPS' }, 8)).toBe(runId(identity, 8));
});
