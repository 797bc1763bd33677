import { describe, expect, test } from 'vitest';
import { missingPermission } from './missing-permission.js';

const refused = (status: number, headers: Record<string, string> = {}, message = 'Resource not accessible') =>
  Object.assign(new Error(message), { status, response: { headers } });
const accepted = (text: string) => refused(403, { 'x-accepted-github-permissions': text });

describe('the permission that is missing', () => {
  test.each([
    ['one', accepted('checks=write'), 'checks: write'],
    ['two at once', accepted('contents=write, workflows=write'), 'contents: write, workflows: write'],
    ['one of several', accepted('issues=write; pull_requests=write'), 'issues: write'],
    ['not told', refused(403), ''],
    ['told in a way that GitHub never tells', accepted('<script>'), ''],
    ['a rate limit is none', refused(403, {}, 'You have exceeded a secondary rate limit'), undefined],
    ['not found is none', refused(404), undefined],
    ['no answer of GitHub', new Error('fetch failed'), undefined],
  ])('%s', (_case, error, named) => {
    expect(missingPermission(error)).toBe(named);
  });
});
