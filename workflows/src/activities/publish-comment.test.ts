import { withMarker } from '@chatops-commander/engine/report/marker';
import { describe, expect, it } from 'vitest';
import type { Comment } from '../github/comments.js';
import { publishComment } from './publish-comment.js';

const bot = 'chatops-commander[bot]';
const comment = (id: number, login: string, body: string): Comment => ({
  id,
  login,
  body,
  isBot: login.endsWith('[bot]'),
  createdAt: '',
  updatedAt: '',
  url: '',
});
const subject = { issue: 7, kind: 'run', id: 'r-1' } as const;

function board(existing: readonly Comment[]) {
  const calls: string[] = [];
  return {
    calls,
    commentsOf: async () => existing,
    async addComment(issue: number, body: string) {
      calls.push(`add to ${issue}`);
      return comment(99, bot, body);
    },
    async editComment(id: number) {
      calls.push(`edit ${id}`);
    },
  };
}

describe('publishComment', () => {
  it.each<[string, readonly Comment[], readonly string[]]>([
    ['writes the first one', [], ['add to 7']],
    ['edits its own', [comment(1, bot, withMarker('run', 'r-1', 'old'))], ['edit 1']],
    ['does not write the same again', [comment(1, bot, withMarker('run', 'r-1', 'new'))], []],
    ['takes no stranger’s marker for its own', [comment(1, 'eve', withMarker('run', 'r-1', 'old'))], ['add to 7']],
    ['takes no other bot’s marker for its own', [comment(1, 'x[bot]', withMarker('run', 'r-1', 'old'))], ['add to 7']],
    ['tells runs apart', [comment(1, bot, withMarker('run', 'r-2', 'old'))], ['add to 7']],
  ])('%s', async (_name, existing, expected) => {
    const there = board(existing);
    await publishComment(there, bot, { ...subject, markdown: 'new' });
    expect(there.calls).toEqual(expected);
  });
});
