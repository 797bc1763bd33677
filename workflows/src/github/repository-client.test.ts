import { describe, expect, test } from 'vitest';
import { installationIsGone } from './repository-client.js';

const answered = (status: number, url: string) => Object.assign(new Error('x'), { status, request: { url } });

const lacking = (permission: string) =>
  Object.assign(answered(403, 'https://api.github.com/repos/a/b'), {
    response: { headers: { 'x-accepted-github-permissions': permission } },
  });

describe('an installation is gone', () => {
  test.each([
    ['its token is refused', answered(401, 'https://api.github.com/repos/a/b'), true],
    ['it gives no token', answered(404, 'https://api.github.com/app/installations/1/access_tokens'), true],
    ['it is suspended', answered(403, 'https://api.github.com/repos/a/b'), true],
    ['it lacks a permission', lacking('checks=write'), false],
    ['something is not there', answered(404, 'https://api.github.com/repos/a/b/git/ref/heads/x'), false],
    ['the network failed', new Error('fetch failed'), false],
  ])('%s', (_name, error, gone) => {
    expect(installationIsGone(error)).toBe(gone);
  });
});
