import { describe, expect, test } from 'vitest';
import { mend } from './mend.js';

const context = {
  isMember: (login: string) => login === 'alice',
  isPull: (number: number) => number === 7,
  app: { id: 1, slug: 'ops' },
  botLogin: 'ops[bot]',
  reactions: (url: string) => ({ url: `${url}/reactions`, total_count: 3 }),
  reviewBody: (nodeId: string) => (nodeId === 'five' ? 'other words' : undefined),
};

describe('mend', () => {
  const cases = [
    {
      name: 'times are whole seconds',
      given: { updated_at: '2024-01-01T00:00:00.123Z' },
      expected: { updated_at: '2024-01-01T00:00:00Z' },
    },
    {
      name: 'a text that looks like a time is left',
      given: { body: '2024-01-01T00:00:00.123Z' },
      expected: { body: '2024-01-01T00:00:00.123Z' },
    },
    {
      name: 'an outsider is no member',
      given: { user: { login: 'mallory' }, author_association: 'MEMBER' },
      expected: { user: { login: 'mallory' }, author_association: 'NONE' },
    },
    {
      name: 'what the app wrote names the app',
      given: [{ user: { login: 'ops[bot]' }, performed_via_github_app: null }],
      expected: [{ user: { login: 'ops[bot]' }, performed_via_github_app: { id: 1, slug: 'ops' } }],
    },
    {
      name: 'what a person wrote does not',
      given: { user: { login: 'alice' }, performed_via_github_app: null },
      expected: { user: { login: 'alice' }, performed_via_github_app: null },
    },
    {
      name: 'a review says what was put in place of its words',
      given: [
        { node_id: 'five', submitted_at: null, body: 'words' },
        { node_id: 'six', submitted_at: null, body: 'words' },
        { node_id: 'five', body: 'words' },
      ],
      expected: [
        { node_id: 'five', submitted_at: null, body: 'other words' },
        { node_id: 'six', submitted_at: null, body: 'words' },
        { node_id: 'five', body: 'words' },
      ],
    },
    {
      name: 'reactions are counted',
      given: { url: 'u', reactions: { total_count: 0 } },
      expected: { url: 'u', reactions: { url: 'u/reactions', total_count: 3 } },
    },
    {
      name: 'a comment on a pull request links to its page',
      given: { issue_url: 'x/issues/7', html_url: 'h/issues/7#issuecomment-1' },
      expected: { issue_url: 'x/issues/7', html_url: 'h/pull/7#issuecomment-1' },
    },
    {
      name: 'a comment on an issue stays there',
      given: { issue_url: 'x/issues/8', html_url: 'h/issues/8#issuecomment-1' },
      expected: { issue_url: 'x/issues/8', html_url: 'h/issues/8#issuecomment-1' },
    },
  ];
  test.each(cases)('$name', ({ given, expected }) => expect(mend(given, context)).toEqual(expected));

  test('the issue behind a pull request says so', () => {
    const issue = { number: 7, url: 'a/issues/7', html_url: 'h/issues/7', timeline_url: 't' };
    expect(mend({ issue }, context)).toMatchObject({
      issue: { html_url: 'h/pull/7', pull_request: { url: 'a/pulls/7' } },
    });
    expect(mend({ issue: { ...issue, number: 8 } }, context)).not.toHaveProperty('issue.pull_request');
  });
});
