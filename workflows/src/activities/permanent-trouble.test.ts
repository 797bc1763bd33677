import { describe, expect, test } from 'vitest';
import { BranchTaken } from '../github/commit-files.js';
import { TooManyFiles } from '../github/contents.js';
import { NotBootstrapped } from './config-in-force.js';
import { permanentTrouble } from './permanent-trouble.js';
import { PlannedRunbookInvalid } from './request/planned-runbook-invalid.js';

const answered = (status: number, message: string, headers: Record<string, string> = {}) =>
  Object.assign(new Error(message), { status, response: { headers } });

describe('what no retry mends', () => {
  test.each([
    ['nothing in force', new NotBootstrapped('acme/ops'), true],
    ['a planner’s mistake', new PlannedRunbookInvalid('request:1', [{ en: 'line 1: no', fr: 'ligne 1 : non' }]), true],
    ['a branch of somebody else', new BranchTaken('chatops/x', 'abc'), true],
    ['more files than GitHub lists', new TooManyFiles('abc'), true],
    ['a missing permission', answered(403, 'Resource not accessible by integration'), true],
    ['a rate limit', answered(403, 'rate limit', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }), false],
    ['a secondary rate limit', answered(403, 'You have exceeded a secondary rate limit'), false],
    ['GitHub is down', answered(502, 'Bad gateway'), false],
    ['a broken connection', new Error('fetch failed'), false],
  ])('%s', (_name, error, permanent) => {
    expect(permanentTrouble(error) !== undefined).toBe(permanent);
  });
});
