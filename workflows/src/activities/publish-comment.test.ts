import { withMarker } from '@chatops-commander/engine/report/marker';
import { describe, expect, it } from 'vitest';
import type { Comment } from '../github/comments.js';
import { WritesSpent } from '../github/writes-spent.js';
import { collapseComment, publishComment } from './publish-comment.js';

const bot = 'chatops-commander[bot]';
const comment = (id: number, login: string, body: string): Comment => ({
  id,
  issue: 7,
  login,
  body,
  isBot: login.endsWith('[bot]'),
  nodeId: '',
  createdAt: '',
  url: '',
});
const subject = { issue: 7, kind: 'run', id: 'r-1' } as const;

function board(existing: readonly Comment[]) {
  const calls: string[] = [];
  const bodies: string[] = [];
  return {
    calls,
    bodies,
    commentsOf: async () => existing,
    async addComment(issue: number, body: string) {
      calls.push(`add to ${issue}`);
      return comment(99, bot, body);
    },
    async editComment(id: number, body: string) {
      calls.push(`edit ${id}`);
      bodies.push(body);
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

  const stood = (ageMs: number) => ({
    ...comment(1, bot, withMarker('run', 'r-1', 'old')),
    createdAt: new Date(Date.now() - ageMs).toISOString(),
  });
  const anew = comment(2, bot, withMarker('run', 'r-1', 'new'));
  it.each<[string, readonly Comment[], readonly string[]]>([
    ['writes it below, and folds what stood', [stood(90_000)], ['add to 7', 'edit 1']],
    ['edits what people were told of just now', [stood(5_000)], ['edit 1']],
    ['asked again, only folds what was not folded yet', [stood(90_000), anew], ['edit 1']],
  ])('what somebody has to notice: %s', async (_name, existing, expected) => {
    const there = board(existing);
    await publishComment(there, bot, { ...subject, markdown: 'new', noticed: { before: 'Before' } });
    expect(there.calls).toEqual(expected);
  });
});

describe('folding', () => {
  const full = (error: Error) => ({
    ...board([comment(1, bot, withMarker('run', 'r-1', 'old'))]),
    editComment: () => Promise.reject(error),
  });
  const noticed = { ...subject, markdown: 'new', noticed: { before: 'Before' } };
  const spent = new WritesSpent('/repos/o/r/issues/comments/1', 60_000);

  it('gives way where there is no room for it, and what was to be said is said', async () => {
    const there = full(spent);
    await publishComment(there, bot, noticed);
    expect(there.calls).toEqual(['add to 7']);
    await collapseComment(full(spent), bot, { ...subject, summary: 'r-1, attempt 1' });
  });

  it('tells of any other trouble', async () => {
    await expect(publishComment(full(new Error('away')), bot, noticed)).rejects.toThrow('away');
    const collapsed = collapseComment(full(new Error('away')), bot, { ...subject, summary: 'r-1, attempt 1' });
    await expect(collapsed).rejects.toThrow('away');
  });
});

describe('collapseComment', () => {
  const folded = withMarker('run', 'r-1', '<details><summary>r-1, attempt 1</summary>\n\nold\n\n</details>');
  it.each<[string, readonly Comment[], readonly string[]]>([
    ['folds its own, under its marker', [comment(1, bot, withMarker('run', 'r-1', 'old'))], [folded]],
    ['leaves what is folded', [comment(1, bot, folded)], []],
    ['leaves a stranger’s', [comment(1, 'eve', withMarker('run', 'r-1', 'old'))], []],
    ['leaves what would not fit any more', [comment(1, bot, withMarker('run', 'r-1', 'x'.repeat(65_480)))], []],
    ['where there is none does nothing', [], []],
  ])('%s', async (_name, existing, bodies) => {
    const there = board(existing);
    await collapseComment(there, bot, { ...subject, summary: 'r-1, attempt 1' });
    expect(there.bodies).toEqual(bodies);
  });
});
