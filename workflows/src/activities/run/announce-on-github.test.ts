import type { RunRow, RunState } from '@chatops-commander/engine/records/run-row';
import { describe, expect, it } from 'vitest';
import { checkOf } from './announce-on-github.js';
import { sampleRow } from './sample-run.fixture.js';

const run = (id: string, state: RunState, mergeCommit = sampleRow.mergeCommit): RunRow => ({
  ...sampleRow,
  id,
  state,
  mergeCommit,
  title: `title of ${id}`,
});

describe('checkOf', () => {
  it.each<[string, RunRow, RunRow[], string, string]>([
    ['one run', run('r-a', 'succeeded'), [], 'success', 'r-a: succeeded'],
    ['a cancelled run', run('r-a', 'cancelled'), [], 'cancelled', 'r-a: cancelled'],
    [
      'a success after a failure',
      run('r-b', 'succeeded'),
      [run('r-a', 'failed')],
      'failure',
      'r-a: failed, r-b: succeeded',
    ],
    [
      'a success after a cancel',
      run('r-b', 'succeeded'),
      [run('r-a', 'cancelled')],
      'cancelled',
      'r-a: cancelled, r-b: succeeded',
    ],
    ['a run that goes on beside it', run('r-a', 'succeeded'), [run('r-b', 'running')], 'success', 'r-a: succeeded'],
    ['an earlier merge', run('r-a', 'succeeded'), [run('r-b', 'failed', 'd'.repeat(40))], 'success', 'r-a: succeeded'],
    ['its own state on record', run('r-a', 'succeeded'), [run('r-a', 'failed')], 'success', 'r-a: succeeded'],
  ])('%s', (_case, ended, ofPull, conclusion, title) => {
    const check = checkOf(ended, ofPull, 'what each server printed');
    expect(check).toMatchObject({ conclusion, title, head: sampleRow.mergeCommit });
    expect(check.summary).toContain('what each server printed');
  });
});
