import { beforeEach, describe, expect, it } from 'vitest';
import type { Comment } from '../github/comments.js';
import { tellMissingPermission } from './tell-missing-permission.js';

const refused = (permissions: string) =>
  Object.assign(new Error('Resource not accessible'), {
    status: 403,
    response: { headers: { 'x-accepted-github-permissions': permissions } },
  });
let comments: Comment[];
beforeEach(() => {
  comments = [];
});
const client = (mayComment = true) =>
  // what is used of it here
  ({
    botLogin: 'ops[bot]',
    comments: {
      commentsOf: async () => comments,
      async addComment(_issue: number, body: string) {
        if (!mayComment) throw refused('issues=write');
        const comment = { id: comments.length, body, login: 'ops[bot]', isBot: true } as Comment;
        comments.push(comment);
        return comment;
      },
      editComment: async () => {},
    },
  }) as unknown as Parameters<typeof tellMissingPermission>[2];

describe('a missing permission', () => {
  it('is told once, by its name', async () => {
    for (let time = 0; time < 3; time += 1)
      expect(await tellMissingPermission(refused('checks=write'), 7, client())).toBe(true);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain('`checks: write`');
  });
  it('that keeps us from commenting is told nowhere, and breaks nothing', async () => {
    expect(await tellMissingPermission(refused('checks=write'), 7, client(false))).toBe(true);
    expect(comments).toEqual([]);
  });
  it('is not what another error means', async () => {
    expect(await tellMissingPermission(new Error('fetch failed'), 7, client())).toBe(false);
  });
});
