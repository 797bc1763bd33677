import { expect, test } from 'vitest';
import { configDrift } from './config-drift.js';

test.each([
  ['the same version', 'sha256:1', 'sha256:1', { kind: 'none' }],
  ['nothing anywhere', undefined, undefined, { kind: 'none' }],
  ['a direct push', 'sha256:1', 'sha256:2', { kind: 'not-in-force', inForce: 'sha256:1', branch: 'sha256:2' }],
  ['removed by a direct push', 'sha256:1', undefined, { kind: 'removed', inForce: 'sha256:1' }],
  ['written, never accepted', undefined, 'sha256:2', { kind: 'never-accepted', branch: 'sha256:2' }],
])('%s', (_name, inForce, branch, expected) => {
  expect(configDrift(inForce, branch)).toEqual(expected);
});
