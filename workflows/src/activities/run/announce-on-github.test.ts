import type { RunRow, RunState } from '@chatops-commander/engine/records/run-row';
import { withMarker } from '@chatops-commander/engine/report/marker';
import { describe, expect, it } from 'vitest';
import type { RepositoryClient } from '../../github/repository-client.js';
import { WritesSpent } from '../../github/writes-spent.js';
import { announceOnGitHub, checkOf } from './announce-on-github.js';
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

describe('announceOnGitHub', () => {
  it('tells the report everywhere before it folds anything, room to fold or not', async () => {
    const botLogin = 'chatops-commander[bot]';
    const told: string[] = [];
    const stood = (issue: number) => ({
      ...{ id: issue * 10, issue, login: botLogin, isBot: true, nodeId: '', createdAt: '', url: '' },
      body: withMarker('run', sampleRow.id, 'old'),
    });
    const comments: Pick<RepositoryClient['comments'], 'commentsOf' | 'addComment' | 'editComment'> = {
      commentsOf: async (issue) => [stood(issue)],
      async addComment(issue, body) {
        told.push(`add to ${issue}`);
        return { ...stood(issue), id: 99, body };
      },
      async editComment(id) {
        told.push(`fold ${id}`);
        throw new WritesSpent(`/repos/o/r/issues/comments/${id}`, 60_000);
      },
    };
    // of a repository it is given only what telling takes
    const client = { comments, botLogin } as RepositoryClient;
    const announcements = announceOnGitHub({ of: async () => client }, { runsOfPull: async () => [] });
    await announcements.say({ ...sampleRow, issue: 2, pull: 3 }, 'the report', 'noticed');
    expect(told).toEqual(['add to 2', 'add to 3', 'fold 20', 'fold 30']);
  });
});
